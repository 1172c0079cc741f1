"""Use cases of the opleidingsaanbod: searching it, and putting changes in it."""
