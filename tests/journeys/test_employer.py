"""An employer checks an uittreksel: the file itself, or its number."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload

from duo_site.uittreksel.domain import Document, UittrekselInhoud
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from duo_site.uittreksel.proofs import load_signing_key, make_proofs, new_credential_key
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.journeys.pages import Controle, DemoLogin, MijnDiplomas, Visitor
from tests.journeys.processes import RunningSite

pytestmark = pytest.mark.xdist_group("browser")

_MEGABYTE = 1_000_000
_SCHOOL = "Hogeschool Waterland (fictief)"


def file(content: bytes, name: str = "uittreksel.pdf", kind: str = "application/pdf") -> FilePayload:
    """Make a file as a browser sends it."""
    return {"name": name, "mimeType": kind, "buffer": content}


@pytest.fixture(scope="module")
def genuine(browser: Browser, running_site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let Anja download an uittreksel."""
    context = browser.new_context(base_url=running_site.address)
    own = DemoLogin.open(Visitor(context.new_page(), "nl"), "digid").log_in_as("Anja", MijnDiplomas)
    yield own.choose(0).make().download(tmp_path_factory.mktemp("genuine"))
    context.close()


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make an uittreksel that looks right and bears a seal of somebody else."""
    number = new_number(secrets.token_bytes)
    inhoud = UittrekselInhoud(
        number=number, language="nl", document=Document.DIPLOMA, qualification=("Master Toverkunst",), profiel=None,
        holder="Anja Maria de Vries", birth_date=date(1988, 3, 14), onderwijsinstelling=_SCHOOL,
        place="Monnickendam", obtained_on=date(2020, 7, 1), nlqf="7", downloaded_on=date(2026, 11, 21), grades=(),
        check_address=f"http://127.0.0.1/controle/{number}", operator=None,
    )  # fmt: skip
    folder, now = tmp_path_factory.mktemp("foreign"), datetime.now(UTC)
    new_seal(folder, None, now)
    new_credential_key(folder, now)
    proofs = make_proofs(inhoud, load_signing_key(folder), now)
    render = partial(WeasyPrintRenderer().render, inhoud, attachment=proofs.attachment, qr=proofs.qr)
    # Playwright's event loop holds this thread; pyHanko starts one of its own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: PyHankoSealer(folder).seal(render(), now)).result()


def test_the_genuine_one(visitor: Visitor, genuine: Path) -> None:
    verdict = Controle.open(visitor, "/controle").check(genuine)
    assert (visitor.status, verdict.oordeel, verdict.look) == (200, "geldig", "good")
    row = visitor.page.locator(".check-table tr", has_text="Anja Maria de Vries").first
    assert row.inner_text().count("Anja Maria de Vries") == 2, "the file beside the register"
    assert "999990019" not in verdict.text
    assert visitor.page.locator(".check-table .is-different").count() == 0
    assert verdict.check(genuine).oordeel == "geldig", "one after another"


def test_one_flipped_byte(visitor: Visitor, genuine: Path) -> None:
    content = bytearray(genuine.read_bytes())
    content[len(content) // 3] ^= 1
    verdict = Controle.open(visitor, "/controle").check(file(bytes(content)))
    assert (verdict.oordeel, verdict.look) == ("gewijzigd", "bad")
    assert "Anja" not in verdict.text, "a broken seal opens nothing of the register"


def test_files_of_others(visitor: Visitor, browser: Browser, forged: bytes) -> None:
    verdict = Controle.open(visitor, "/controle").check(file(forged))
    assert (verdict.oordeel, verdict.look) == ("niet-van-ons", "bad")
    assert "Toverkunst" not in verdict.text
    printer = browser.new_page()
    printer.set_content("<h1>DIPLOMA</h1>")
    verdict = verdict.check(file(printer.pdf()))
    printer.close()
    assert verdict.oordeel == "geen-zegel"
    assert verdict.look != "good"


def test_what_cannot_be_checked(visitor: Visitor) -> None:
    page = Controle.open(visitor, "/controle")
    refused = page.check(None)
    refused.require_errors("bestand")
    for sent in (
        file(b""),
        file(b"Dit is geen PDF", "brief.docx", "application/msword"),
        file(b"%PDF-1.7\n" + b"0" * 200),
        file(b"%PDF-1.7\n" + bytes(5_500_000)),
    ):
        verdict = Controle.open(visitor, "/controle").check(sent)
        assert (visitor.status, verdict.oordeel) == (200, "niet-te-controleren"), sent["name"]
        assert verdict.look != "good"


def test_many_files_and_their_receipt(visitor: Visitor, genuine: Path) -> None:
    """The list, its table and the receipt; the receipt is no uittreksel."""
    page = Controle.open(visitor, "/controle")
    sent = [file(genuine.read_bytes(), "anja.pdf"), file(b"Dit is geen PDF", "brief.docx", "application/msword")]
    verdict = page.check(sent)
    rows = visitor.page.locator("tr[data-oordeel]")
    assert [row.get_attribute("data-oordeel") for row in rows.all()] == ["geldig", "niet-te-controleren"]
    assert verdict.look == "unknown", "one of the two is not genuine"
    for kind, beginning in (("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("pdf", b"%PDF-")):
        with visitor.page.expect_download() as download:
            visitor.page.locator(f"button[value={kind}]").click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(beginning)
    assert verdict.check(file(content)).oordeel == "niet-te-controleren"


def test_a_file_that_is_far_too_large(visitor: Visitor, tmp_path: Path) -> None:
    verdict = Controle.open(visitor, "/controle").check(file(bytes(7 * _MEGABYTE)))
    assert (visitor.status, verdict.oordeel) == (200, "niet-te-controleren")
    enormous = tmp_path / "enormous.pdf"
    with enormous.open("wb") as written:
        written.truncate(70 * _MEGABYTE)
    verdict = Controle.open(visitor, "/controle").check(enormous)
    assert visitor.status == 413
    assert verdict.page.locator("#bestand-fout").is_visible()


def test_a_number(visitor: Visitor, genuine: Path) -> None:
    number = genuine.stem.removeprefix("uittreksel-")
    typed = number.replace("-", " ").lower()
    verdict = Controle.open(visitor, "/controle").look_up(typed)
    assert (visitor.status, verdict.look) == (200, "unknown")
    assert visitor.page.url.endswith(f"/controle/{number}")
    assert "Anja" not in verdict.text
    answers = []
    for wrong in (new_number(secrets.token_bytes), "zomaar iets"):
        verdict = Controle.open(visitor, "/controle").look_up(wrong)
        assert (visitor.status, verdict.look) == (404, "bad")
        answers.append(verdict.text)
    assert answers[0] == answers[1]
    Controle.open(visitor, "/controle").look_up("").require_errors("nummer")
