# demo: texts whose ids begin with "demo-"
