"""An answer to the survey, and where on the site it is about. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_COMMENT = 1000
LONGEST_PAGE = 200
HIGHEST_MARK = 10
HIGHEST_LOW_MARK = 5
"""A mark up to this one is low: then the next question is what was missing."""

# One slash, then anything but what a browser reads as another slash, or drops.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What stands below these names a person, a document or a secret.
_PRIVATE = ("gedeeld", "controle", "mijn-diplomas", "mijn-duo", "redactie", "nieuwsbrief")


class Goal(StrEnum):
    """What somebody came to do."""

    OPZOEKEN = "diploma-opzoeken"
    UITTREKSEL = "uittreksel-downloaden"
    KWIJT = "diploma-kwijt"
    CONTROLE = "uittreksel-controleren"
    INLOGGEN = "inloggen"
    NIEUWS = "nieuws-lezen"
    ANDERS = "anders"


class Found(StrEnum):
    """Whether somebody found what he came for."""

    JA = "ja"
    DEELS = "deels"
    NEE = "nee"


class Task(StrEnum):
    """What somebody had just done when he was asked; `pagina` for whoever read a page."""

    DIPLOMAHULP = "diplomahulp"
    UITTREKSEL = "uittreksel"
    CONTROLE = "controle"
    ZOEKEN = "zoeken"
    PAGINA = "pagina"


class Kind(StrEnum):
    """Where the answer was given: in the survey, or to the one question at the foot of a page."""

    VRAAGLIJST = "vraaglijst"
    PAGINAVOET = "paginavoet"


class State(StrEnum):
    """Whether an answer counts: what came above the ceiling of a day waits for an editor, who may call it spam."""

    GETELD = "geteld"
    WACHTRIJ = "wachtrij"
    SPAM = "spam"


@dataclass(frozen=True)
class SurveyAnswer:
    """What one visitor answered; nothing in it tells who that was."""

    day: date
    page: str
    task: Task
    kind: Kind
    gevonden: Found
    language: str
    doel: Goal | None = None
    cijfer: int | None = None
    opmerking: str = ""
    gemist: str = ""
    state: State = State.GETELD

    @property
    def is_complete(self) -> bool:
        """Whether everything was answered that needs no typing; the foot of a page asks one thing."""
        return self.kind is Kind.PAGINAVOET or (self.doel is not None and self.cijfer is not None)

    @property
    def is_disappointed(self) -> bool:
        """Whether somebody found nothing, or gave a low mark, and may want to say what was missing."""
        return self.gevonden is Found.NEE or (self.cijfer is not None and self.cijfer <= HIGHEST_LOW_MARK)


def is_own_path(address: str) -> bool:
    """Tell whether an address is a path of this site, so that it may be redirected to."""
    return _OWN_PATH.fullmatch(address) is not None


def page_of(address: str) -> str:
    """Reduce an own path to the public page it names: no query, nothing of a person, a document or a secret."""
    path = address.split("?")[0].split("#")[0]
    first = path.strip("/").split("/")[0]
    return f"/{first}" if first in _PRIVATE else path


def task_of(text: str | None) -> Task:
    """Read a task from a form; whatever is none of ours is reading a page."""
    return Task(text) if text in list(Task) else Task.PAGINA


def clean_comment(text: str) -> str:
    """Take control characters and needless white space out of a comment."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
