"""The taxonomy package that the operator configured: what it is called, what enters it, and the package as one file."""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

TEST_TAXONOMY = Path(__file__).with_name("jaarrekening-proef")
"""The package that comes with this site: small, and plainly a test."""

_PACKAGE = "http://xbrl.org/2016/taxonomy-package"
_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_META = "META-INF/taxonomyPackage.xml"
_LARGEST_META = 4 * 1024 * 1024
_STANDARD = "http://www.xbrl.org/"


class TaxonomyError(Exception):
    """The configured file is no taxonomy package; the message says what is wrong."""


@dataclass(frozen=True)
class Taxonomy:
    """A taxonomy package: its name, the addresses that a jaarrekening may refer to, and its bytes as a zip."""

    name: str
    entry_points: frozenset[str]
    prefixes: tuple[str, ...]
    package: bytes
    is_test: bool


@lru_cache(maxsize=2)
def load_taxonomy(path: Path | None) -> Taxonomy:
    """Load a package, a zip or a folder (None: the test taxonomy); raise TaxonomyError for anything else."""
    path = path or TEST_TAXONOMY
    try:
        package = _zip_folder(path) if path.is_dir() else path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            meta = _read(archive, _META)
            catalog = _read(archive, "META-INF/catalog.xml")
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise TaxonomyError(f"{path} is no taxonomy package: {error}") from error
    names, entries = _find(meta, f"{_PACKAGE} name"), _find(meta, f"{_PACKAGE} entryPointDocument", "href")
    prefixes = tuple(_find(catalog, f"{_CATALOG} rewriteURI", "uriStartString"))
    if not entries:
        raise TaxonomyError(f"{path} names no entry point.")
    return Taxonomy(
        name=names[0] if names else path.stem,
        entry_points=frozenset(entries),
        prefixes=(*prefixes, _STANDARD),
        package=package,
        is_test=path == TEST_TAXONOMY,
    )


def _zip_folder(folder: Path) -> bytes:
    """Make a package of a folder, below one folder of its name (Taxonomy Packages 1.0 section 2.1)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{folder.name}/{file.relative_to(folder).as_posix()}")
    return made.getvalue()


def _read(archive: zipfile.ZipFile, ending: str) -> bytes:
    """Read the one file of a package whose path ends so."""
    for info in archive.infolist():
        if info.filename.count("/") <= 2 and info.filename.endswith(ending) and info.file_size <= _LARGEST_META:
            return archive.read(info)
    raise KeyError(f"it holds no {ending}")


def _find(content: bytes, element: str, attribute: str = "") -> list[str]:
    """List the texts, or the values of an attribute, of all elements of a name."""
    found: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        if name == element:
            found.append(attributes.get(attribute, ""))

    def characters(text: str) -> None:
        if not attribute and inside and inside[-1] == element:
            found[-1] += text

    parser = expat.ParserCreate(None, " ")
    parser.StartElementHandler, parser.CharacterDataHandler = start, characters
    parser.EndElementHandler = lambda _name: inside.pop()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise TaxonomyError(f"The package holds a file that is no XML: {error}") from error
    return found
