# library: texts whose ids begin with "library-"
