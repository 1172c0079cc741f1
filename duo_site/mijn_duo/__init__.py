"""Mijn DUO: the pages behind the login of medewerkers of an onderwijsinstelling, at /mijn-duo.

Each part has a folder; which part may know which is said in pyproject.toml ("Inside Mijn DUO").
"""
