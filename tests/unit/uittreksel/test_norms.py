"""Both norms in one file, as far as our own lint sees; and the lint sees each fault that is planted."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from tests.unit.uittreksel.norms_lint import list_faults
from tests.unit.uittreksel.norms_lint_structure import walk

Build = Callable[..., UittrekselInhoud]
Plant = Callable[[Any], None]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"language": "en", "document": Document.GETUIGSCHRIFT, "profiel": None, "nlqf": None, "grades": ()},
        {"operator": "Stichting Voorbeeld (ĳ)", "holder": "محمد عبد الرحمن الهاشمي"},
        {"holder": "مُحَمَّد عَبْدُ اللّٰه"},
        {"holder": "שָׁלוֹם לֵוִי", "profiel": "Մխիթար ნინო"},
        {"qualification": ("Een kwalificatie van veel regels",) * 10, "document": Document.CERTIFICAAT},
        {"grades": tuple(Cijfer(f"Vak {n}", "7.5", None, "7") for n in range(60))},
    ],
)
def test_a_document_has_no_faults(renderer: WeasyPrintRenderer, inhoud: Build, changes: dict[str, Any]) -> None:
    assert list_faults(renderer.render(inhoud(**changes), attachment=b"proof", qr="HTTPS://EXAMPLE")) == []


def _first(document: Any, kind: str) -> Any:
    return next(element for element, _parent in walk(document.Root.StructTreeRoot) if kind == element.S)


def _font(document: Any) -> Any:
    return next(iter(document.pages[0].resources.Font.values()))


def _rewrite(document: Any, old: bytes, new: bytes) -> None:
    contents = document.pages[0].Contents
    before = contents.read_bytes()
    assert old in before
    contents.write(before.replace(old, new, 1))


def _rewrite_xmp(document: Any, old: bytes, new: bytes) -> None:
    before = document.Root.Metadata.read_bytes()
    assert old in before
    document.Root.Metadata = document.make_stream(before.replace(old, new), Type=pikepdf.Name.Metadata)


def _draw_another_glyph(document: Any) -> None:
    _rewrite(document, b"[<0005>", b"[<0999>")


def _widen(document: Any) -> None:
    widths = _font(document).DescendantFonts[0].W
    widths[1][0] = 999


def _cut_cell(document: Any) -> None:
    row = _first(document, "/TR")
    row.K = pikepdf.Array(list(row.K)[:-1])


def _drop_field(document: Any) -> None:
    del document.Root.AcroForm
    del document.pages[0].obj.Annots


FAULTS: dict[str, tuple[Plant, str]] = {
    "language": (lambda document: document.Root.__delitem__("/Lang"), "no language"),
    "marked": (lambda document: document.Root.MarkInfo.__setitem__("/Marked", False), "say that it is tagged"),
    "title": (lambda document: document.Root.__delitem__("/ViewerPreferences"), "title is not shown"),
    "pdf/a part": (lambda document: _rewrite_xmp(document, b"<pdfaid:part>3", b"<pdfaid:part>2"), "pdfaid:part 3"),
    "pdf/ua part": (lambda document: _rewrite_xmp(document, b"<pdfuaid:part>1</pdfuaid:part>", b""), "pdfuaid:part 1"),
    "schema": (
        lambda document: _rewrite_xmp(document, b"<pdfaProperty:name>part", b"<pdfaProperty:name>x"),
        "describe the schema",
    ),
    "info": (lambda document: document.docinfo.__setitem__("/Title", "Another"), "not what the XMP says"),
    "intent": (lambda document: document.Root.__delitem__("/OutputIntents"), "no output intent"),
    "relation": (lambda document: document.Root.AF[0].__delitem__("/AFRelationship"), "no relationship"),
    "doubled": (lambda document: document.Root.AF.append(document.Root.AF[0]), "each attached file once"),
    "dates": (lambda document: document.Root.AF[0].EF.F.Params.__delitem__("/ModDate"), "no dates"),
    "media type": (lambda document: document.Root.AF[0].EF.F.__delitem__("/Subtype"), "no media type"),
    "embedding": (
        lambda document: _font(document).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
        "not embedded",
    ),
    "text": (lambda document: _font(document).__delitem__("/ToUnicode"), "no text for glyphs"),
    "widths": (_widen, "other widths"),
    "glyph": (_draw_another_glyph, "no text for glyphs"),
    "artifact": (lambda document: _rewrite(document, b"cm", b"cm 0 0 9 9 re f"), "neither tagged nor an artifact"),
    "content": (lambda document: _rewrite(document, b"<</MCID 3>>", b"<</MCID 777>>"), "belongs to no element"),
    "margin": (lambda document: _rewrite(document, b"<</Type /Pagination>>", b"<</MCID 99>>"), "belongs to no element"),
    "scope": (lambda document: _first(document, "/TH").A.__delitem__("/Scope"), "what it heads"),
    "headers": (lambda document: _first(document, "/TD").A.__delitem__("/Headers"), "no header"),
    "identifiers": (lambda document: document.Root.StructTreeRoot.__delitem__("/IDTree"), "tree of identifiers"),
    "row": (_cut_cell, "not of one length"),
    "figure": (lambda document: _first(document, "/Figure").__delitem__("/Alt"), "figure has no words"),
    "figure box": (lambda document: _first(document, "/Figure").A.__delitem__("/BBox"), "no place"),
    "heading": (lambda document: _first(document, "/H1").__setitem__("/S", pikepdf.Name.P), "first level"),
    "nesting": (lambda document: _first(document, "/LI").__setitem__("/S", pikepdf.Name.TD), "/TD stands in /L"),
    "list": (lambda document: _first(document, "/L").__delitem__("/A"), "how it counts"),
    "form": (lambda document: _first(document, "/Form").__setitem__("/S", pikepdf.Name.Div), "no Form element"),
    "object": (lambda document: _first(document, "/Form").__setitem__("/K", pikepdf.Array()), "does not point"),
    "seal words": (lambda document: document.pages[0].Annots[0].__delitem__("/TU"), "seal has no words"),
    "print": (lambda document: document.pages[0].Annots[0].__setitem__("/F", 128), "not printed"),
    "appearance": (lambda document: document.pages[0].Annots[0].__delitem__("/AP"), "no appearance"),
    "tabs": (lambda document: document.pages[0].obj.__delitem__("/Tabs"), "follow the structure"),
    "field": (_drop_field, "no seal field"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_lint_finds_a_planted_fault(unsealed: bytes, name: str) -> None:
    plant, expected = FAULTS[name]
    with pikepdf.open(BytesIO(unsealed)) as document:
        plant(document)
        changed = BytesIO()
        document.save(changed, static_id=True, fix_metadata_version=False)
    faults = list_faults(changed.getvalue())
    assert any(expected in fault for fault in faults), faults


def test_the_seal_keeps_both_norms(sealed: bytes) -> None:
    assert list_faults(sealed) == []
