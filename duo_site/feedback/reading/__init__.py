"""Reading what visitors said: figures per page, section, task, language and week, at /redactie/feedback."""
