"""The jaarrekening of an onderwijsinstelling as XBRL, for its medewerkers: `/mijn-duo/verantwoording`."""
