"""Judging a file with the key list of the seal folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from duo_site.controle.domain import NietTeControleren, Reden, SealOutcome
from duo_site.controle.receipt import recognise
from duo_site.uittreksel.keys import KeyList, NoSealKey, load_keys

Inspect = Callable[[bytes, KeyList, datetime], SealOutcome]


def judge(data: bytes, seal_folder: Path, now: datetime, inspect: Inspect) -> SealOutcome:
    """Judge a file by its seal; without a key list nothing can be judged."""
    try:
        keys = load_keys(seal_folder)
    except NoSealKey:
        return NietTeControleren((Reden.GEEN_SLEUTELS,))
    return recognise(inspect(data, keys, now), data)
