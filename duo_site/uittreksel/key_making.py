"""Makes, follows up and revokes the keys of the seal folder, and lists the time stamp authorities we believe.

Per key lie there: certificate and root (PEM, public), the PKCS#12 files of both, and their passphrase (mode 0600).
"""

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from duo_site.uittreksel.certificates import Made, make_certificates
from duo_site.uittreksel.keys import KEY_LIST, NoSealKey, SealKey, load_key, read_key_list
from duo_site.uittreksel.whole_files import write_whole


def new_seal(folder: Path, organisation: str | None, now: datetime) -> SealKey:
    """Make a P-256 key with its own root, make it the current one and end the one before at `now`.

    Without an organisation it is a test, and the names in the certificates say so: then a time stamp authority is made
    as well. With one, an authority of a test is believed no longer; `believe` adds real ones.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = make_certificates(organisation, now)
    key_id = made.seal.certificate.fingerprint(SHA256()).hex()[:16]
    passphrase = secrets.token_urlsafe(32)
    write_whole(folder / f"{key_id}.passphrase", passphrase.encode(), 0o600)
    _keep(folder, key_id, "", made.seal, passphrase)
    _keep(folder, key_id, "-root", made.root, passphrase)
    entry = {
        "id": key_id,
        "certificate": f"{key_id}.pem",
        "root": f"{key_id}-root.pem",
        "valid_from": made.seal.certificate.not_valid_before_utc.isoformat(),
        "valid_until": made.seal.certificate.not_valid_after_utc.isoformat(),
        "always_stamped": True,
    }
    listed = _listed(folder)
    authorities = listed["time_stamp_authorities"]
    if made.time_stamps is None:
        authorities = [_ended(old, now) if "key" in old else old for old in authorities]
    else:
        _keep(folder, key_id, "-tijdstempel", made.time_stamps, passphrase)
        chain = [made.root.certificate, made.time_stamps.certificate]
        own = _authority(folder, f"{key_id}-tijdstempel", chain) | {"key": f"{key_id}-tijdstempel.p12"}
        authorities = [*authorities, own]
    keys = [*(_ended(old, now) for old in listed["keys"]), entry]
    _write(folder, {"current": key_id, "keys": keys, "time_stamp_authorities": authorities})
    return load_key(folder, entry)


def believe(folder: Path, chain: list[x509.Certificate]) -> str:
    """Add a time stamp authority by its certificates, trust anchor first; give its name in the list."""
    listed = _listed(folder)
    authority = _authority(folder, f"tijdstempel-{chain[-1].fingerprint(SHA256()).hex()[:16]}", chain)
    others = [old for old in listed["time_stamp_authorities"] if old["id"] != authority["id"]]
    _write(folder, listed | {"time_stamp_authorities": [*others, authority]})
    return authority["id"]


def revoke(folder: Path, key_id: str, at: datetime) -> None:
    """Revoke a key from a moment on; raise NoSealKey when the list does not hold it."""
    listed = _listed(folder)
    for kept in folder.glob("*.revocation.json"):
        kept.unlink()
    if key_id not in [entry["id"] for entry in listed["keys"]]:
        raise NoSealKey(f"The key list holds no key {key_id}.")
    keys = [entry | ({"revoked_at": at.isoformat()} if entry["id"] == key_id else {}) for entry in listed["keys"]]
    _write(folder, listed | {"keys": keys})


def open_key(folder: Path, name: str, key_id: str) -> Made:
    """Open a PKCS#12 file of the folder; raise NoSealKey when it cannot be opened or is no elliptic curve key."""
    try:
        passphrase = (folder / f"{key_id}.passphrase").read_bytes().strip()
        private, certificate, _others = pkcs12.load_key_and_certificates((folder / name).read_bytes(), passphrase)
    except (OSError, ValueError) as error:
        raise NoSealKey(f"The seal key {name} cannot be opened.") from error
    if not isinstance(private, EllipticCurvePrivateKey) or certificate is None:
        raise NoSealKey(f"The seal key {name} is not an elliptic curve key.")
    return Made(certificate, private)


def _keep(folder: Path, key_id: str, use: str, made: Made, passphrase: str) -> None:
    protection = BestAvailableEncryption(passphrase.encode())
    p12 = pkcs12.serialize_key_and_certificates(b"zegel", made.key, made.certificate, None, protection)
    write_whole(folder / f"{key_id}{use}.p12", p12, 0o600)
    write_whole(folder / f"{key_id}{use}.pem", made.certificate.public_bytes(Encoding.PEM), 0o644)


def _authority(folder: Path, name: str, chain: list[x509.Certificate]) -> dict[str, str]:
    file = f"{name}-keten.pem"
    write_whole(folder / file, b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain), 0o644)
    return {
        "id": name,
        "certificates": file,
        "valid_from": max(certificate.not_valid_before_utc for certificate in chain).isoformat(),
        "valid_until": min(certificate.not_valid_after_utc for certificate in chain).isoformat(),
    }


def _listed(folder: Path) -> dict[str, Any]:
    empty: dict[str, Any] = {"keys": [], "time_stamp_authorities": []}
    return empty | (read_key_list(folder) if (folder / KEY_LIST).exists() else {})


def _ended(entry: dict[str, str], now: datetime) -> dict[str, str]:
    """End a key or an authority that is followed by a new one."""
    until = min(datetime.fromisoformat(entry["valid_until"]), now)
    return entry | {"valid_until": until.isoformat()}


def _write(folder: Path, listed: dict[str, Any]) -> None:
    write_whole(folder / KEY_LIST, (json.dumps(listed, indent=2) + "\n").encode(), 0o644)
