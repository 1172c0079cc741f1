"""Nieuwsbrief: subscribing with double opt-in, the archive, and writing and sending issues.

Public at /nieuwsbrief; the editors write at /redactie/nieuwsbrief (docs/decisions/0028-nieuwsbrief.md).
"""
