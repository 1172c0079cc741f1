"""Makes both credentials of a document."""

from dataclasses import dataclass
from datetime import datetime

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.proofs.credential import write_credential
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.qr_writing import write_qr


@dataclass(frozen=True)
class Proofs:
    """What goes into the file beside the page: `diploma.json` and the whole text of the QR code."""

    attachment: bytes
    qr: str


def make_proofs(inhoud: UittrekselInhoud, key: SigningKey, at: datetime) -> Proofs:
    """Sign what a document says, twice; the same contents, key and moment give the same bytes.

    Raise QrTextTooLong when the address of the site leaves the QR code no room.
    """
    return Proofs(write_credential(inhoud, key, at), write_qr(inhoud, key, at))
