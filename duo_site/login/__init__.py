"""Logging in with OpenID Connect, logging out, and what is said when it fails: /inloggen/<middel>, /uitloggen."""
