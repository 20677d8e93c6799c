# viewer: texts whose ids begin with "viewer-"
