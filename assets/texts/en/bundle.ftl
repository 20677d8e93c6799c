# bundle: texts whose ids begin with "bundle-"
