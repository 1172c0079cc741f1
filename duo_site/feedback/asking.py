"""Whom to ask for an opinion, where and when: the rule of asking.toml. Pure, but for reading that file.

Pages are the same for everybody, so a share of visitors is a share of moments: a keyed hash of the page and the moment
decides, alike in every process.
"""

import hmac
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from duo_site.feedback.domain import Task

_FILE = Path(__file__).with_name("asking.toml")


class WrongRule(Exception):
    """The file with the rule says something that cannot be."""


@dataclass(frozen=True)
class Ask:
    """After which task, on which pages and at which share of moments the invitation is shown."""

    task: Task
    pages: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class AskingRule:
    """All of asking.toml."""

    at_most: int
    silence: timedelta
    moment: timedelta
    asks: tuple[Ask, ...]
    without_foot: tuple[str, ...]
    counted_a_day: int
    counted_an_hour: int

    def invites(self, task: Task, page: str, at: datetime, key: bytes) -> bool:
        """Tell whether the invitation stands on a page at a moment; `key` keeps others from foretelling it."""
        ask = next((one for one in self.asks if one.task is task and _fits(page, one.pages)), None)
        if ask is None:
            return False
        number = int(at.timestamp() // self.moment.total_seconds())
        drawn = hmac.digest(key, f"{page}\0{number}".encode(), "sha256")
        return int.from_bytes(drawn[:7]) < ask.share * 2**56

    def has_foot(self, page: str) -> bool:
        """Tell whether the question stands at the foot of a public page."""
        return not _fits(page, self.without_foot)

    def silent_until(self, times: int, today: date) -> date:
        """Tell from which day somebody may be asked again who was asked for the `times`-th time today."""
        return today + self.silence if times < self.at_most else date.max


def read_rule(file: Path = _FILE) -> AskingRule:
    """Read the rule; raise WrongRule with what is wrong."""
    try:
        return _make_rule(tomllib.loads(file.read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongRule(f"{file.name}: {error!r}") from error


def _make_rule(read: dict[str, Any]) -> AskingRule:
    invitation, ceiling = read["invitation"], read["ceiling"]
    asks = tuple(Ask(Task(one["task"]), tuple(one["pages"]), float(one["share"])) for one in read["ask"])
    numbers = [invitation[name] for name in ("at_most", "silence_days", "moment_minutes")] + list(ceiling.values())
    if any(type(number) is not int or number < 1 for number in numbers):
        raise ValueError("a number that is no whole number of at least 1")
    if not all(0 <= one.share <= 1 for one in asks):
        raise ValueError("a share outside 0 to 1")
    return AskingRule(
        at_most=invitation["at_most"],
        silence=timedelta(days=invitation["silence_days"]),
        moment=timedelta(minutes=invitation["moment_minutes"]),
        asks=asks,
        without_foot=tuple(read["foot"]["never"]),
        counted_a_day=ceiling["counted_a_day_for_a_page"],
        counted_an_hour=ceiling["counted_an_hour_for_a_network"],
    )


def _fits(page: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(page, pattern) for pattern in patterns)
