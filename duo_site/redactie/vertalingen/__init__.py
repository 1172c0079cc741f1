"""Vertalingen: editors change the texts of the site at /redactie/vertalingen, publish them, and go back."""
