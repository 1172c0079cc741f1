"""The verantwoording of one year: which files there are, who is editing it, and until when it can be changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
LEASE = timedelta(minutes=15)
FIRST_YEAR = 2020
MOST_FILES = 60
_DEADLINE = (7, 1)


class Status(StrEnum):
    """What the portal says about a year."""

    LEEG = "leeg"
    ZONDER_VERKLARING = "cijfers-zonder-controleverklaring"
    MET_VERKLARING = "cijfers-met-controleverklaring"
    INGEDIEND = "ingediend"
    GECORRIGEERD = "gecorrigeerd"
    GESLOTEN = "gesloten"


class FileKind(StrEnum):
    """What a file is."""

    JAARREKENING = "jaarrekening"
    CONTROLEVERKLARING = "controleverklaring"


class FileState(StrEnum):
    """What is known about a file."""

    ONGECONTROLEERD = "nog-niet-gecontroleerd"
    GOED = "goed"
    FOUT = "fouten-gevonden"


@dataclass(frozen=True)
class Lease:
    """Who is editing, and until when nobody else can."""

    subject: str
    name: str
    until: datetime


@dataclass(frozen=True)
class Bestand:
    """A file, without its contents."""

    number: int
    year: int
    kind: FileKind
    name: str
    size: int
    sha256: str
    state: FileState
    errors: int
    warnings: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Submission:
    """The last time that this year was handed in: how often that was done, and with which files."""

    count: int
    at: datetime
    by: str
    zaak: str
    jaarrekening: int
    controleverklaring: int | None


@dataclass(frozen=True)
class Dossier:
    """All about the verantwoording of one year at one werkplek; files with the newest first."""

    year: int
    version: int
    files: tuple[Bestand, ...]
    lease: Lease | None
    submission: Submission | None
    is_open: bool

    @property
    def newest(self) -> Bestand | None:
        """The last jaarrekening that was sent, whatever was found in it."""
        return next((file for file in self.files if file.kind is FileKind.JAARREKENING), None)

    @property
    def figures(self) -> Bestand | None:
        """The last jaarrekening without errors: these are the figures."""
        good = (file for file in self.files if file.kind is FileKind.JAARREKENING and file.state is FileState.GOED)
        return next(good, None)

    @property
    def statement(self) -> Bestand | None:
        """The controleverklaring that counts."""
        return next((file for file in self.files if file.kind is FileKind.CONTROLEVERKLARING), None)

    @property
    def status(self) -> Status:
        """What the portal says."""
        if not self.is_open:
            return Status.GESLOTEN
        if self.submission:
            return Status.GECORRIGEERD if self.submission.count > 1 else Status.INGEDIEND
        if self.figures is None:
            return Status.LEEG
        return Status.MET_VERKLARING if self.statement else Status.ZONDER_VERKLARING

    @property
    def has_news(self) -> bool:
        """Whether there is something to hand in that was not handed in yet."""
        if self.figures is None:
            return False
        sent = self.submission
        now = (self.figures.number, self.statement.number if self.statement else None)
        return sent is None or now != (sent.jaarrekening, sent.controleverklaring)

    def is_edited_by_another(self, subject: str) -> bool:
        """Whether somebody else is editing at this moment."""
        return self.lease is not None and self.lease.subject != subject


def deadline(year: int) -> datetime:
    """Give the moment from which a year can no longer be changed: 1 July of the year after, in the Netherlands."""
    return datetime(year + 1, *_DEADLINE, tzinfo=DUTCH_TIME)


def is_open(year: int, at: datetime) -> bool:
    """Tell whether a year can be changed: from its first day until the deadline."""
    return datetime(year, 1, 1, tzinfo=DUTCH_TIME) <= at < deadline(year)


def list_open_years(at: datetime) -> tuple[int, ...]:
    """List the years that can be changed, the newest first."""
    this_year = at.astimezone(DUTCH_TIME).year
    return tuple(year for year in (this_year, this_year - 1) if is_open(year, at))


def is_known_year(year: int, at: datetime) -> bool:
    """Tell whether there can be a page for a year."""
    return FIRST_YEAR <= year <= at.astimezone(DUTCH_TIME).year


@dataclass(frozen=True)
class Done:
    """The act was done; this is how the dossier stands."""

    dossier: Dossier
    number: int = 0


@dataclass(frozen=True)
class Occupied:
    """Somebody else is editing."""

    dossier: Dossier


@dataclass(frozen=True)
class ChangedMeanwhile:
    """Somebody changed the dossier after this page was opened."""

    dossier: Dossier


@dataclass(frozen=True)
class Closed:
    """The year can no longer be changed."""

    dossier: Dossier


@dataclass(frozen=True)
class NothingNew:
    """There is nothing that was not handed in already, or no figures without errors."""

    dossier: Dossier


@dataclass(frozen=True)
class TooManyFiles:
    """As many files were sent for this year as are kept."""

    dossier: Dossier


Outcome = Done | Occupied | ChangedMeanwhile | Closed | NothingNew | TooManyFiles
