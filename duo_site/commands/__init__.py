"""Commands of the site as a whole; those of a room stand in its `commands.py`."""

from duo_site.commands.audit import audit
from duo_site.commands.cijfers import cijfers
from duo_site.commands.content import content
from duo_site.commands.database import database
from duo_site.commands.jobs import jobs
from duo_site.commands.opruimen import opruimen
from duo_site.commands.translations import translations

__all__ = ["audit", "cijfers", "content", "database", "jobs", "opruimen", "translations"]
