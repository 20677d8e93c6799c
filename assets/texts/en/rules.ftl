# rules: texts whose ids begin with "rules-"
