"""Flask plumbing that every room shares and that knows no room."""
