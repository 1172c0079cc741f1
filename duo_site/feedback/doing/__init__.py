"""U zei, wij deden: what visitors said, what was changed after that, and what it did. Public at /feedback/gedaan."""
