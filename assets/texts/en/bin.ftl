# bin: texts whose ids begin with "bin-"
