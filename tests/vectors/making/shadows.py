"""Shadow attacks (Mainka et al., NDSS 2021) and attacks on certifications (Rohlmann et al., IEEE S&P 2021).

In the first the certified text is hidden or replaced by what a later revision brings; the second use what a
certification may allow: notes and signatures with a picture over the text.
"""

from collections.abc import Iterator
from typing import Any

from tests.vectors.making.vector import Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import Attack, Name, append_each, array, dictionary, first_page, stream, text

_KIND = "schaduw"
_WHITE = b"1 g 0 0 600 900 re f"
_WORDS = b"BT /F1 24 Tf 100 700 Td (cum laude) Tj ET"


def _hide(writer: Any) -> None:
    page = first_page(writer)
    page[Name("/Contents")] = array(page.raw_get("/Contents"), writer.add_object(stream(_WHITE)))
    writer.update_container(page)


def _replace(writer: Any) -> None:
    page = first_page(writer)
    page[Name("/Contents")] = writer.add_object(stream(_WORDS))
    writer.update_container(page)


def _replace_stream(writer: Any) -> None:
    raw = first_page(writer).raw_get("/Contents")
    reference = raw[0] if isinstance(raw, list) else raw
    found = reference.get_object()
    found._data, found._encoded_data = _WORDS, None
    writer.mark_update(reference)


def _replace_font(writer: Any) -> None:
    fonts = first_page(writer)["/Resources"]["/Font"]
    for name in fonts:
        font = fonts[name]
        font[Name("/ToUnicode")] = writer.add_object(stream(b"/CIDInit /ProcSet findresource begin"))
        writer.update_container(font)


def _hide_and_replace(writer: Any) -> None:
    page = writer.add_object(dictionary(Type=Name("/Page"), MediaBox=array(0, 0, 595, 842)))
    pages = dictionary(Type=Name("/Pages"), Count=array(1)[0], Kids=array(page))
    writer.root[Name("/Pages")] = writer.add_object(pages)
    writer.update_root()


def _other_kids(writer: Any) -> None:
    pages = writer.root["/Pages"]
    content = writer.add_object(stream(_WORDS))
    page = dictionary(Type=Name("/Page"), MediaBox=array(0, 0, 595, 842), Contents=content)
    pages[Name("/Kids")] = array(writer.add_object(page))
    writer.update_container(pages)


def _other_root(writer: Any) -> None:
    root = dictionary(**{key[1:]: writer.root.raw_get(key) for key in writer.root})
    page = writer.add_object(dictionary(Type=Name("/Page"), MediaBox=array(0, 0, 595, 842)))
    root[Name("/Pages")] = writer.add_object(dictionary(Type=Name("/Pages"), Count=array(1)[0], Kids=array(page)))
    writer.trailer[Name("/Root")] = writer.add_object(root)


def _crop(writer: Any) -> None:
    page = first_page(writer)
    page[Name("/CropBox")] = array(0, 0, 10, 10)
    writer.update_container(page)


def _annotation(kind: str, *, drawn: bool) -> Any:
    def change(writer: Any) -> None:
        page, box = first_page(writer), array(0, 0, 600, 900)
        note = dictionary(Type=Name("/Annot"), Subtype=Name(kind), Rect=box, F=array(4)[0], Contents=text("cum laude"))
        if drawn:
            look = stream(_WHITE + b" " + _WORDS, Type=Name("/XObject"), Subtype=Name("/Form"), BBox=box)
            note[Name("/AP")] = dictionary(N=writer.add_object(look))
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])

    return change


def _field_over_text(kind: str) -> Any:
    def change(writer: Any) -> None:
        page, box = first_page(writer), array(0, 0, 600, 900)
        look = writer.add_object(stream(_WHITE, Type=Name("/XObject"), Subtype=Name("/Form"), BBox=box))
        widget = dictionary(
            Type=Name("/Annot"),
            Subtype=Name("/Widget"),
            FT=Name(kind),
            T=text("Handtekening 2"),
            Rect=box,
            AP=dictionary(N=look),
        )
        field = writer.add_object(widget)
        for fields in (page["/Annots"], writer.root["/AcroForm"]["/Fields"]):
            fields.append(field)
            writer.update_container(fields)

    return change


def _picture_of_the_seal(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    look = stream(_WHITE, Type=Name("/XObject"), Subtype=Name("/Form"), BBox=array(0, 0, 600, 900))
    field[Name("/AP")] = dictionary(N=writer.add_object(look))
    field[Name("/Rect")] = array(0, 0, 600, 900)
    writer.update_container(field)


_ATTACKS: tuple[Attack, ...] = (
    ("verbergen", _hide, "Hide: a white field over the page."),
    ("vervangen-tekst", _replace, "Replace: the page has another text."),
    ("vervangen-stroom", _replace_stream, "Replace: the text of the page is overwritten under its own number."),
    ("vervangen-letters", _replace_font, "Replace: the letters mean something else."),
    ("verbergen-en-vervangen", _hide_and_replace, "Hide and replace: the catalog leads to other pages."),
    ("andere-bladzijden", _other_kids, "Hide and replace: the list of pages is another."),
    ("andere-catalogus", _other_root, "Hide and replace: the trailer leads to another catalog."),
    ("afsnijden", _crop, "Hide: only a corner of the page is shown."),
    ("notitie-over-tekst", _annotation("/FreeText", drawn=True), "Evil annotation: a note covers the text."),
    ("stempel-over-tekst", _annotation("/Stamp", drawn=True), "Evil annotation: a stamp covers the text."),
    ("zwartlakken", _annotation("/Redact", drawn=False), "Evil annotation: the text is to be redacted."),
    ("handtekening-over-tekst", _field_over_text("/Sig"), "Sneaky signature: an empty signature covers the text."),
    ("invulveld-over-tekst", _field_over_text("/Tx"), "A form field covers the text."),
    ("ander-beeld-van-zegel", _picture_of_the_seal, "The picture of the seal itself covers the text."),
)


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind."""
    return append_each(world, _KIND, _ATTACKS)
