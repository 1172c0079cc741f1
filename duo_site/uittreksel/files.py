"""The port to where the sealed files are kept, and the store in a folder of this machine."""

import hashlib
import os
import re
import secrets
from datetime import datetime
from pathlib import Path
from typing import Protocol

from duo_site.secrecy import Secrecy, UnreadableSecret

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished-"


class FileMissing(Exception):
    """The store holds no such file."""


class FileDamaged(Exception):
    """The stored bytes are not those that were put in."""


class FileStore(Protocol):
    """Keeps bytes under the hash of what they are."""

    def put(self, content: bytes) -> str:
        """Keep bytes and give their SHA-256 in hexadecimal; keeping the same bytes again changes nothing."""
        ...

    def get(self, sha256: str) -> bytes:
        """Give bytes back; raise FileMissing or FileDamaged."""
        ...

    def delete(self, sha256: str) -> None:
        """Forget bytes; it does not matter whether they were there."""
        ...

    def delete_older_than(self, moment: datetime) -> int:
        """Forget what was put in before a moment, and tell how many files that were."""
        ...


class FolderStore:
    """Keeps each file encrypted in a folder. A file is there whole or not at all, also after kill -9 or power loss."""

    def __init__(self, folder: Path, secrecy: Secrecy) -> None:
        """Use a folder, which is made when the first file is put in."""
        self._folder = folder
        self._secrecy = secrecy

    def put(self, content: bytes) -> str:
        """Encrypt and keep bytes: written beside, forced to disk, then given its name in one step."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._secrecy.encrypt_bytes(content))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _force_to_disk(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Read and decrypt bytes; raise FileMissing, or FileDamaged when they are not what was put in."""
        try:
            content = self._secrecy.decrypt_bytes(self._path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise FileMissing("The store does not hold this file.") from error
        except UnreadableSecret as error:
            raise FileDamaged("The stored file cannot be decrypted.") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileDamaged("The stored file is another than its name says.")
        return content

    def delete(self, sha256: str) -> None:
        """Remove the file of these bytes, if it is there."""
        self._path(sha256).unlink(missing_ok=True)

    def delete_older_than(self, moment: datetime) -> int:
        """Remove the files that were put in before a moment, and tell how many that were."""
        old = [path for path in self._folder.rglob("*") if path.is_file() and path.stat().st_mtime < moment.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise FileMissing("This is no hash of a file.")
        return self._folder / sha256[:2] / sha256


def _force_to_disk(folder: Path) -> None:
    """Force the names in a folder to disk, so that a finished write survives power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
