"""What a medewerker verantwoording sends: a file, and how the dossier stood when the page was opened."""

import re

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField
from wtforms.validators import Regexp

from duo_site.mijn_duo.verantwoording.guard import MOST_BYTES
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l

_LONGEST_NAME = 90
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|;%\u202a-\u202e\u2066-\u2069]+")
_ENDING = re.compile(r"\.(xbrl|xml|x?html?)$", re.IGNORECASE)


class VersionForm(SiteForm):
    """The version of the dossier that the page showed."""

    stand = HiddenField(validators=[Regexp("[0-9]{1,9}$")])

    @property
    def version(self) -> int:
        """The version that was seen."""
        return int(self.stand.data or 0)


class ReportForm(VersionForm):
    """A jaarrekening."""

    jaarrekening = FileField(_l("Jaarrekening in XBRL of inline XBRL"), [FileRequired(_l("Kies een bestand."))])


class StatementForm(VersionForm):
    """A controleverklaring."""

    verklaring = FileField(_l("Controleverklaring van uw accountant"), [FileRequired(_l("Kies een bestand."))])


def read_report(upload: FileStorage) -> tuple[str, bytes]:
    """Read a jaarrekening and the stem of a safe name for it."""
    stem = _ENDING.sub("", _UNSAFE.sub(" ", upload.filename or "").strip(" ."))
    return " ".join(stem.split())[:_LONGEST_NAME].strip(" .") or _("jaarrekening"), upload.stream.read(MOST_BYTES + 1)
