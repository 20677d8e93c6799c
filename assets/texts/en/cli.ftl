# cli: texts whose ids begin with "cli-"
