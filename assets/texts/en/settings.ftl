# settings: texts whose ids begin with "settings-"
