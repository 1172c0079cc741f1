"""A whole PDF in the kit: the data in it, and what the kit sees of a file that is not as it was sealed."""

import hashlib
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from duo_site.controle.kit import KitContents, make_kit
from duo_site.controle.report import describe
from duo_site.uittreksel.compiled.renderer import CompiledRenderer
from duo_site.uittreksel.domain import Cijfer, UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import Proofs, make_proofs, new_credential_key
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.unit.controle.conftest import SEALED_AT
from tests.unit.controle.kit.conftest import Answer, Ask, Question, ask_kit


def judge(ask: Ask, *files: bytes) -> list[tuple[str, str]]:
    return [first_reason(answer) for answer in ask(*(Question("pdf", file) for file in files))]


def first_reason(answer: Answer) -> tuple[str, str]:
    return answer.oordeel, answer.redenen[0]


def test_the_genuine_one_is_told_apart_from_its_seal(ask: Ask, sealed: bytes, inhoud: UittrekselInhoud) -> None:
    (answer,) = ask(Question("pdf", sealed))
    assert (answer.oordeel, answer.gegevens) == ("niet-te-controleren", describe(inhoud))
    assert answer.redenen == ["gegevens-ondertekend", "zegel-niet-gecontroleerd"]


def test_long_ones_and_compiled_ones(ask: Ask, inhoud: UittrekselInhoud, key: SigningKey, seal_folder: Path) -> None:
    grades = tuple(Cijfer(f"Vak {number}", "6", "7", "7") for number in range(60))
    full, sealer = WeasyPrintRenderer(), PyHankoSealer(seal_folder)
    files = []
    for said, renderer in ((inhoud, CompiledRenderer(full)), (replace(inhoud, grades=grades, language="en"), full)):
        proofs = make_proofs(said, key, SEALED_AT)
        rendered = renderer.render(said, attachment=proofs.attachment, qr=proofs.qr)
        files.append(sealer.seal(rendered, SEALED_AT))
    assert judge(ask, *files) == [("niet-te-controleren", "gegevens-ondertekend")] * 2


def test_files_that_are_not_as_they_were_sealed(ask: Ask, sealed: bytes, unsealed: bytes) -> None:
    page = bytearray(sealed)
    page[200] ^= 1
    assert judge(ask, unsealed, bytes(page), sealed + b"\n", sealed[:-1], sealed + sealed) == [
        ("geen-zegel", "geen-zegel-in-bestand"),
        ("gewijzigd", "inhoud-gewijzigd"),
        ("gewijzigd", "iets-toegevoegd"),
        ("gewijzigd", "zegel-beschadigd"),
        ("gewijzigd", "iets-toegevoegd"),
    ]


def test_a_seal_that_was_made_to_fit_without_our_key(ask: Ask, sealed: bytes) -> None:
    forged = bytearray(sealed)
    forged[200] ^= 1
    for found in re.finditer(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) (\d+)", sealed):
        first, second, size = map(int, found.groups())
        old, new = (hash_around(bytes(file), first, second, size) for file in (sealed, forged))
        forged[first:second] = bytes(forged[first:second]).lower().replace(old, new)
    assert bytes(forged) != sealed
    assert judge(ask, bytes(forged)) == [("gewijzigd", "zegel-beschadigd")]


def hash_around(file: bytes, first: int, second: int, size: int) -> bytes:
    return hashlib.sha256(file[:first] + file[second : second + size]).hexdigest().encode()


def test_a_revision_behind_the_seal_is_ours_to_the_letter(ask: Ask, sealed: bytes) -> None:
    """The stamp of each is made to fit, as an authority would for anybody."""
    (_, _, second, size), _ = list_ranges(sealed)
    end, rest = second + size, sealed[second + size :]
    changes = [
        (b"-9999 -9999 -9999 -9999", b"-9999 -9999 09999 09999"),
        (b"/F 132", b"/F 004"),
        (b"/Root 2 0 R", b"/Root 3 0 R"),
        (b"endobj\nstartxref", b"endobj\n%\nstartxref"),
        *((found, b"[9" + found[2:]) for found in set(re.findall(rb"\[\d+ 0 R \d+ 0 R\]", rest))),
        *((found, b"9" + found[1:]) for found in set(re.findall(rb"\n(\d+ 0 obj\n\[)", rest))),
    ]
    files = [with_fitting_stamp(sealed[:end] + rest.replace(old, new, 1)) for old, new in changes]
    assert all(old in rest and old != new for old, new in changes)
    assert len(files) == 6
    assert judge(ask, with_fitting_stamp(sealed)) == [("niet-te-controleren", "gegevens-ondertekend")]
    assert set(judge(ask, *files)) == {("niet-te-controleren", "toevoeging-onbekend")}


def list_ranges(file: bytes) -> list[tuple[int, ...]]:
    found = re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", file)
    return [tuple(map(int, numbers)) for numbers in found]


def with_fitting_stamp(file: bytes) -> bytes:
    """Make the last range reach the end, and its block name the digest."""
    old = list_ranges(file)[-1]
    size = len(file) - old[2]
    first, second = (b"/ByteRange [" + b" ".join(b"%d" % number for number in part) for part in (old, (*old[:3], size)))
    fitted = file.replace(first, second, 1)
    digest = hash_around(fitted, old[1], old[2], size)
    return fitted[: old[1] + 1] + digest + fitted[old[1] + 1 + len(digest) :]


def test_the_seal_of_a_key_outside_its_time(
    contents: KitContents, sealed: bytes, unsealed: bytes, seal_folder: Path, tmp_path: Path
) -> None:
    revoked = tuple(replace(key, revoked_at=SEALED_AT - timedelta(days=1)) for key in contents.keys.keys)
    expired = tuple(replace(key, valid_until=SEALED_AT - timedelta(days=1)) for key in contents.keys.keys)
    for keys in (revoked, expired):
        kit = tmp_path / "kit.html"
        kit.write_bytes(make_kit(replace(contents, keys=replace(contents.keys, keys=keys)), "nl"))
        (answer,) = ask_kit(kit, Question("pdf", sealed))
        assert first_reason(answer) == ("niet-te-controleren", "zegel-buiten-geldigheid")


def test_a_seal_of_a_stranger(ask: Ask, unsealed: bytes, tmp_path: Path) -> None:
    new_seal(tmp_path, None, datetime(2026, 11, 1, tzinfo=UTC))
    new_credential_key(tmp_path, datetime(2026, 11, 1, tzinfo=UTC))
    foreign = PyHankoSealer(tmp_path).seal(unsealed, SEALED_AT)
    assert judge(ask, foreign) == [("niet-van-ons", "zegel-van-een-ander")]


def test_files_of_another_kind(ask: Ask) -> None:
    many = b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3]\n" * 30
    reversed_range = b"%PDF-1.7\n/ByteRange [0 9 3 3]"
    assert judge(ask, b"hallo", b"%PDF-1.7\n", many, reversed_range, b"%PDF-" + b"0" * (5 * 1024 * 1024)) == [
        ("niet-te-controleren", "geen-pdf"),
        ("geen-zegel", "geen-zegel-in-bestand"),
        ("niet-te-controleren", "beschadigd"),
        ("gewijzigd", "zegel-beschadigd"),
        ("niet-te-controleren", "te-groot"),
    ]


def embed(contents: bytes, length: object = None, rest: bytes = b"") -> bytes:
    size = str(len(contents) if length is None else length).encode()
    return (
        b"9 0 obj\n<</Type /EmbeddedFile /Length " + size + rest + b">>\nstream\n" + contents + b"\nendstream\nendobj\n"
    )


def test_attachments_of_every_kind(
    ask: Ask, inhoud: UittrekselInhoud, proofs: Proofs, unsealed: bytes, seal_folder: Path
) -> None:
    sealer, deflate = PyHankoSealer(seal_folder), b" /Filter /FlateDecode"
    without = WeasyPrintRenderer().render(inhoud, attachment=b"{}", qr=proofs.qr)

    def sealed_with(document: bytes, loose: bytes = b"") -> bytes:
        body, mark, end = document.rpartition(b"startxref\n")
        table = int(end.split()[0])
        moved = mark + str(table + len(loose)).encode() + b"\n%%EOF\n"
        return sealer.seal(body[:table] + loose + body[table:] + moved, SEALED_AT)

    other, bomb = b"eyJhIjoxfQ.e30.AAAA", zlib.compress(b"eyJ" * 5_000_000)
    assert judge(
        ask,
        sealed_with(without),
        sealed_with(without, embed(other)),
        sealed_with(without, embed(zlib.compress(other), rest=deflate)),
        sealed_with(unsealed, embed(proofs.attachment)),
        sealed_with(unsealed, embed(other)),
        sealed_with(without, embed(bomb, rest=deflate)),
        sealed_with(without, embed(other, 10**12)),
        sealed_with(without, embed(other, "9 0 R")),
        sealed_with(without, b"/EmbeddedFile stream"),
        sealed_with(without, b"/EmbeddedFile" * 30),
    ) == [
        ("niet-te-controleren", "geen-verklaring"),
        ("niet-van-ons", "sleutel-onbekend"),
        ("niet-van-ons", "sleutel-onbekend"),
        ("niet-te-controleren", "gegevens-ondertekend"),
        ("gewijzigd", "meer-verklaringen"),
        ("niet-te-controleren", "geen-verklaring"),
        ("niet-te-controleren", "geen-verklaring"),
        ("niet-te-controleren", "geen-verklaring"),
        ("niet-te-controleren", "geen-verklaring"),
        ("niet-te-controleren", "beschadigd"),
    ]
