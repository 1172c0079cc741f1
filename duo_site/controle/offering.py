"""What somebody hands in: files one by one, those in a ZIP too, as they may be judged and shown.

Everything stays in memory, and each file is read out only when it is its turn.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol

from duo_site.controle.archive import Entry, UnreadableArchive, is_archive, list_entries
from duo_site.controle.domain import Reden
from duo_site.controle.inspection_pool import MOST_BYTES

MOST_FILES = 200
"""More files than this are not judged together."""
MOST_BYTES_TOGETHER = 64 * 1024 * 1024
"""More than this, unpacked, is not read from one request."""

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_LONGEST_NAME = 100


class TooManyFiles(Exception):
    """More files were handed in than are judged together."""


class NothingOffered(Exception):
    """No file was handed in, or only an empty ZIP."""


class Upload(Protocol):
    """A file as the web framework gives it."""

    @property
    def filename(self) -> str | None:
        """Give the name that the sender wrote, which may be anything."""
        ...

    @property
    def stream(self) -> IO[bytes]:
        """Give the contents."""
        ...


@dataclass(frozen=True)
class Offered:
    """A file to judge; one that is not read bears the reason."""

    name: str
    """As it may be shown."""
    data: bytes
    refused: Reden | None = None


@dataclass(frozen=True)
class _Loose:
    """A file that was sent by itself."""

    name: str
    stream: IO[bytes]

    def read(self, most: int) -> bytes | Reden:
        """Read at most `most` bytes and one, and let go of the rest."""
        data = self.stream.read(most + 1)
        self.stream.close()
        return data


@dataclass(frozen=True)
class _Ruin:
    """A ZIP that cannot be opened."""

    name: str

    def read(self, _most: int) -> bytes | Reden:
        """Give the reason."""
        return Reden.ARCHIEF_ONLEESBAAR


_Source = Entry | _Loose | _Ruin


def list_offered(uploads: Iterable[Upload], *, unpack: bool) -> Iterator[Offered]:
    """Give the files one by one, in the order sent; raise TooManyFiles or NothingOffered before any is read.

    A ZIP is a file like any other where `unpack` is False.
    """
    sources: list[_Source] = []
    for upload in uploads:
        sources += _list_sources(upload, unpack)
        if len(sources) > MOST_FILES:
            raise TooManyFiles(f"More than {MOST_FILES} files were sent.")
    if not sources:
        raise NothingOffered("No file was sent.")
    return _read_all(sources)


def is_photo(data: bytes) -> bool:
    """Tell whether a file is a picture as cameras and screens make them: PNG or JPEG."""
    return data.startswith(_IMAGES)


def show_name(name: str) -> str:
    """Make of a file name what may be shown: the last part of a path, without what hides or turns text around."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    shown = " ".join(visible.split())
    if len(shown) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        shown = f"{shown[:half]}…{shown[1 - half :]}"
    return shown or "?"


def _list_sources(upload: Upload, unpack: bool) -> list[_Source]:
    name = upload.filename or ""
    if not (unpack and is_archive(name, upload.stream)):
        return [_Loose(name, upload.stream)]
    try:
        return list(list_entries(upload.stream))
    except UnreadableArchive:
        return [_Ruin(name)]


def _read_all(sources: list[_Source]) -> Iterator[Offered]:
    left = MOST_BYTES_TOGETHER
    for source in sources:
        name = show_name(source.name)
        if left <= 0:
            yield Offered(name, b"", Reden.SAMEN_TE_GROOT)
            continue
        data = source.read(MOST_BYTES)
        if isinstance(data, Reden):
            yield Offered(name, b"", data)
            continue
        left -= len(data)
        if left < 0:
            yield Offered(name, b"", Reden.SAMEN_TE_GROOT)
        elif len(data) > MOST_BYTES:
            yield Offered(name, b"", Reden.TE_GROOT)
        else:
            yield Offered(name, data, Reden.AFBEELDING if is_photo(data) else None)
