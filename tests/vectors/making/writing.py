"""What an attacker has at hand: a writer of revisions, a time stamp of an authority that is believed, and pikepdf.

Everybody can have a file stamped by a public authority, so each attack is also made with such a stamp behind it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic as typed_generic
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from duo_site.controle.domain import Oordeel
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.signatures import stamp_document
from duo_site.uittreksel.timestamps import OwnTimeStamps
from tests.vectors.making.people import NOW
from tests.vectors.making.vector import GEWIJZIGD, Vector
from tests.vectors.making.world import World

generic: Any = typed_generic
Name = NameObject
Change = Callable[[Any], None]
Attack = tuple[str, Change, str]
"""A name, what it does to a writer, and what a reader would see."""


class QuietWriter(IncrementalPdfFileWriter):
    """Appends a revision in which nothing changes but what the attacker wants: not even a date."""

    def _update_meta(self) -> None:
        """Leave information and XMP packet alone."""


def append(data: bytes, change: Change) -> bytes:
    """Append a revision."""
    writer: Any = QuietWriter(BytesIO(data))
    written = BytesIO()
    change(writer)
    writer.write(written)
    return written.getvalue()


def stamp(world: World, data: bytes, at: datetime = NOW) -> bytes:
    """Have a file stamped by the authority that we believe."""
    return stamp_with(world.folder, data, at)


def stamp_with(folder: Path, data: bytes, at: datetime) -> bytes:
    """Have a file stamped by the authority of a seal folder."""
    keys = load_keys(folder)
    own = OwnTimeStamps(folder, keys.authorities[-1], keys)
    return stamp_document(data, lambda digest: own.stamp(digest, at))


def append_each(world: World, kind: str, attacks: Iterable[Attack], word: Oordeel = GEWIJZIGD) -> Iterator[Vector]:
    """Append each attack behind the genuine file, without and with a believed time stamp."""
    for name, change, why in attacks:
        appended = append(world.genuine, change)
        yield Vector(f"{name}.pdf", kind, appended, word, why)
        yield Vector(f"{name}-gestempeld.pdf", kind, stamp(world, appended), word, f"{why} A time stamp follows.")


def save(data: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any) -> bytes:
    """Write a file anew with pikepdf, changed or not."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        if change is not None:
            change(document)
        document.save(saved, **options)
    return saved.getvalue()


def dictionary(**entries: Any) -> Any:
    """Make a PDF dictionary."""
    return generic.DictionaryObject({Name(f"/{key}"): value for key, value in entries.items()})


def array(*entries: Any) -> Any:
    """Make a PDF array; numbers become PDF numbers."""
    return generic.ArrayObject(
        generic.NumberObject(entry) if isinstance(entry, int) and not isinstance(entry, bool) else entry
        for entry in entries
    )


def stream(data: bytes, **entries: Any) -> Any:
    """Make a PDF stream."""
    return generic.StreamObject(dictionary(**entries), stream_data=data)


def text(words: str) -> Any:
    """Make a PDF text string."""
    return generic.TextStringObject(words)


def first_page(writer: Any) -> Any:
    """Give the first page."""
    return writer.root["/Pages"]["/Kids"][0]
