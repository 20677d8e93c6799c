# cases: texts whose ids begin with "cases-"
