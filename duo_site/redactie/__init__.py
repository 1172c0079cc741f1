"""Redactie: the pages of the editors, at /redactie. Shows which pages are due for review."""
