"""The verantwoording without the site: reading files, checking them, keeping them."""
