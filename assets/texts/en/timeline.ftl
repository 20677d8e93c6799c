# timeline: texts whose ids begin with "timeline-"
