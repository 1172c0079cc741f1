"""The compiled template: what goes through it, what goes around it, and that nobody notices which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]
from jinja2 import DictLoader

from duo_site.uittreksel.compiled.common_shapes import list_common_shapes
from duo_site.uittreksel.compiled.fonts import cut_font, list_repertoires
from duo_site.uittreksel.compiled.lines import Align, Line, Piece, set_line
from duo_site.uittreksel.compiled.misfit import DoesNotFit, Reason
from duo_site.uittreksel.compiled.renderer import COMPILED, CompiledRenderer, make_renderer
from duo_site.uittreksel.compiled.shapes import list_texts, make_sample, shape_of
from duo_site.uittreksel.compiled.typeface import Typeface, is_of_one_script
from duo_site.uittreksel.domain import Cijfer, UittrekselInhoud
from duo_site.uittreksel.engine import PRINT_FONTS
from duo_site.uittreksel.pdf import TEMPLATES, RenderingFailed, WeasyPrintRenderer
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.unit.uittreksel.another_process import render_elsewhere
from tests.unit.uittreksel.norms_lint import list_faults

Build = Callable[..., UittrekselInhoud]
PROOFS: dict[str, Any] = {"attachment": b"header.payload.signature", "qr": "HTTPS://EXAMPLE/1"}


@pytest.fixture(scope="module")
def compiled(renderer: WeasyPrintRenderer) -> CompiledRenderer:
    return CompiledRenderer(renderer)


@pytest.fixture(scope="module")
def regular() -> Typeface:
    return Typeface(PRINT_FONTS[400])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, COMPILED),
        ({"holder": "Charlotte Hoffmann-Kraft"}, COMPILED),
        ({"holder": "Ольга Щербакова"}, COMPILED),
        ({"holder": "W" * 60}, Reason.WIDTH),
        ({"grades": (Cijfer("Vak " * 40 + "x", "7", "7", "7"),)}, Reason.WIDTH),
        ({"holder": "محمد الهاشمي"}, Reason.CHARACTERS),
        ({"holder": "Anja Παπα"}, Reason.CHARACTERS),
        ({"holder": "Anja  Jansen "}, Reason.CHARACTERS),
        ({"holder": "Anja\u00adlies"}, Reason.CHARACTERS),
        ({"holder": "Zoe\u0308"}, Reason.CHARACTERS),
        ({"qualification": tuple(f"Regel {number}" for number in range(30))}, COMPILED),
    ],
)
def test_what_fits_is_compiled_and_the_rest_is_counted(
    compiled: CompiledRenderer, renderer: WeasyPrintRenderer, inhoud: Build, changes: dict[str, Any], reason: str
) -> None:
    before = compiled.counts[reason]
    made = compiled.render(inhoud(**changes), **PROOFS)
    assert compiled.counts[reason] == before + 1
    if reason != COMPILED:
        assert made == renderer.render(inhoud(**changes), **PROOFS)


def test_a_character_without_a_glyph_stops_the_document_here_too(compiled: CompiledRenderer, inhoud: Build) -> None:
    with pytest.raises(RenderingFailed, match="lack characters: CJK"):
        compiled.render(inhoud(holder="Anja 字"), **PROOFS)


def test_the_same_contents_give_the_same_bytes_in_another_process(compiled: CompiledRenderer, inhoud: Build) -> None:
    made = render_elsewhere("duo_site.uittreksel.compiled.renderer.make_renderer()", inhoud(), **PROOFS)
    assert made == compiled.render(inhoud(), **PROOFS)


def test_attachment_qr_and_dates_are_those_of_the_document(compiled: CompiledRenderer, inhoud: Build) -> None:
    first, second = (
        compiled.render(inhoud(number=f"N{n}"), attachment=b"proof %d" % n, qr=f"TEXT {n}") for n in (1, 2)
    )
    with pikepdf.open(BytesIO(first)) as one, pikepdf.open(BytesIO(second)) as two:
        assert one.attachments["diploma.json"].get_file().read_bytes() == b"proof 1"
        assert two.attachments["diploma.json"].get_file().read_bytes() == b"proof 2"
        assert str(two.docinfo["/Subject"]) == "Nummer N2"
        assert one.trailer.ID[0] != two.trailer.ID[0]


def test_a_sealed_document_keeps_both_norms(
    compiled: CompiledRenderer, inhoud: Build, seal_folder: Path, at: datetime
) -> None:
    sealed = PyHankoSealer(seal_folder).seal(compiled.render(inhoud(), **PROOFS), at)
    assert list_faults(sealed) == []


def test_a_western_document_embeds_the_small_part(compiled: CompiledRenderer, inhoud: Build) -> None:
    small = compiled.render(inhoud(), **PROOFS)
    large = compiled.render(inhoud(holder="Ольга Щербакова"), **PROOFS)
    assert len(small) < 70_000
    assert len(small) + 50_000 < len(large) < 200_000


def test_the_switch_gives_the_full_way() -> None:
    assert isinstance(make_renderer(compiled=False), WeasyPrintRenderer)
    assert isinstance(make_renderer(), CompiledRenderer)


def test_kept_shapes_are_bounded(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    compiled = CompiledRenderer(renderer, most_shapes=2)
    for place in ("one.example", "two.example", "three.example"):
        compiled.render(inhoud(check_address=f"https://{place}/controle/1", grades=()), **PROOFS)
    assert len(compiled._templates) == 2


def test_a_shape_that_was_packed_makes_the_same_document(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    compiled = CompiledRenderer(renderer, most_shapes=1)
    first = compiled.render(inhoud(), **PROOFS)
    compiled.render(inhoud(grades=()), **PROOFS)
    assert shape_of(inhoud()) not in compiled._templates
    assert compiled.render(inhoud(), **PROOFS) == first
    assert compiled.counts == {COMPILED: 3}


def test_a_sample_has_the_shape_it_was_made_of(inhoud: Build) -> None:
    for document in (inhoud(), inhoud(profiel=None, nlqf=None, grades=()), inhoud(language="en")):
        sample = make_sample(shape_of(document))
        assert shape_of(sample) == shape_of(document)
        texts = list_texts(sample)
        assert texts.keys() == list_texts(document).keys()
        assert len(set(texts.values())) == len(texts)


@pytest.mark.parametrize("sentence", ["Ook {{ inhoud.holder }} weet dit.", "Sinds {{ birth_date }} dus."])
def test_a_page_that_says_more_than_the_compiler_knows_is_not_compiled(inhoud: Build, sentence: str) -> None:
    full = WeasyPrintRenderer()
    page = (TEMPLATES / "document.html").read_text().replace("</body>", f"<p>{sentence}</p></body>")
    full._templates.loader = DictLoader({"document.html": page})
    compiled = CompiledRenderer(full)
    assert compiled.render(inhoud(), **PROOFS) == full.render(inhoud(), **PROOFS)
    assert compiled.counts == {Reason.SHAPE: 1}


def test_a_cut_font_keeps_numbers_and_outlines(regular: Typeface) -> None:
    western, _all = list_repertoires([regular])
    part = cut_font(regular, western)
    assert {"a", "ë", "ĳ", "ff", "’", "€"} <= set(part.texts.values())
    with TTFont(BytesIO(part.program)) as cut, TTFont(PRINT_FONTS[400]) as whole:
        for glyph, text in part.texts.items():
            names = cut.getGlyphOrder()[glyph], whole.getGlyphOrder()[glyph]
            assert cut["hmtx"][names[0]][0] == whole["hmtx"][names[1]][0] == part.widths[glyph], text
        assert "GSUB" not in cut


def test_a_line_is_set_in_its_box(regular: Typeface) -> None:
    western, _all = list_repertoires([regular])
    parts = {400: cut_font(regular, western)}
    line = Line(10.0, 100.0, Align.END, 20.0, (Piece(400, 16 * 1024, False, "name", ""),))

    def place(line: Line) -> float:
        (piece,) = set_line(line, {"name": "Anja"}, "nl", {400: regular}, parts)
        return float(piece.placed.split()[4])

    width = 110 - place(line)
    assert 20 < width < 50
    assert place(replace(line, align=Align.START)) == 10
    assert place(replace(line, align=Align.CENTER)) == pytest.approx(60 - width / 2)
    with pytest.raises(DoesNotFit) as misfit:
        place(replace(line, available=width))
    assert misfit.value.reason is Reason.WIDTH


def test_scripts_are_told_apart() -> None:
    assert is_of_one_script("J.P. O’Brien 3")
    assert is_of_one_script("Ольга 3")
    assert not is_of_one_script("Anja Ольга")


def test_a_common_shape_is_ready_before_its_first_document(renderer: WeasyPrintRenderer, inhoud: Build) -> None:
    compiled = CompiledRenderer(renderer)
    shapes = list_common_shapes("https://register.example", None)
    assert len(set(shapes)) == len(shapes)
    document = inhoud(profiel=None, nlqf=None, grades=())
    assert shape_of(document) in shapes
    compiled.prepare(shape_of(document))
    assert list(compiled._templates) == [shape_of(document)]
    assert compiled.make(document, **PROOFS).way == COMPILED
