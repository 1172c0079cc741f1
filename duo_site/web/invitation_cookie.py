"""The one cookie of visitors who do not log in: how often they closed the invitation, and until when it is silent.

Its value is "1.2027-02-20" or "2.9999-12-31"; "gesloten" is that of before. The byte cache reads it too, so that it
keeps one page for those who are asked and one for those who are not.
"""

import re
from datetime import date, timedelta

COOKIE = "uitnodiging"
LIFETIME = timedelta(days=400)
"""The longest that browsers keep a cookie (RFC 6265bis section 5.5)."""

_CLOSED_BEFORE = "gesloten"
_VALUE = re.compile(r"([1-9])\.(\d{4}-\d{2}-\d{2})", re.ASCII)


def times_closed(value: str | None) -> int:
    """Tell how often the invitation was closed."""
    if value == _CLOSED_BEFORE:
        return 1
    found = _VALUE.fullmatch(value or "")
    return int(found[1]) if found else 0


def is_silent(value: str | None, today: date) -> bool:
    """Tell whether a visitor with this cookie is not to be asked today."""
    if value == _CLOSED_BEFORE:
        return True
    found = _VALUE.fullmatch(value or "")
    if not found:
        return False
    try:
        return today < date.fromisoformat(found[2])
    except ValueError:
        return False


def write_value(times: int, until: date) -> str:
    """Write the value of the cookie."""
    return f"{min(times, 9)}.{until.isoformat()}"
