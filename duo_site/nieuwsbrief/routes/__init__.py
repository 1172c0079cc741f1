"""The pages of the nieuwsbrief: for visitors, and for the editors who make it."""

from duo_site.nieuwsbrief.routes import archive, editing, leaving, sending, subscribing
from duo_site.nieuwsbrief.routes.blueprints import blueprint, redactie

__all__ = ["archive", "blueprint", "editing", "leaving", "redactie", "sending", "subscribing"]
