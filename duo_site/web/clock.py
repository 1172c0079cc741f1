"""The time, for views; domain code gets it as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Tell the moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Tell the date in the Netherlands."""
    return now().astimezone(DUTCH_TIME).date()
