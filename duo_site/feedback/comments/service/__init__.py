"""Finding comments, and changing many at once."""
