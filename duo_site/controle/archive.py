"""Reads a ZIP that a stranger made: few entries, no nesting, nothing encrypted, nothing that swells.

What a ZIP says of itself is not believed: the entries are counted before Python's own reader makes an object of each,
and no more is unpacked than may be, whatever size is declared.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from duo_site.controle.domain import Reden

MOST_ENTRIES = 1000
"""Folders and what a Mac adds count too."""

_LOCAL_HEADER = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
_CENTRAL_HEADER = b"PK\x01\x02"
_CHUNK = 1024 * 1024
_ENCRYPTED = 1
_HIGHEST_RATIO = 100
_SMALL = 100_000
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
_NO_FILES = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class UnreadableArchive(Exception):
    """The ZIP is damaged or holds far too many entries."""


@dataclass(frozen=True)
class Entry:
    """A file in a ZIP."""

    archive: ZipFile
    info: ZipInfo

    @property
    def name(self) -> str:
        """Give the path in the ZIP, which may be anything."""
        return self.info.filename

    def read(self, most: int) -> bytes | Reden:
        """Unpack at most `most` bytes and one; give the reason where that is not done."""
        info = self.info
        if info.flag_bits & _ENCRYPTED:
            return Reden.BEVEILIGD
        if info.filename.lower().endswith(".zip"):
            return Reden.ARCHIEF_IN_ARCHIEF
        if info.compress_type not in _METHODS:
            return Reden.ARCHIEF_ONLEESBAAR
        if info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * info.compress_size:
            return Reden.ARCHIEF_VERDACHT
        if info.file_size > most:
            return Reden.TE_GROOT
        try:
            with self.archive.open(info) as file:
                return file.read(most + 1)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
            return Reden.ARCHIEF_ONLEESBAAR


def is_archive(name: str, stream: IO[bytes]) -> bool:
    """Tell whether a file is called a ZIP and begins as one. Word files begin so too, but bear other names."""
    beginning = stream.read(len(_LOCAL_HEADER))
    stream.seek(0)
    return name.lower().endswith(".zip") and beginning in (_LOCAL_HEADER, _EMPTY_ARCHIVE)


def list_entries(stream: IO[bytes]) -> Iterator[Entry]:
    """List the files in a ZIP in its own order; raise UnreadableArchive."""
    if _count(stream, _CENTRAL_HEADER) > MOST_ENTRIES:
        raise UnreadableArchive("The ZIP holds too many entries.")
    try:
        archive = ZipFile(stream)
    except Exception as error:
        # The reader meets what strangers made; it raises six kinds of exceptions that are known, and more.
        raise UnreadableArchive("The ZIP cannot be opened.") from error
    for info in archive.infolist():
        if not info.is_dir() and not info.filename.startswith(_NO_FILES) and not info.filename.endswith(_NO_FILES):
            yield Entry(archive, info)


def _count(stream: IO[bytes], mark: bytes) -> int:
    """Count a mark in a stream without holding it twice."""
    found, rest = 0, b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        found += piece.count(mark)
        rest = piece[-(len(mark) - 1) :]
    stream.seek(0)
    return found
