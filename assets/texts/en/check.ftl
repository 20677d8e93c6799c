# check: texts whose ids begin with "check-"
