"""`python -m tests.vectors FOLDER [NAME…]` writes vectors into a folder; `… --flips 1000` flips bits and counts."""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from duo_site.controle.domain import Oordeel
from duo_site.controle.inspection import inspect
from tests.vectors.making.codes import list_codes
from tests.vectors.making.flips import list_flips
from tests.vectors.making.listing import list_vectors
from tests.vectors.making.manifest import write_folder
from tests.vectors.making.people import NOW
from tests.vectors.making.world import World


def main() -> int:
    """Do what was asked; 1 when a flip was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.vectors", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where to write the files and vectors.json")
    parser.add_argument("names", nargs="*", help="write only these, without .pdf")
    parser.add_argument("--flips", type=int, default=0, help="flip this many bits, one at a time, and count the words")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        world = World(Path(scratch))
        if asked.folder is not None:
            vectors = list(list_vectors(world, Path(scratch)))
            chosen = [one for one in vectors if not asked.names or one.name.removesuffix(".pdf") in asked.names]
            written = write_folder(asked.folder, world, chosen, list_codes(world, Path(scratch)))
            print(f"{written} files in {asked.folder}")
        return _count_flips(world, asked.flips) if asked.flips else 0


def _count_flips(world: World, count: int) -> int:
    counted: Counter[tuple[str, str, str]] = Counter()
    for flip in list_flips(world.genuine, count):
        outcome = inspect(flip.data, world.keys, NOW)
        counted[flip.region, outcome.oordeel, ", ".join(outcome.redenen)] += 1
    for (region, oordeel, reasons), times in sorted(counted.items()):
        print(f"{times:6}  {region:24} {oordeel:20} {reasons}")
    missed = sum(times for (_region, oordeel, _reasons), times in counted.items() if oordeel == Oordeel.GELDIG)
    print(f"{missed} of {count} flips missed")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
