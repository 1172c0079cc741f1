"""Attachment and QR code exchanged, and our proofs in other documents."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from duo_site.controle.batch import Checked
from duo_site.controle.domain import GeenZegel
from duo_site.controle.receipt import write_receipt
from duo_site.controle.report import make_report
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.papers import make_paper
from duo_site.uittreksel.pdf import ATTACHMENT
from duo_site.uittreksel.proofs import load_signing_key, make_proofs, new_credential_key
from duo_site.uittreksel.rendering import Workshop
from duo_site.uittreksel.sealing import PyHankoSealer
from tests.vectors.making.people import ANJA, SEALED_AT, WITHDRAWN
from tests.vectors.making.vector import CANNOT, GEEN_ZEGEL, GEWIJZIGD, NIET_VAN_ONS, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import Change, append, save, stamp

_KIND = "inhoud"


def list_vectors(world: World, folder: Path) -> Iterator[Vector]:
    """List the vectors of this kind; keys of others are made in an empty folder."""
    anja, other = world.made(ANJA), world.made(WITHDRAWN)
    new_credential_key(folder / "vreemde-verklaring", SEALED_AT - timedelta(days=20))
    forged = make_proofs(replace(ANJA.inhoud, nlqf="6"), load_signing_key(folder / "vreemde-verklaring"), SEALED_AT)

    def bad(name: str, data: bytes, word: Any, why: str) -> Vector:
        return Vector(f"{name}.pdf", _KIND, data, word, why)

    for name, attachment in (("ander", other.proofs.attachment), ("vreemd", forged.attachment)):
        swapped = append(anja.file, _swap(attachment))
        why = "The credential in the file was exchanged."
        yield bad(f"bijlage-{name}", swapped, GEWIJZIGD, why)
        yield bad(f"bijlage-{name}-gestempeld", stamp(world, swapped), GEWIJZIGD, why)
        saved = save(anja.file, _attach(attachment))
        yield bad(f"bijlage-{name}-opgeslagen", saved, GEWIJZIGD, f"{why} The file was written anew.")
    yield bad("bijlage-weg", save(anja.file, _detach), GEWIJZIGD, "The credential was taken out.")
    for name, qr in (("ander", other.proofs.qr), ("vreemd", forged.qr)):
        drawn = world.renderer.render(ANJA.inhoud, attachment=anja.proofs.attachment, qr=qr)
        why = "The page bears the QR code of another."
        yield bad(f"qr-{name}-ongezegeld", drawn, GEEN_ZEGEL, why)
        swapped = save(anja.file, _draw(drawn))
        yield bad(f"qr-{name}", swapped, GEWIJZIGD, why)
    new_seal(folder / "vreemd-met-bijlage", None, SEALED_AT - timedelta(days=20))
    letter = world.renderer.render(
        replace(ANJA.inhoud, holder="Iemand Anders"), attachment=anja.proofs.attachment, qr=anja.proofs.qr
    )
    foreign = PyHankoSealer(folder / "vreemd-met-bijlage").seal(letter, SEALED_AT)
    yield bad("ander-document-vreemd", foreign, NIET_VAN_ONS, "Our proofs in a page of another, which he sealed.")
    yield bad("ander-document", letter, GEEN_ZEGEL, "Our proofs in a page of another.")
    empty = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(empty)
    sealed = PyHankoSealer(world.folder).seal(empty.getvalue(), SEALED_AT)
    yield bad("geen-uittreksel", sealed, CANNOT, "Our seal on what is no uittreksel.")
    told = Checked("Wij verklaren dat Anja cum laude slaagde.pdf", GeenZegel(), None, "0" * 64)
    receipt = make_paper(Workshop(world.folder), write_receipt(make_report([told], SEALED_AT), "nl", None), SEALED_AT)
    yield bad("ontvangstbewijs", receipt, CANNOT, "A receipt, which we sealed ourselves.")
    mixed = world.renderer.render(ANJA.inhoud, attachment=other.proofs.attachment, qr=anja.proofs.qr)
    sealed = PyHankoSealer(world.folder).seal(mixed, SEALED_AT)
    why = "We would have sealed a page with somebody else's credential: two numbers in one file."
    yield bad("twee-nummers", sealed, CANNOT, why)
    mixed = world.renderer.render(ANJA.inhoud, attachment=forged.attachment, qr=anja.proofs.qr)
    sealed = PyHankoSealer(world.folder).seal(mixed, SEALED_AT)
    yield bad("vreemde-verklaring-verzegeld", sealed, CANNOT, "Our seal over a credential of another.")


def _swap(attachment: bytes) -> Change:
    def change(writer: Any) -> None:
        embedded = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]
        embedded["/F"]._data, embedded["/F"]._encoded_data = attachment, None
        writer.mark_update(embedded.raw_get("/F"))

    return change


def _attach(attachment: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.Names.EmbeddedFiles.Names[1].EF.F.write(attachment)

    return change


def _detach(document: pikepdf.Pdf) -> None:
    assert ATTACHMENT in document.attachments
    del document.attachments[ATTACHMENT]


def _draw(drawn: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Take the page, with its QR code, of another file."""

    def change(document: pikepdf.Pdf) -> None:
        with pikepdf.open(BytesIO(drawn)) as other:
            page = document.copy_foreign(other.pages[0].obj)
            document.pages[0].obj.Contents = page.Contents
            document.pages[0].obj.Resources = page.Resources

    return change
