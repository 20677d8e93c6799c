# job: texts whose ids begin with "job-"
