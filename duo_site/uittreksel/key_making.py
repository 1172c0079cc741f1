"""Makes, follows up and revokes the keys of the seal folder, and lists the time stamp authorities we believe.

Per key lie there: certificate and root (PEM, public), the PKCS#12 files of both, and their passphrase (mode 0600).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from duo_site.uittreksel.certificates import CLOCK_DIFFERENCE, make_certificates
from duo_site.uittreksel.key_files import keep_private, keep_public, new_passphrase
from duo_site.uittreksel.keys import KEY_LIST, NoSealKey, SealKey, load_key, read_key_list
from duo_site.uittreksel.whole_files import write_whole


@dataclass(frozen=True)
class InToken:
    """A key that lies in a PKCS#11 token: its name there and its public half."""

    label: str
    public_key: EllipticCurvePublicKey


def new_seal(folder: Path, organisation: str | None, now: datetime, held: InToken | None = None) -> SealKey:
    """Make a P-256 key with its own root, make it the current one and end the one before.

    Without an organisation it is a test, and the names in the certificates say so: then a time stamp authority is made
    as well. With one, an authority of a test is believed no longer; `believe` adds real ones.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = generate_private_key(SECP256R1())
    made = make_certificates(organisation, now, private.public_key() if held is None else held.public_key)
    key_id = name_key(made.seal)
    passphrase = new_passphrase(folder, key_id)
    if held is None:
        keep_private(folder, key_id, private, made.seal, passphrase)
    keep_private(folder, f"{key_id}-root", made.root.key, made.root.certificate, passphrase)
    own = None
    if made.time_stamps is not None:
        signer, root = made.time_stamps.signer, made.time_stamps.root
        keep_private(folder, f"{key_id}-tijdstempel", signer.key, signer.certificate, passphrase)
        keep_private(folder, f"{key_id}-tijdstempel-root", root.key, root.certificate, passphrase)
        own = _authority(folder, f"{key_id}-tijdstempel", [root.certificate, signer.certificate])
        own |= {"key": f"{key_id}-tijdstempel.p12"}
    label = None if held is None else held.label
    entry = write_entry(folder, [made.seal, made.root.certificate], made.seal.not_valid_before_utc, label)
    return enter(folder, entry, now, now, own)


def name_key(certificate: x509.Certificate) -> str:
    """Give the id of a key in the list: the beginning of the fingerprint of its certificate."""
    return certificate.fingerprint(SHA256()).hex()[:16]


def write_entry(
    folder: Path, certificates: Sequence[x509.Certificate], start: datetime, label: str | None
) -> dict[str, Any]:
    """Keep the certificates of a seal, its own first and the root last, and write its entry in the key list."""
    seal, *issuers, root = certificates
    key_id = name_key(seal)
    keep_public(folder, f"{key_id}.pem", [seal])
    keep_public(folder, f"{key_id}-root.pem", [root])
    entry = {
        "id": key_id,
        "certificate": f"{key_id}.pem",
        "root": f"{key_id}-root.pem",
        "valid_from": start.isoformat(),
        "valid_until": seal.not_valid_after_utc.isoformat(),
        "always_stamped": True,
    }
    if issuers:
        keep_public(folder, f"{key_id}-keten.pem", issuers[::-1])
        entry["issuers"] = f"{key_id}-keten.pem"
    return entry if label is None else entry | {"token_label": label}


def enter(
    folder: Path, entry: dict[str, Any], since: datetime, now: datetime, authority: dict[str, str] | None = None
) -> SealKey:
    """Add a key to the list, which seals from a moment on and ends those before it; raise NoSealKey if it is there.

    Those before it end a little later: a document that is being sealed just then gets its time stamp after that moment.
    """
    require_new(folder, entry["id"])
    listed = _listed(folder)
    authorities, keys = listed["time_stamp_authorities"], listed["keys"]
    until = since + CLOCK_DIFFERENCE
    if authority is None:
        authorities = [_ended(old, until) if "key" in old else old for old in authorities]
    else:
        authorities = [*authorities, authority]
    keys = [*(_ended(old, until) for old in keys), entry]
    current = entry["id"] if since <= now else listed.get("current", entry["id"])
    _write(folder, {"current": current, "keys": keys, "time_stamp_authorities": authorities})
    return load_key(folder, entry)


def require_new(folder: Path, key_id: str) -> None:
    """Raise NoSealKey when the key list holds a key already."""
    if any(old["id"] == key_id for old in _listed(folder)["keys"]):
        raise NoSealKey(f"The key list holds the key {key_id} already.")


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


def _authority(folder: Path, name: str, chain: list[x509.Certificate]) -> dict[str, str]:
    file = f"{name}-keten.pem"
    keep_public(folder, file, chain)
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
