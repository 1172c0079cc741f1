"""Logging in, logging out, staying logged in, and going on after a session that ran out."""

from duo_site.login.routes import entering, kept, leaving, staying
from duo_site.login.routes.blueprint import blueprint

__all__ = ["blueprint", "entering", "kept", "leaving", "staying"]
