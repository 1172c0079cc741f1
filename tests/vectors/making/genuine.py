"""Genuine files, and what register, status list and clock make of them."""

from collections.abc import Iterator
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.vectors.making import people
from tests.vectors.making.vector import CANNOT, GELDIG, INGETROKKEN, VERVANGEN, Vector
from tests.vectors.making.world import World
from tests.vectors.making.writing import append, stamp

_KIND = "echt"


def list_vectors(world: World) -> Iterator[Vector]:
    """List the vectors of this kind."""

    def made(name: str, person: people.Person, word: Any, why: str, without_register: Any = None) -> Vector:
        return Vector(f"{name}.pdf", _KIND, world.made(person).file, word, why, without_register)

    yield made("echt", people.ANJA, GELDIG, "The seal is ours, and nothing was changed.")
    yield made("echt-engels", people.ENGLISH, GELDIG, "In English, with letters of other alphabets.")
    yield made("echt-zonder-cijfers", people.WITHOUT_GRADES, GELDIG, "Without cijferlijst, with an Arabic name.")
    yield made(
        "certificaat-verlopen", people.EARLY, GELDIG, "The certificate expired since; the time stamp is of before that."
    )
    yield made("sleutel-later-ingetrokken", people.BEFORE_REVOCATION, GELDIG, "Stamped before the key was revoked.")
    yield made("ingetrokken", people.WITHDRAWN, INGETROKKEN, "The diploma was withdrawn.")
    yield made("vervangen", people.REPLACED, VERVANGEN, "The diploma was corrected.")
    yield made(
        "niet-in-register",
        people.UNKNOWN,
        CANNOT,
        "Sealed by us and unknown to the register, which a status list cannot tell.",
        GELDIG,
    )
    yield made(
        "register-zegt-anders",
        people.DIFFERENT,
        CANNOT,
        "The register has another name, which a status list cannot tell.",
        GELDIG,
    )
    renewed = stamp(world, append(world.genuine, lambda writer: _add_certificate(writer, world)))
    yield Vector("verlengd.pdf", _KIND, renewed, GELDIG, "Validation data and a time stamp make the seal last longer.")
    yield Vector("tweemaal-verlengd.pdf", _KIND, stamp(world, renewed), GELDIG, "Another time stamp later.")


def _add_certificate(writer: Any, world: World) -> None:
    certificate = x509.Certificate.load(world.keys.keys[0].certificate)
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[certificate])
