"""Judging without the site: with a key list and a status list that were downloaded earlier.

The status list says what the register would: without one that holds now, nothing is valid.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from duo_site.controle.domain import Geldig, Ingetrokken, NietTeControleren, Outcome, Reden, Vervangen
from duo_site.controle.inspection import inspect
from duo_site.controle.receipt import recognise
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.proofs.key_document import read_key_document
from duo_site.uittreksel.proofs.status_list import (
    NoStatusList,
    StaleStatusList,
    StatusList,
    StatusListOutcome,
    read_status_list,
)


@dataclass(frozen=True)
class Downloaded:
    """What was downloaded, read at one moment."""

    keys: KeyList
    statuses: StatusListOutcome | None


def read_downloaded(key_list: bytes, status_list: bytes | None, now: datetime) -> Downloaded:
    """Read the key list and, against it, the status list; raise UnreadableKeyDocument."""
    seals, credentials = read_key_document(key_list)
    statuses = None if status_list is None else read_status_list(status_list.strip(), credentials, now)
    return Downloaded(replace(seals, credentials=credentials), statuses)


def judge_offline(data: bytes, downloaded: Downloaded, now: datetime) -> Outcome:
    """Judge a file by its seal, then by the status list."""
    outcome = recognise(inspect(data, downloaded.keys, now), data)
    if not isinstance(outcome, Geldig):
        return outcome
    match downloaded.statuses:
        case None:
            return NietTeControleren((Reden.STATUSLIJST_ONTBREEKT,))
        case NoStatusList():
            return NietTeControleren((Reden.STATUSLIJST_ONGELDIG,))
        case StaleStatusList():
            return NietTeControleren((Reden.STATUSLIJST_VERLOPEN,))
        case StatusList() as statuses:
            return _with_status(outcome, statuses)
        case _:
            assert_never(downloaded.statuses)


def _with_status(outcome: Geldig, statuses: StatusList) -> Outcome:
    """Lay the status beside the seal. The list does not say since when: its own moment stands there."""
    status = statuses.find(outcome.verzegeld.inhoud.status_index)
    match status:
        case None:
            return NietTeControleren((Reden.NIET_IN_STATUSLIJST,))
        case Status.GELDIG:
            return outcome
        case Status.INGETROKKEN:
            return Ingetrokken(outcome.verzegeld, statuses.valid_from)
        case Status.VERVANGEN:
            return Vervangen(outcome.verzegeld, statuses.valid_from)
        case _:
            assert_never(status)
