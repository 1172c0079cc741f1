"""The table endpoint × who, one file for each part: `ROWS`, and `prepare(site)` that makes what the addresses name."""
