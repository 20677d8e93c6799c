# case: texts whose ids begin with "case-"
