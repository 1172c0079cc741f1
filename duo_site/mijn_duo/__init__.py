"""Mijn DUO: the pages behind the login of medewerkers of an onderwijsinstelling, at /mijn-duo."""
