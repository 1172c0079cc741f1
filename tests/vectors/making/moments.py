"""Seals whose time does not fit: the key was not valid then, or nobody can tell when it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.seal_tools import Toolbox
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.signatures import seal_document
from tests.vectors.making import people
from tests.vectors.making.people import ANJA, NOW, SEALED_AT
from tests.vectors.making.vector import CANNOT, GEWIJZIGD, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import stamp, stamp_with

_KIND = "tijd"
_HOUR = timedelta(hours=1)


def _seal(world: World, stamped_later: timedelta) -> bytes:
    """Seal with our key, and let the believed authority tell another time than the seal."""
    tools = Toolbox(world.folder).get(SEALED_AT)
    at = SEALED_AT + stamped_later
    data = tools.gather(SEALED_AT)
    return seal_document(
        world.made(ANJA).unsealed, tools.certifier, SEALED_AT, lambda digest: tools.stamp(digest, at), data
    )


def list_vectors(world: World, folder: Path) -> Iterator[Vector]:
    """List the vectors of this kind; keys of others are made in an empty folder."""
    unsealed = world.made(ANJA).unsealed

    def bad(name: str, data: bytes, why: str, word: Any = CANNOT) -> Vector:
        return Vector(f"{name}.pdf", _KIND, data, word, why)

    yield bad("na-verlopen-verzegeld", world.made(people.TOO_LATE).file, "Sealed after the certificate had expired.")
    yield bad("na-intrekken-verzegeld", world.made(people.AFTER_REVOCATION).file, "Sealed after the key was revoked.")
    for name, difference in (("vroeger", -_HOUR), ("later", _HOUR)):
        yield bad(
            f"tijdstempel-{name}", _seal(world, difference), "Time stamp and seal tell times that are an hour apart."
        )
    yield bad("uit-de-toekomst", PyHankoSealer(world.folder).seal(unsealed, NOW + _HOUR), "Sealed in the future.")
    ahead = stamp(world, world.genuine, NOW + _HOUR)
    yield bad("stempel-uit-de-toekomst", ahead, "A later time stamp over the document is of the future.")
    before = stamp(world, world.genuine, SEALED_AT - _HOUR)
    yield bad("stempel-van-voor-het-zegel", before, "A time stamp over the document is older than the seal under it.")
    new_seal(folder / "vreemde-stempel", None, SEALED_AT - timedelta(days=20))
    foreign = stamp_with(folder / "vreemde-stempel", world.genuine, NOW)
    yield bad("vreemde-stempel", foreign, "The last time stamp is of somebody we do not know.", GEWIJZIGD)
