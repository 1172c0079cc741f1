"""The pages of the editors of texts: list, edit, publish, go back."""

from duo_site.redactie.vertalingen.routes import editing, publishing
from duo_site.redactie.vertalingen.routes.blueprint import blueprint

__all__ = ["blueprint", "editing", "publishing"]
