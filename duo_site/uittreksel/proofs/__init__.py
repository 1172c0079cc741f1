"""The proofs that travel with an uittreksel: a credential in the file, a small one in the QR code, their status list.

`make_proofs` writes both credentials, `read_inhoud` and `read_qr` read them back against our own key list alone. How
they are built and which terms they use stands in docs/decisions/0010-credentials-and-status-list.md.
"""

from duo_site.uittreksel.proofs.credential import read_inhoud
from duo_site.uittreksel.proofs.keys import (
    CredentialKey,
    CredentialKeys,
    NoCredentialKey,
    load_credential_keys,
    load_signing_key,
    new_credential_key,
)
from duo_site.uittreksel.proofs.making import Proofs, make_proofs
from duo_site.uittreksel.proofs.qr_reading import read_qr
from duo_site.uittreksel.proofs.qr_writing import QrTextTooLong

__all__ = [
    "CredentialKey",
    "CredentialKeys",
    "NoCredentialKey",
    "Proofs",
    "QrTextTooLong",
    "load_credential_keys",
    "load_signing_key",
    "make_proofs",
    "new_credential_key",
    "read_inhoud",
    "read_qr",
]
