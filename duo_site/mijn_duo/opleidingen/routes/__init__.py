"""The views of the opleidingen: the aanbod, one opleiding, and proposals to change it."""

from duo_site.mijn_duo.opleidingen.routes import listing, proposing
from duo_site.mijn_duo.opleidingen.routes.blueprint import blueprint

__all__ = ["blueprint", "listing", "proposing"]
