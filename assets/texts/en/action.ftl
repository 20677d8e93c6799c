# action: texts whose ids begin with "action-"
