# media: texts whose ids begin with "media-"
