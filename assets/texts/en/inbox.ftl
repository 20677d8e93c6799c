# inbox: texts whose ids begin with "inbox-"
