"""The static files: read once at the start, one style sheet made of many, addresses that change with the contents."""

import hashlib
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
_BUNDLE = "css/site.css"
_ORDER = "css/site.txt"
_NOT_SERVED = (".txt", ".md", ".ttf")


class Assets:
    """The files below `static/`, by path, and the version of the whole."""

    def __init__(self, folder: Path = STATIC) -> None:
        self.files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and (file.suffix not in _NOT_SERVED or "vendor" in file.parts)
        }
        self.files[_BUNDLE] = _bundle(folder)
        digest = hashlib.sha256()
        for name, contents in sorted(self.files.items()):
            digest.update(f"{name}\0{len(contents)}\0".encode() + contents)
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Give the address of a file; raise KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(f"There is no static file {name}.")
        return f"/static/{self.version}/{name}"


def _bundle(folder: Path) -> bytes:
    """Put the style sheets together in the order of `css/site.txt`."""
    names = (folder / _ORDER).read_text().split()
    return b"\n".join((folder / name).read_bytes() for name in names)
