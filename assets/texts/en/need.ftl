# need: texts whose ids begin with "need-"
