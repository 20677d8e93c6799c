# deadline: texts whose ids begin with "deadline-"
