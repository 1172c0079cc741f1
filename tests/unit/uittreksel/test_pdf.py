"""The document as it comes out: text, tags, fonts, and the same bytes each time."""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.pdf import CharactersMissing, RenderingFailed, WeasyPrintRenderer, write_cijfer
from duo_site.uittreksel.qr import QrTooLarge, draw_qr
from tests.unit.uittreksel.another_process import render_elsewhere

Build = Callable[..., UittrekselInhoud]
ATTACHED = b"header.payload.signature"
QR = "https://register.example/controle#" + "6BFOXN*TS0BI$ZD4N9:9S6RCVN5+" * 12


def render(renderer: WeasyPrintRenderer, inhoud: UittrekselInhoud) -> bytes:
    """Render with the attachment and the QR code that the fixture `unsealed` has."""
    return renderer.render(inhoud, attachment=ATTACHED, qr=QR)


def text_of(pdf: bytes) -> str:
    """Read the text with poppler, each run of white space as one space."""
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def words_outside(pdf: bytes) -> list[str]:
    """List the words that reach outside the margins of 24 mm (68 points) at the sides or the edge of the sheet."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    boxes = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', read)
    return [
        word
        for left, top, right, bottom, word in boxes
        if float(left) < 67 or float(top) < 28 or float(right) > 529 or float(bottom) > 825
    ]


def test_dutch_document_says_everything(unsealed: bytes, inhoud: Build) -> None:
    text = text_of(unsealed)
    for part in [
        "Demonstratie: geen document van de overheid",
        "Uittreksel uit het diplomaregister",
        "DIPLOMA",
        "Hoger algemeen voortgezet onderwijs",
        "Profiel Natuur en Techniek",
        "Anja van den Berg-Hoekstra",
        "geboren op 3 mei 1998",
        "Scholengemeenschap De Zonnewijzer",
        "Leeuwarden",
        "16 juni 2016",
        "NLQF 4, EQF 4",
        "21 november 2026",
        f"Nummer {inhoud().number}",
        "register.example/controle",
        "strafbaar",
        "pagina 1 van 2",
        "pagina 2 van 2",
        "Nederlandse taal 6,8 7,1 7",
        "Profielwerkstuk 8,0 – 8",
        "Lichamelijke opvoeding – – voldoende",
    ]:
        assert part in text
    assert not re.search(r"\b\d{9}\b", text), "no BSN"


def test_english_document_of_an_operator(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    english = inhoud(
        language="en",
        document=Document.GETUIGSCHRIFT,
        profiel=None,
        nlqf=None,
        grades=(),
        operator="Stichting Voorbeeld",
    )
    text = text_of(render(renderer, english))
    for part in ["Extract from the diploma register", "DEGREE CERTIFICATE", "born on 3 May 1998", "page 1 of 1"]:
        assert part in text
    assert "Issued by Stichting Voorbeeld" in text
    for absent in ["Demonstration", "NLQF", "Subject cluster", "List of grades"]:
        assert absent not in text


def test_a_cijferlijst_without_examens_has_one_column(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    text = text_of(render(renderer, inhoud(grades=(Cijfer("Statistiek", None, None, "8.5"),))))
    assert "Vak Eindcijfer Statistiek 8,5" in text
    assert write_cijfer("8,5", "en") == "8.5"


@pytest.mark.parametrize(
    "holder",
    [
        "Sjoerdtsje Bûter-de Grêft, ĳ IJ Ŵ Łukasz Đặng ß ÿ ő ș",
        "Αλέξανδρος Παπαδόπουλος ΐ",
        "Ольга Щербакова Їжак ґ ў",
        "محمد عبد الرحمن الهاشمي",
        "Արամ Խաչատրյան",
        "ნინო ბერიძე",
        "שרה לוי",
        "W" * 120,
        " ".join(["Wilhelmina"] * 11)[:120],
    ],
)
def test_each_name_is_drawn_whole(renderer: WeasyPrintRenderer, inhoud: Build, holder: str) -> None:
    pdf = render(renderer, inhoud(holder=holder, grades=()))
    text = text_of(pdf)
    if holder.isascii():
        assert holder.replace(" ", "") in text.replace(" ", "")
    elif "محمد" in holder:
        assert any("\u0600" <= character <= "\u06ff" or "\ufb50" <= character <= "\ufefc" for character in text)
    else:
        assert holder in text
    assert not words_outside(pdf)


def test_long_qualifications_and_sixty_vakken_fit(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    lines = tuple(f"Leidinggevende en begeleider van multidisciplinaire zorgteams, onderdeel {n}" for n in range(1, 11))
    grades = tuple(
        Cijfer(f"Vak {n} {'met een lange naam ' * (4 if n % 9 == 0 else 0)}".strip(), "7.5", "6.5", "7")
        for n in range(1, 61)
    )
    pdf = render(renderer, inhoud(qualification=lines, grades=grades))
    text = text_of(pdf)
    assert all(line in text for line in lines)
    assert all(f"Vak {n} " in text for n in range(1, 61))
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = len(document.pages)
    assert pages == 3
    assert text.count("Schoolexamen") == pages - 1, "the head is repeated on each page of the list"
    assert not words_outside(pdf)


def test_a_character_without_a_glyph_stops_the_document(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    with pytest.raises(CharactersMissing, match="lack characters: CJK"):
        render(renderer, inhoud(holder="Anja 字"))


def test_text_of_the_register_is_text(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    evil = "<img src='file:///etc/passwd'><style>*{display:none}</style>&amp;{{ 7*7 }}"
    text = text_of(render(renderer, inhoud(place=evil, grades=())))
    assert evil.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize(
    "html",
    [
        "<img src='{}' alt='x'>",
        "<link rel=stylesheet href='{}'>",
        "<link rel=attachment href='{}'>",
        "<style>@import url('{}')</style>",
        "<style>@font-face{{font-family:x;src:url('{}')}} p{{font-family:x}}</style><p>x</p>",
        "<p style=\"background:url('{}')\">x</p>",
    ],
)
def test_the_renderer_opens_no_file_but_its_own(renderer: WeasyPrintRenderer, html: str) -> None:
    engine = renderer._engine
    for address in ["file:///etc/passwd", "http://127.0.0.1:9/x", "../../../app.py", "data:text/css,p{{}}", "ftp://x/"]:
        with pytest.raises(RenderingFailed):
            engine.write_pdf(f"<html lang=nl>{html.format(address)}", b"identifier", lambda document, pdf: None)


def test_the_document_is_tagged(unsealed: bytes, inhoud: Build) -> None:
    with pikepdf.open(BytesIO(unsealed)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        elements = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        kinds = {str(element.S) for element in elements}
        assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI"} <= kinds
        scopes = [str(element.A.Scope) for element in elements if element.S == "/TH"]
        assert scopes.count("/Column") == 4
        assert scopes.count("/Row") == 5 + 3
        assert all("/Alt" in element for element in elements if element.S == "/Figure")
        assert str(document.docinfo["/Keywords"]) == inhoud().number
        assert document.attachments["diploma.json"].get_file().read_bytes() == ATTACHED
        assert document.attachments["diploma.json"].get_file().mime_type == "application/vc+jwt"
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["dc:title"] == "Uittreksel uit het diplomaregister: diploma"


def test_all_fonts_are_embedded_subsets(unsealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "document.pdf").write_bytes(unsealed)
    listed = subprocess.run(["pdffonts", tmp_path / "document.pdf"], capture_output=True, check=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert len(fonts) >= 3
    for font in fonts:
        assert re.search(r"\+Print.*\byes yes yes\b", font), font


def test_the_same_contents_give_the_same_bytes(renderer: WeasyPrintRenderer, unsealed: bytes, inhoud: Build) -> None:
    assert render(renderer, inhoud()) == unsealed


def test_another_process_gives_the_same_bytes(unsealed: bytes, inhoud: Build) -> None:
    made = render_elsewhere("duo_site.uittreksel.pdf.WeasyPrintRenderer()", inhoud(), attachment=ATTACHED, qr=QR)
    assert made == unsealed


@pytest.mark.parametrize("text", ["https://register.example/controle/0123", QR, QR + "A" * 300])
def test_the_qr_code_on_the_page_can_be_read(renderer: WeasyPrintRenderer, inhoud: Build, text: str) -> None:
    pdf = renderer.render(inhoud(), attachment=ATTACHED, qr=text)
    drawn = subprocess.run(["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png"], input=pdf, capture_output=True)
    with Image.open(BytesIO(drawn.stdout)) as page:
        assert [code.text for code in zxingcpp.read_barcodes(page)] == [text]


def test_a_qr_code_above_version_20_is_refused(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    assert draw_qr("A" * 970).size == 17 + 4 * 20 + 8
    with pytest.raises(QrTooLarge):
        draw_qr("A" * 971)
    with pytest.raises(RenderingFailed, match="QR"):
        renderer.render(inhoud(), attachment=ATTACHED, qr="A" * 971)
