"""Many files at once: every file gets its word, whatever is among them, and nothing is kept."""

import csv
import json
import tempfile
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from duo_site.controle import carrying, uploads
from duo_site.controle.offering import MOST_FILES
from duo_site.uittreksel.domain import Status
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.site.controle.sending import make_pdf, make_zip, page_of, send, words_of
from tests.unit.uittreksel.conftest import ANJA

PLAIN = make_pdf()
SCRIPTED = make_pdf("<< /S /JavaScript /JS (app.alert(1)) >>", catalog="/OpenAction 4 0 R")
BROKEN_XREF = PLAIN.replace(b"startxref\n", b"startxref\n9")
LONG = make_pdf(pages=10_000)
BOMB = make_zip([("bomb.pdf", b"%PDF-1.7\n" + b" " * 40_000_000)])


def flip(content: bytes) -> bytes:
    """Change one bit in the middle."""
    return content[: len(content) // 3] + bytes([content[len(content) // 3] ^ 1]) + content[len(content) // 3 + 1 :]


def test_twelve_mixed_files(client: LookingClient, genuine: Genuine) -> None:
    files = [
        ("anja.pdf", genuine.file),
        ("flipped.pdf", flip(genuine.file)),
        ("appended.pdf", genuine.file + b"\n% more"),
        ("plain.pdf", PLAIN),
        ("scripted.pdf", SCRIPTED),
        ("xref.pdf", BROKEN_XREF),
        ("long.pdf", LONG),
        ("empty.pdf", b""),
        ("letter.txt", b"Dear madam"),
        ("large.pdf", b"%PDF-1.7\n" + b"0" * 5 * 1024 * 1024),
        ("photo.jpg", b"\xff\xd8\xff\xe0 and so on"),
        ("anja again.pdf", genuine.file),
    ]
    page = page_of(send(client, files))
    cannot = "niet-te-controleren"
    words = words_of(page)
    assert words[:5] == ["geldig", "gewijzigd", "gewijzigd", "geen-zegel", "geen-zegel"]
    assert set(words[5:7]) <= {"geen-zegel", cannot}
    assert words[7:] == [cannot, cannot, cannot, cannot, "geldig"]
    assert page.xpath("string(//h1)").strip() == "Echt: 2 van de 12 bestanden"
    names = [name.text_content().strip() for name in page.xpath("//tr[@data-oordeel]/th")]
    assert names == [name for name, _content in files]
    text = page.text_content()
    assert "Dit is hetzelfde bestand als nummer 1." in text
    assert ANJA.holder in page.xpath("string(//tr[@data-oordeel][1])")
    assert ANJA.holder not in page.xpath("string(//tr[@data-oordeel][2])")
    for target in page.xpath("//main//a[starts-with(@href, '#')]/@href"):
        assert page.xpath("//*[@id=$id]", id=str(target)[1:]), target


def test_all_genuine_looks_good(client: LookingClient, genuine: Genuine) -> None:
    page = page_of(send(client, [("a.pdf", genuine.file), ("b.pdf", genuine.file)]))
    assert page.xpath("//main//section[contains(@class, 'verdict--good')]")
    assert words_of(page) == ["geldig", "geldig"]


@pytest.mark.parametrize(("status", "word"), [(Status.INGETROKKEN, "ingetrokken"), (Status.VERVANGEN, "vervangen")])
def test_the_register_is_asked_for_each(
    client: LookingClient, site: Site, genuine: Genuine, status: Status, word: str
) -> None:
    change_status(site, status)
    page = page_of(send(client, [("a.pdf", genuine.file), ("b.pdf", PLAIN)]))
    assert words_of(page) == [word, "geen-zegel"]
    assert not page.xpath("//main//section[contains(@class, 'verdict--good')]")


def test_a_zip_is_unpacked(client: LookingClient, genuine: Genuine) -> None:
    packed = make_zip([("map/anja.pdf", genuine.file), ("map/", b""), ("__MACOSX/._x", b"x"), ("plain.pdf", PLAIN)])
    page = page_of(send(client, [("alles.ZIP", packed)]))
    assert words_of(page) == ["geldig", "geen-zegel"]
    assert page.xpath("//tr[@data-oordeel][1]/th")[0].text_content().strip() == "anja.pdf"


def encrypted_zip() -> bytes:
    """Mark an entry as encrypted in both headers."""
    packed = bytearray(make_zip([("secret.pdf", b"%PDF-1.7 secret")]))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def lying_zip() -> bytes:
    """Declare a bomb of 40 MB to be 50,000 bytes."""
    packed, size = bytearray(BOMB), len(b"%PDF-1.7\n") + 40_000_000
    for place in (22, packed.index(b"PK\x01\x02") + 24):
        assert int.from_bytes(packed[place : place + 4], "little") == size
        packed[place : place + 4] = (50_000).to_bytes(4, "little")
    return bytes(packed)


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (BOMB, "te sterk ingepakt"),
        (lying_zip(), "ZIP-bestand is beschadigd"),
        (make_zip([("inner.zip", make_zip([("a.pdf", PLAIN)]))]), "in een ander ZIP-bestand"),
        (encrypted_zip(), "beveiligd met een wachtwoord"),
        (b"PK\x03\x04 and nothing that follows", "ZIP-bestand is beschadigd"),
        (make_zip([("a.pdf", PLAIN)])[:-30], "ZIP-bestand is beschadigd"),
        (make_zip([(f"{number}/", b"") for number in range(1200)]), "ZIP-bestand is beschadigd"),
    ],
)
def test_a_bad_zip_gets_an_answer(client: LookingClient, genuine: Genuine, packed: bytes, reason: str) -> None:
    page = page_of(send(client, [("bad.zip", packed), ("anja.pdf", genuine.file)]))
    assert words_of(page) == ["niet-te-controleren", "geldig"]
    assert reason in page.xpath("string(//tr[@data-oordeel][1])")


def test_a_zip_that_swells_by_its_number_is_stopped(client: LookingClient, genuine: Genuine) -> None:
    # Each entry stays under the ratio, because a part of it does not shrink; together they are 92 MB.
    chance = Random(3)
    packed = make_zip([(f"{number}.pdf", bytes(4_500_000) + chance.randbytes(100_000)) for number in range(20)])
    page = page_of(send(client, [("swells.zip", packed)]))
    assert words_of(page) == ["niet-te-controleren"] * 20
    assert len(page.xpath("//tr[contains(., 'samen groter dan 64 MB')]")) == 20 - 14


def test_no_more_than_200(client: LookingClient, genuine: Genuine) -> None:
    small = [(f"{number}.txt", b"x%d" % number) for number in range(MOST_FILES)]
    page = page_of(send(client, small))
    assert words_of(page) == ["niet-te-controleren"] * MOST_FILES
    for too_many in ([*small, ("one.txt", b"more")], [("all.zip", make_zip(small)), ("one.txt", b"more")]):
        refused = page_of(send(client, too_many), 422)
        assert refused.findtext(".//title").startswith("Fout:")
        assert "meer dan 200 bestanden" in refused.text_content()


def test_an_empty_zip_is_told_at_the_field(client: LookingClient) -> None:
    refused = page_of(send(client, [("empty.zip", make_zip([]))]), 422)
    assert refused.xpath("//*[@data-error-summary]//a[@href='#bestand']")
    assert "Het ZIP-bestand is leeg" in refused.text_content()


def test_one_that_is_called_zip_and_is_none(client: LookingClient, genuine: Genuine) -> None:
    page = page_of(send(client, [("uittreksel.zip", genuine.file)]))
    assert page.xpath("string(//h1)") == "Dit uittreksel is echt"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anja\\diploma.pdf", "diploma.pdf"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
        ("diploma\u202efdp.exe", "diplomafdp.exe"),
        ("a\x07b.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 50 + "…" + "x" * 45 + ".pdf"),
        ("شهادة.pdf", "شهادة.pdf"),
    ],
)
def test_names_are_shown_safely(client: LookingClient, genuine: Genuine, name: str, shown: str) -> None:
    page = page_of(send(client, [(name, PLAIN), ("b.pdf", PLAIN)]))
    assert page.xpath("//tr[@data-oordeel][1]/th")[0].text_content().strip() == shown
    assert not page.xpath("//main//script")


def carried(client: LookingClient, files: list[tuple[str, bytes]]) -> str:
    """Have files checked and give the field that carries the outcomes."""
    return str(page_of(send(client, files)).xpath("//input[@name='uitkomst']/@value")[0])


def test_the_table_as_csv_has_no_formulas(client: LookingClient, genuine: Genuine) -> None:
    field = carried(client, [("=HYPERLINK(0).pdf", PLAIN), ("@sum.pdf", genuine.file), (" -2+3.pdf", PLAIN)])
    answer = client.post("/controle/uitkomst", data={"uitkomst": field, "vorm": "csv"})
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert [len(row) for row in rows] == [15] * 4
    assert [row[1] for row in rows[1:]] == ["'=HYPERLINK(0).pdf", "'@sum.pdf", "'-2+3.pdf"]
    assert rows[2][2] == "geldig"
    assert ANJA.holder in rows[2]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_the_table_as_json(client: LookingClient, genuine: Genuine) -> None:
    field = carried(client, [("a.pdf", genuine.file), ("b.pdf", PLAIN)])
    found = json.loads(client.post("/controle/uitkomst", data={"uitkomst": field, "vorm": "json"}).get_data())
    assert [row["oordeel"] for row in found["controles"]] == ["geldig", "geen-zegel"]
    assert found["controles"][0]["gegevens"]["naam"] == ANJA.holder
    assert found["controles"][1]["gegevens"] is None
    assert len(found["controles"][1]["sha256"]) == 64


def test_outcomes_that_were_changed_or_are_too_old_make_no_file(
    client: LookingClient, genuine: Genuine, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = carried(client, [("a.pdf", PLAIN), ("b.pdf", PLAIN + b"\n")])
    changed = field[:40] + ("A" if field[40] != "A" else "B") + field[41:]
    for wrong in (changed, "", "x.y.z"):
        answer = client.post("/controle/uitkomst", data={"uitkomst": wrong, "vorm": "json"})
        assert "Deze uitkomst is te oud" in page_of(answer, 422).text_content()
    assert client.post("/controle/uitkomst", data={"uitkomst": field, "vorm": "exe"}).status_code == 422
    monkeypatch.setattr(carrying, "MOST_SECONDS", -1)
    assert client.post("/controle/uitkomst", data={"uitkomst": field, "vorm": "json"}).status_code == 422


def test_nothing_of_many_touches_the_disk(
    client: LookingClient, genuine: Genuine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    large = genuine.file + b"\n" * 2_000_000
    page = page_of(send(client, [("a.pdf", large), ("b.zip", make_zip([("c.pdf", large)]))]))
    assert words_of(page) == ["gewijzigd", "gewijzigd"]


def test_a_request_of_more_than_64_mb_is_refused(client: LookingClient) -> None:
    answer = send(client, [("a.pdf", b"0" * 67 * 1024 * 1024)])
    assert answer.status_code == 413
    assert "samen groter dan 64 MB" in answer.get_data(as_text=True)


def test_few_large_requests_at_once(client: LookingClient) -> None:
    taken = [uploads._places.acquire(blocking=False) for _ in range(uploads._LARGE_AT_ONCE)]
    try:
        page = page_of(send(client, [("a.pdf", b"0" * 7_000_000), ("b.pdf", PLAIN)]), 503)
        assert "Het is nu te druk" in page.text_content()
        assert words_of(page_of(send(client, [("a.pdf", PLAIN), ("b.pdf", PLAIN)]))), "small ones are let in"
    finally:
        for _ in taken:
            uploads._places.release()
