"""Use cases of the verantwoording, one file for each kind of work."""
