"""Writes the vectors into a folder: the files, the lists that a check without the site needs, and `vectors.json`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duo_site.controle.domain import Oordeel
from tests.vectors.making.codes import Code
from tests.vectors.making.people import NOW
from tests.vectors.making.vector import Vector
from tests.vectors.making.world import World

MANIFEST = "vectors.json"
KEYS, STATUSES, STALE_STATUSES = "sleutels.json", "statuslijst.jwt", "statuslijst-oud.jwt"


@dataclass(frozen=True)
class Kept:
    """A file of a folder that was written earlier, with the word that downloaded lists lead to."""

    name: str
    data: bytes
    word: Oordeel


def write_folder(folder: Path, world: World, vectors: Iterable[Vector], codes: Iterable[Code]) -> int:
    """Write everything; tells how many files with a verdict."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEYS).write_bytes(world.write_keys())
    (folder / STATUSES).write_bytes(world.write_statuses())
    (folder / STALE_STATUSES).write_bytes(world.write_statuses(stale=True))
    described = []
    for vector in vectors:
        (folder / vector.name).write_bytes(vector.data)
        described.append(vector.describe())
    lists = {"sleutels": KEYS, "statuslijst": STATUSES, "oude-statuslijst": STALE_STATUSES}
    told = {"nu": NOW.isoformat(), **lists, "bestanden": described, "codes": [code.describe() for code in codes]}
    (folder / MANIFEST).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    return len(described)


def read_folder(folder: Path) -> tuple[datetime, list[Kept]]:
    """Read what was written: the moment of judging, and the files."""
    told = json.loads((folder / MANIFEST).read_text())
    kept = [
        Kept(row["bestand"], (folder / row["bestand"]).read_bytes(), Oordeel(row["oordeel"]["lijsten"]))
        for row in told["bestanden"]
    ]
    return datetime.fromisoformat(told["nu"]), kept
