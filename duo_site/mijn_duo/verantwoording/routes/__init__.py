"""The pages of the medewerker verantwoording."""

from duo_site.mijn_duo.verantwoording.routes import editing, overview, submitting, uploading
from duo_site.mijn_duo.verantwoording.routes.blueprint import blueprint

__all__ = ["blueprint", "editing", "overview", "submitting", "uploading"]
