# evidence: texts whose ids begin with "evidence-"
