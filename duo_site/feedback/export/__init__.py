"""Taking figures and comments along, as CSV and JSON."""
