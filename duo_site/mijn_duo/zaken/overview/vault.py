"""Files that are written and read in pieces, each encrypted for its place: large ones never stand in memory or bare.

A file is a row of pieces: four bytes with the length, then the encrypted bytes. A piece is bound to the name of the
file, its number and whether it is the last, so that pieces cannot be moved, exchanged or cut off.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from duo_site.secrecy import Secrecy, UnreadableSecret

PIECE = 256 * 1024
_LENGTH_BYTES = 4
_OVERHEAD = 64


class VaultDamaged(Exception):
    """The file is not whole, or not what was written."""


class VaultWriter:
    """Encrypts what is written to it; it cannot be read or sought, as a pipe cannot."""

    def __init__(self, path: Path, secrecy: Secrecy) -> None:
        """Make a new file that only this user reads; raise FileExistsError where there is one."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._name, self._secrecy = path.name, secrecy
        self._waiting, self._pieces = bytearray(), 0
        self.size = 0
        """The number of bytes that were written, before encryption."""

    def __enter__(self) -> Self:
        """Give the writer itself."""
        return self

    def flush(self) -> None:
        """Do nothing: a piece goes to the disk when it is whole."""

    def write(self, data: bytes) -> int:
        """Take bytes; whole pieces go to the disk."""
        self._waiting += data
        self.size += len(data)
        # One byte more than a piece must be there: the last piece is written at the end, as such.
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece and force the file to the disk."""
        self._put(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; without `finish` it stays unreadable."""
        self._file.close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self._secrecy.encrypt_bytes(piece, _place(self._name, self._pieces, last=last))
        self._file.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
        self._pieces += 1


def read_pieces(path: Path, secrecy: Secrecy) -> Iterator[bytes]:
    """Decrypt a file piece by piece; raise VaultDamaged as soon as something is wrong, FileNotFoundError at once."""
    file = path.open("rb")
    return _read_pieces(file, path.name, secrecy)


def _read_pieces(file: io.BufferedReader, name: str, secrecy: Secrecy) -> Iterator[bytes]:
    with file:
        number, sealed = 0, _read_sealed(file)
        while sealed is not None:
            following = _read_sealed(file)
            try:
                yield secrecy.decrypt_bytes(sealed, _place(name, number, last=following is None))
            except UnreadableSecret as error:
                raise VaultDamaged("A piece of the file is not what was written.") from error
            number, sealed = number + 1, following


def _read_sealed(file: io.BufferedReader) -> bytes | None:
    length = int.from_bytes(file.read(_LENGTH_BYTES), "big")
    return file.read(min(length, PIECE + _OVERHEAD)) if length else None


def _place(name: str, number: int, *, last: bool) -> str:
    return f"overzicht/{name}/{number}/{'last' if last else 'more'}"
