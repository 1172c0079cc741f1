"""Carries outcomes in a field of the page, signed: the server keeps nothing and believes nothing that was changed.

See docs/decisions/0011-many-files-nothing-kept.md.
"""

from itsdangerous import BadData, URLSafeTimedSerializer

from duo_site.controle.report import Report
from duo_site.secrecy import Secrecy

MOST_SECONDS = 60 * 60
"""How long a page with outcomes can be turned into a file."""
LONGEST = 2_000_000
"""Characters; 200 uittreksels with a long cijferlijst take less than a quarter of it."""


class NotCarried(Exception):
    """The field is not as this site wrote it, or too old."""


def carry(report: Report, secrecy: Secrecy) -> str:
    """Write a report for a field of a page: packed and signed, readable by whoever has the page."""
    written = _serializer(secrecy).dumps(report.to_dict())
    return written if isinstance(written, str) else written.decode()


def read_carried(text: str, secrecy: Secrecy) -> Report:
    """Read what `carry` wrote; raise NotCarried for anything else and after an hour."""
    try:
        return Report.from_dict(_serializer(secrecy).loads(text, max_age=MOST_SECONDS))
    except BadData as error:
        raise NotCarried("The outcomes in the page were changed or are too old.") from error


def _serializer(secrecy: Secrecy) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secrecy.derive("controle/uitkomst"), salt="controle")
