"""What is no PDF, no whole PDF, or one that was written anew."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from duo_site.uittreksel.seal_block import list_seal_blocks
from tests.vectors.making.people import ANJA
from tests.vectors.making.vector import CANNOT, GEEN_ZEGEL, GEWIJZIGD, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import save

_KIND = "stuk"
_CUTS = 12
_CERTIFICATE = 2500
"""Hexadecimal digits of a seal within which its certificate stands."""


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind."""
    data, unsealed = world.genuine, world.made(ANJA).unsealed

    def bad(name: str, content: bytes, why: str, word: Any = CANNOT) -> Vector:
        return Vector(name, _KIND, content, word, why)

    yield bad("leeg.pdf", b"", "Nothing at all.")
    yield bad("brief.pdf", b"Geachte mevrouw,\n", "A text that is called PDF.")
    yield bad("bladzijde.html", b"<!DOCTYPE html><title>Uittreksel</title>", "A web page.")
    yield bad("tekst.zip.pdf", b"PK\3\4" + b"\0" * 200, "The beginning of a ZIP.")
    yield bad("foto.pdf", b"\xff\xd8\xff\xe0" + b"\0" * 200, "The beginning of a photo.")
    yield bad("alleen-kop.pdf", b"%PDF-1.7\n", "Only the header.")
    yield bad("te-groot.pdf", b"%PDF-1.7\n" + b"0" * 5 * 1024 * 1024, "More than is looked at.")
    for part in range(1, _CUTS):
        cut = data[: len(data) * part // _CUTS]
        yield bad(f"afgekapt-{part:02}.pdf", cut, "Cut off.", _cut_word(cut, data))
    for left in (1, 6, 40, 300):
        yield bad(f"afgekapt-einde-{left}.pdf", data[:-left], "The end is missing.", GEWIJZIGD)
    table = re.sub(rb"startxref\s+\d+", b"startxref\n9", data)
    yield bad("tabel-elders.pdf", table, "The end leads to the wrong table.", GEWIJZIGD)
    yield bad("zonder-startxref.pdf", data.replace(b"startxref", b"startxxxx"), "The end leads nowhere.", GEWIJZIGD)
    yield bad("zonder-kop.pdf", data[9:], "The header is missing.", GEWIJZIGD)
    yield bad(
        "gespiegelde-regels.pdf", data.replace(b"\n", b"\r\n"), "Sent as text, with other ends of lines.", GEWIJZIGD
    )
    yield bad("hoofdletters.pdf", data.upper(), "All letters capital.", GEWIJZIGD)
    yield bad(
        "tabel-stuk-ongezegeld.pdf", unsealed.replace(b"startxref\n", b"startxref\n9"), "A broken table, no seal."
    )
    locked = pikepdf.Encryption(owner="eigenaar", user="lezer")
    yield bad("wachtwoord.pdf", save(unsealed, encryption=locked), "Locked with a password.")
    half = pikepdf.Encryption(owner="eigenaar", user="")
    yield bad("wachtwoord-eigenaar.pdf", save(unsealed, encryption=half), "Only its owner may change it.")
    yield bad("wachtwoord-verzegeld.pdf", save(data, encryption=half), "Locked after it was sealed.", GEWIJZIGD)
    yield bad("opgeslagen.pdf", save(data), "Written anew by another program.", GEWIJZIGD)
    yield bad("gelineariseerd.pdf", save(data, linearize=True), "Written anew for the web.", GEWIJZIGD)
    packed = save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield bad("ingepakt.pdf", packed, "Written anew with packed objects.", GEWIJZIGD)
    loose = save(data, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    yield bad("uitgepakt.pdf", loose, "Written anew with loose objects.", GEWIJZIGD)
    yield bad("geprint.pdf", save(unsealed, linearize=True), "Printed to a file: no seal.", GEEN_ZEGEL)


def _cut_word(cut: bytes, data: bytes) -> Any:
    """Before the seal nothing tells that a file was ours; from its certificate on we recognise what is left."""
    return GEWIJZIGD if len(cut) > next(list_seal_blocks(data)).start + _CERTIFICATE else CANNOT
