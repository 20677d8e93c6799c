# claim: texts whose ids begin with "claim-"
