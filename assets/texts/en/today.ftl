# today: texts whose ids begin with "today-"
