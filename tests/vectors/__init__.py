"""Good and bad files with the verdict that every reader must give; see README.md beside this."""
