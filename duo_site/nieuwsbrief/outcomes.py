"""What asking, writing and sending may lead to. Pure."""

from dataclasses import dataclass

from duo_site.nieuwsbrief.domain import Issue, Subscription


@dataclass(frozen=True)
class ToConfirm:
    """Somebody asked; his mailbox must say yes."""

    subscription: Subscription


@dataclass(frozen=True)
class AlreadyThere:
    """Somebody asked for an address that is subscribed."""

    subscription: Subscription


@dataclass(frozen=True)
class EnoughLetters:
    """This mailbox got enough letters for today."""


Asked = ToConfirm | AlreadyThere | EnoughLetters


@dataclass(frozen=True)
class Kept:
    """The issue is kept as it was filled in."""

    issue: Issue


@dataclass(frozen=True)
class ChangedMeanwhile:
    """Somebody else kept another text after this one was opened."""

    theirs: Issue


@dataclass(frozen=True)
class NoDraft:
    """There is no such draft: it never was, or it was sent or thrown away."""


Saved = Kept | ChangedMeanwhile | NoDraft


@dataclass(frozen=True)
class Begun:
    """The sending began, or had begun by an earlier act (then not `is_new`)."""

    issue: Issue
    is_new: bool


@dataclass(frozen=True)
class Nobody:
    """Nobody is subscribed to what the issue is about."""


Begin = Begun | ChangedMeanwhile | NoDraft | Nobody
