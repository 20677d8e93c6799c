# export: texts whose ids begin with "export-"
