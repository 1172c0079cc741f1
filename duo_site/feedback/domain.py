"""An answer to the survey, and where on the site it is about. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_COMMENT = 1000
LONGEST_PAGE = 200
HIGHEST_MARK = 10

# One slash, then anything but what a browser reads as another slash, or drops.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What stands below these names a person, a document or a secret.
_PRIVATE = ("gedeeld", "controle", "mijn-diplomas", "mijn-duo", "redactie")


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


@dataclass(frozen=True)
class SurveyAnswer:
    """What one visitor answered; nothing in it tells who that was."""

    day: date
    page: str
    doel: Goal | None
    gevonden: Found
    cijfer: int | None
    opmerking: str
    language: str


def is_own_path(address: str) -> bool:
    """Tell whether an address is a path of this site, so that it may be redirected to."""
    return _OWN_PATH.fullmatch(address) is not None


def page_of(address: str) -> str:
    """Reduce an own path to the public page it names: no query, nothing of a person, a document or a secret."""
    path = address.split("?")[0].split("#")[0]
    first = path.strip("/").split("/")[0]
    return f"/{first}" if first in _PRIVATE else path


def clean_comment(text: str) -> str:
    """Take control characters and needless white space out of a comment."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
