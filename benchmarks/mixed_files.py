"""Two hundred files as an employer might hand them in: genuine ones, changed ones and whatever else there is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from duo_site.database import make_engine, writing_session
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.uittreksel.compiled.renderer import CompiledRenderer
from duo_site.uittreksel.domain import Cijfer, UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_signing_key, make_proofs
from duo_site.uittreksel.sealing import PyHankoSealer
from duo_site.uittreksel.service import store
from tests.site.controle.sending import make_pdf
from tests.unit.uittreksel.random_documents import make_documents

_GENUINE, _LONG, _CHANGED, _APPENDED, _FOREIGN, _UNSEALED = 100, 10, 30, 10, 10, 15
_NO_PDF = 10
_MANY_PAGES = 10_000
_MOST_BYTES = 5 * 1024 * 1024
_CANNOT = "niet-te-controleren"


@dataclass(frozen=True, slots=True)
class MixedFile:
    """Hold a file and the words of which one must be said of it."""

    name: str
    content: bytes
    expected: frozenset[str]


def make_mixed_files(settings: Settings) -> list[MixedFile]:
    """Make 200 files, of which the genuine ones stand in the register of the site, in an order by lot."""
    renderer = CompiledRenderer(WeasyPrintRenderer())
    sealer, made_at = PyHankoSealer(settings.seal_folder), datetime.now(UTC)
    signing_key, engine = load_signing_key(settings.seal_folder), make_engine(settings.database_url)
    secrecy = Secrecy(settings.data_key)
    sealed, unsealed = [], []
    with writing_session(engine) as session:
        for place, inhoud in enumerate(_make_contents()):
            proofs = make_proofs(inhoud, signing_key, made_at)
            unsealed.append(renderer.render(inhoud, attachment=proofs.attachment, qr=proofs.qr))
            sealed.append(sealer.seal(unsealed[-1], made_at))
            request = UittrekselRequest(f"bench-{place}", 1, inhoud.language, True, inhoud.downloaded_on)
            store(session, secrecy, request, inhoud, f"{place:064}", made_at)
    engine.dispose()
    files = [_file("genuine", content, "geldig") for content in sealed]
    files += [_file("changed", _flip(content), "gewijzigd") for content in sealed[:_CHANGED]]
    files += [_file("appended", content + b"\n% more", "gewijzigd") for content in sealed[-_APPENDED:]]
    files += [_file("foreign", content, "niet-van-ons") for content in _seal_elsewhere(unsealed[:_FOREIGN], made_at)]
    files += [_file("unsealed", content, "geen-zegel") for content in unsealed[:_UNSEALED]]
    files += [*_make_strange(), *(_file("letter", b"Dear madam, %d" % number, _CANNOT) for number in range(_NO_PDF))]
    Random(3).shuffle(files)
    return [replace(file, name=f"{place:03} {file.name}.pdf") for place, file in enumerate(files, 1)]


def pack(files: list[MixedFile]) -> bytes:
    """Pack files as a ZIP."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return packed.getvalue()


def _file(name: str, content: bytes, *expected: str) -> MixedFile:
    return MixedFile(name, content, frozenset(expected))


def _make_contents() -> Iterator[UittrekselInhoud]:
    """Make what the documents say; the last ten have a cijferlijst over several pages."""
    for place, inhoud in enumerate(make_documents(_GENUINE + _LONG, seed=9)):
        number = new_number(Random(place).randbytes)
        grades = inhoud.grades if place < _GENUINE else (inhoud.grades or next(_grades())) * 6
        yield replace(
            inhoud,
            number=number,
            check_address=f"https://register.example/controle/{number}",
            status_index=place,
            grades=grades,
        )


def _grades() -> Iterator[tuple[Cijfer, ...]]:
    return (inhoud.grades for inhoud in make_documents(50, seed=1) if inhoud.grades)


def _seal_elsewhere(documents: list[bytes], at: datetime) -> list[bytes]:
    with TemporaryDirectory(prefix="duo-bench-") as folder:
        new_seal(Path(folder), None, at)
        sealer = PyHankoSealer(Path(folder))
        return [sealer.seal(document, at) for document in documents]


def _make_strange() -> Iterator[MixedFile]:
    """Make 15 files that are hard to read or nothing to read."""
    for number in range(5):
        pages = make_pdf(f"({number})", pages=_MANY_PAGES)
        yield _file("many pages", pages, "geen-zegel", _CANNOT)
    for number in range(3):
        yield _file("garbage", b"%PDF-1.7\n" + Random(number).randbytes(_MOST_BYTES - 100), _CANNOT)
    yield _file("too large", b"%PDF-1.7\n" + bytes(_MOST_BYTES), _CANNOT)
    for number in range(3):
        yield _file("photo", b"\xff\xd8\xff\xe0 and so on %d" % number, _CANNOT)
    for number in range(3):
        broken = make_pdf(f"({number})").replace(b"startxref\n", b"startxref\n9")
        yield _file("broken", broken, "geen-zegel", _CANNOT)


def _flip(content: bytes) -> bytes:
    place = len(content) // 3
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
