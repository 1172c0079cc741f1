"""The contents of a delivered diploma: in the form in which they are hashed and in that of the table."""

import json
import secrets
from datetime import datetime

from duo_site.mijn_diplomas.delivery.domain import DeliveredDiploma
from duo_site.mijn_diplomas.domain import DiplomaStatus
from duo_site.secrecy import Secrecy

_PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Draw the name by which a diploma stands in addresses: chance alone, 128 bits."""
    return secrets.token_urlsafe(_PUBLIC_ID_BYTES)


def hash_content(secrecy: Secrecy, diploma: DeliveredDiploma) -> str:
    """Hash everything delivered with a key, so that a repeat is recognised without reading what is encrypted."""
    return secrecy.lookup("diploma", json.dumps([diploma.bsn, *_person_of(diploma), *_plain_values(diploma).values()]))


def columns_of(
    secrecy: Secrecy, diploma: DeliveredDiploma, content: str, holder_id: int, at: datetime
) -> dict[str, object]:
    """Give the columns that a new version of a diploma sets, its names encrypted."""
    return {
        "content": content,
        "status": DiplomaStatus.GELDIG.value,
        "holder_id": holder_id,
        "person": secrecy.encrypt(json.dumps(_person_of(diploma), ensure_ascii=False)),
        "behaald_op": diploma.behaald_op,
        **{name: value for name, value in _plain_values(diploma).items() if name != "behaald_op"},
        "updated_at": at,
    }


def _person_of(diploma: DeliveredDiploma) -> list[str]:
    birth = diploma.geboortedatum.isoformat()
    return [diploma.voornamen, diploma.tussenvoegsel, diploma.achternaam, birth]


def _plain_values(diploma: DeliveredDiploma) -> dict[str, object]:
    return {
        "document": diploma.document.value,
        "soort": diploma.soort.value,
        "bekostiging": diploma.bekostiging.value if diploma.bekostiging else "",
        "opleidingscode": diploma.opleidingscode,
        "opleiding": diploma.opleiding,
        "profiel": diploma.profiel,
        "niveau_nlqf": diploma.niveau_nlqf,
        "instellingscode": diploma.instellingscode,
        "onderwijsinstelling": diploma.onderwijsinstelling,
        "plaats": diploma.plaats,
        "behaald_op": diploma.behaald_op.isoformat(),
        "cijfers": [[cijfer.vak, cijfer.se, cijfer.ce, cijfer.eind] for cijfer in diploma.cijfers],
    }
