"""Revisions behind the seal that add something: text, notes, actions, files, forms, or nothing at all."""

from collections.abc import Iterator
from typing import Any

from tests.vectors.making.vector import GEWIJZIGD, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import Attack, Name, append_each, array, dictionary, first_page, stream, text

_KIND = "toegevoegd"


def _nothing(writer: Any) -> None:
    writer.add_object(text("nothing that is used"))


def _more_text(writer: Any) -> None:
    page = first_page(writer)
    more = writer.add_object(stream(b"BT /F1 12 Tf 100 700 Td (cum laude) Tj ET"))
    page[Name("/Contents")] = array(page.raw_get("/Contents"), more)
    writer.update_container(page)


def _annotate(writer: Any, **entries: Any) -> None:
    page = first_page(writer)
    note = dictionary(Type=Name("/Annot"), Rect=array(0, 0, 600, 800), **entries)
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def _note(writer: Any) -> None:
    _annotate(writer, Subtype=Name("/Text"), Contents=text("cum laude"))


def _link(writer: Any) -> None:
    action = dictionary(S=Name("/URI"), URI=text("https://register.example.evil/"))
    _annotate(writer, Subtype=Name("/Link"), A=action)


def _on_open(writer: Any, **action: Any) -> None:
    writer.root[Name("/OpenAction")] = writer.add_object(dictionary(**action))
    writer.update_root()


def _script(writer: Any) -> None:
    _on_open(writer, S=Name("/JavaScript"), JS=text("app.alert('geldig')"))


def _launch(writer: Any) -> None:
    _on_open(writer, S=Name("/Launch"), F=text("cmd.exe"))


def _script_on_page(writer: Any) -> None:
    page = first_page(writer)
    page[Name("/AA")] = dictionary(O=dictionary(S=Name("/JavaScript"), JS=text("app.alert('geldig')")))
    writer.update_container(page)


def _file(writer: Any) -> None:
    embedded = writer.add_object(stream(b"MZ", Type=Name("/EmbeddedFile")))
    there = dictionary(Type=Name("/Filespec"), F=text("x.exe"), UF=text("x.exe"), EF=dictionary(F=embedded))
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    names.extend([text("x.exe"), writer.add_object(there)])
    writer.update_container(names)


def _xfa(writer: Any) -> None:
    form = writer.root["/AcroForm"]
    form[Name("/XFA")] = writer.add_object(stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"))
    writer.update_container(form)


def _layers(writer: Any) -> None:
    layer = writer.add_object(dictionary(Type=Name("/OCG"), Name=text("laag")))
    writer.root[Name("/OCProperties")] = dictionary(OCGs=array(layer), D=dictionary(OFF=array(layer)))
    writer.update_root()


def _another_number(writer: Any) -> None:
    information = writer.trailer["/Info"]
    information[Name("/Keywords")] = text("another number")
    writer.update_container(information)


def _another_page(writer: Any) -> None:
    pages = writer.root["/Pages"]
    page = dictionary(Type=Name("/Page"), Parent=writer.root.raw_get("/Pages"), MediaBox=array(0, 0, 595, 842))
    pages["/Kids"].append(writer.add_object(page))
    pages[Name("/Count")] = array(len(pages["/Kids"]))[0]
    writer.update_container(pages["/Kids"])
    writer.update_container(pages)


_ATTACKS: tuple[Attack, ...] = (
    ("tekst-erbij", _more_text, "The page draws more text."),
    ("notitie-erbij", _note, "There is a note on the page."),
    ("link-erbij", _link, "The page leads to another site."),
    ("script-erbij", _script, "The document runs a script when it is opened."),
    ("programma-erbij", _launch, "The document starts a program when it is opened."),
    ("script-op-bladzijde", _script_on_page, "The page runs a script."),
    ("bestand-erbij", _file, "There is another file in it."),
    ("xfa-erbij", _xfa, "There is an XFA form in it."),
    ("lagen-erbij", _layers, "There are layers that can be hidden."),
    ("ander-nummer", _another_number, "The document information bears another number."),
    ("bladzijde-erbij", _another_page, "There is another page."),
)


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind."""
    yield from append_each(world, _KIND, _ATTACKS)
    first, *_others = append_each(world, _KIND, [("leeg-deel-erbij", _nothing, "A revision that changes nothing.")])
    yield first
    tails = {"regel": b"\n", "commentaar": b"% more\n", "nullen": b"\0" * 512, "spaties": b" " * 4096}
    for name, tail in tails.items():
        yield Vector(f"{name}-erachter.pdf", _KIND, world.genuine + tail, GEWIJZIGD, "Bytes behind the end.")
    for name, head in {"regel": b"\n", "rommel": b"GIF89a" + b"\0" * 200}.items():
        yield Vector(f"{name}-ervoor.pdf", _KIND, head + world.genuine, GEWIJZIGD, "Bytes in front of the header.")
    end = b"\nstartxref\n0\n%%EOF\n"
    yield Vector("tweede-einde.pdf", _KIND, world.genuine + end, GEWIJZIGD, "A second end that points elsewhere.")
