"""Public pages and press releases from files, for every visitor: `/`, `/particulier/…`, `/organisatie/…`."""
