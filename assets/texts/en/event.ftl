# event: texts whose ids begin with "event-"
