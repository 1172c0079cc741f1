"""Texts of QR codes and credentials one by one: what they prove by themselves, whatever became of the file around."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from duo_site.controle.domain import Oordeel
from duo_site.uittreksel.proofs import load_signing_key, make_proofs, new_credential_key
from tests.vectors.making import people
from tests.vectors.making.people import ANJA, NOW, SEALED_AT
from tests.vectors.making.vector import CANNOT, GEEN_ZEGEL, GELDIG, GEWIJZIGD, INGETROKKEN, NIET_VAN_ONS, VERVANGEN
from tests.vectors.making.world import World

Kind = Literal["qr", "verklaring"]


@dataclass(frozen=True)
class Code:
    """The text of a QR code, or a credential (`verklaring`), and the word for what it says."""

    name: str
    kind: Kind
    text: str
    word: Oordeel
    why: str

    def describe(self) -> dict[str, str]:
        """Tell the code as the manifest does."""
        return {"naam": self.name, "soort": self.kind, "tekst": self.text, "oordeel": self.word, "waarom": self.why}


def list_codes(world: World, folder: Path) -> Iterator[Code]:
    """List good and bad codes; keys of others are made in an empty folder."""
    for name, person, word in (
        ("echt", ANJA, GELDIG),
        ("engels", people.ENGLISH, GELDIG),
        ("oude-sleutel", people.EARLY, GELDIG),
        ("ingetrokken", people.WITHDRAWN, INGETROKKEN),
        ("vervangen", people.REPLACED, VERVANGEN),
    ):
        proofs = world.made(person).proofs
        yield Code(name, "qr", proofs.qr, word, "Signed by us; the status list says the rest.")
        yield Code(name, "verklaring", proofs.attachment.decode(), word, "Signed by us; the status list says the rest.")
    yield from _not_ours(world, folder)
    yield from _bad_qr(world.made(ANJA).proofs.qr, world.made(people.WITHDRAWN).proofs.qr)
    yield from _bad_credential(world.made(ANJA).proofs.attachment.decode())


def _not_ours(world: World, folder: Path) -> Iterator[Code]:
    new_credential_key(folder / "vreemde-codes", SEALED_AT - timedelta(days=20))
    foreign = make_proofs(ANJA.inhoud, load_signing_key(folder / "vreemde-codes"), SEALED_AT)
    late = make_proofs(ANJA.inhoud, load_signing_key(world.folder), NOW + timedelta(days=365 * 4))
    outside = make_proofs(replace(ANJA.inhoud, status_index=2**25), load_signing_key(world.folder), SEALED_AT)
    without = make_proofs(replace(ANJA.inhoud, status_index=None), load_signing_key(world.folder), SEALED_AT)
    for kind in ("qr", "verklaring"):

        def text(proofs: Any, kind: str = kind) -> str:
            return str(proofs.qr if kind == "qr" else proofs.attachment.decode())

        yield Code("vreemd", kind, text(foreign), NIET_VAN_ONS, "Signed by a key that is not in our list.")
        yield Code("na-de-sleutel", kind, text(late), GEWIJZIGD, "It says it was signed after its key had ended.")
        yield Code("buiten-de-lijst", kind, text(outside), CANNOT, "Its place is not in the status list.")
        yield Code("zonder-plaats", kind, text(without), CANNOT, "It has no place in a status list.")


def _bad_qr(qr: str, other: str) -> Iterator[Code]:
    address, _mark, credential = qr.partition("#")

    def bad(name: str, text: str, word: Oordeel, why: str) -> Code:
        return Code(name, "qr", text, word, why)

    yield bad(
        "ander-adres", f"https://register.example.evil/controle/{address[-34:]}#{credential}", GEWIJZIGD, "Moved."
    )
    yield bad("adres-van-ander", f"{other.partition('#')[0]}#{credential}", GEWIJZIGD, "Two halves of two codes.")
    yield bad("alleen-adres", address, GEEN_ZEGEL, "Only an address with a number: it proves nothing.")
    yield bad("alleen-verklaring", credential, CANNOT, "The address is missing.")
    yield bad("afgekapt", qr[:-9], CANNOT, "Cut off.")
    yield bad("leeg", "", CANNOT, "Nothing.")
    yield bad("iets-anders", "https://example.org/", CANNOT, "The address of another site.")
    yield bad("te-lang", qr + "A" * 5000, CANNOT, "Longer than a QR code can be.")


def _bad_credential(token: str) -> Iterator[Code]:
    header, payload, signature = token.split(".")
    told = json.loads(_read(header))

    def bad(name: str, text: str, word: Oordeel, why: str) -> Code:
        return Code(name, "verklaring", text, word, why)

    def headed(**changes: Any) -> str:
        return _write(json.dumps(told | changes).encode())

    claims = json.loads(_read(payload))
    claims["credentialSubject"]["fullName"] = "Iemand Anders"
    yield bad("andere-naam", f"{header}.{_write(json.dumps(claims).encode())}.{signature}", GEWIJZIGD, "Another name.")
    yield bad("alg-none", f"{headed(alg='none')}.{payload}.", GEWIJZIGD, "It asks not to be checked.")
    yield bad(
        "alg-none-getekend", f"{headed(alg='none')}.{payload}.{signature}", GEWIJZIGD, "It asks not to be checked."
    )
    yield bad("alg-hs256", f"{headed(alg='HS256')}.{payload}.{signature}", GEWIJZIGD, "It asks for another way.")
    yield bad(
        "eigen-sleutel", f"{headed(jwk={'kty': 'EC'})}.{payload}.{signature}", GEWIJZIGD, "It brings its own key."
    )
    yield bad("onbekende-sleutel", f"{headed(kid='AAAAAAAAAAA')}.{payload}.{signature}", NIET_VAN_ONS, "Another key.")
    yield bad(
        "kritiek", f"{headed(crit=['x'], x=1)}.{payload}.{signature}", GEWIJZIGD, "It asks for what we do not know."
    )
    yield bad("zonder-handtekening", f"{header}.{payload}.", GEWIJZIGD, "The signature is missing.")
    yield bad("nullen", f"{header}.{payload}.{_write(bytes(64))}", GEWIJZIGD, "A signature of zeros.")
    yield bad("langer", f"{header}.{payload}.{_write(_read(signature) + bytes(1))}", GEWIJZIGD, "A longer signature.")
    loose = signature[:-1] + chr(ord(signature[-1]) + 1)
    yield bad("losse-bits", f"{header}.{payload}.{loose}", GEWIJZIGD, "Written in a second way.")
    yield bad("vier-delen", f"{token}.{signature}", CANNOT, "Four parts.")
    yield bad("geen-verklaring", json.dumps(claims), CANNOT, "Plain JSON.")
    yield bad("leeg", "", CANNOT, "Nothing.")


def _read(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _write(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")
