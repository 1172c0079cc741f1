"""The key list for programs: all public keys and certificates with their validity, as JSON that offline checks read."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from duo_site.uittreksel.keys import KeyList, SealKey, TimeStampAuthority
from duo_site.uittreksel.proofs.keys import CredentialKey, CredentialKeys, parse_credential_key

MOST_BYTES = 1024 * 1024
"""A key list above this size is not read."""


class UnreadableKeyDocument(ValueError):
    """The key list is damaged or something else."""


def write_key_document(seals: KeyList, credentials: CredentialKeys, at: datetime | None = None) -> dict[str, Any]:
    """Write the key list; `verklaringen` is a JWK set (RFC 7517 section 5) with the validity of each key.

    The moment tells which seal is the current one, when the list names another from a later moment on.
    """
    current_id = seals.current_id if at is None else seals.current_at(at).id
    return {
        "zegels": [_write_seal(key, current_id) for key in seals.keys],
        "tijdstempels": [_write_authority(authority) for authority in seals.authorities],
        "verklaringen": {"keys": [_write_credential_key(key, credentials.current_id) for key in credentials.keys]},
    }


def read_key_document(data: bytes) -> tuple[KeyList, CredentialKeys]:
    """Read what `write_key_document` wrote; raise UnreadableKeyDocument for anything else."""
    if len(data) > MOST_BYTES:
        raise UnreadableKeyDocument("The key list is too long.")
    try:
        document = json.loads(data)
        seals, authorities, jwks = document["zegels"], document["tijdstempels"], document["verklaringen"]["keys"]
        return (
            KeyList(
                tuple(_read_seal(entry) for entry in seals),
                _find_current(seals, "id"),
                tuple(_read_authority(entry) for entry in authorities),
            ),
            CredentialKeys(tuple(_read_credential_key(entry) for entry in jwks), _find_current(jwks, "kid")),
        )
    except Exception as error:
        # The file comes from outside, and the parsers of keys raise what they like.
        raise UnreadableKeyDocument("The key list cannot be read.") from error


def _write_seal(key: SealKey, current_id: str) -> dict[str, Any]:
    return {
        "id": key.id,
        "naam": key.name,
        "huidig": key.id == current_id,
        "certificaat": _write_bytes(key.certificate),
        "stamcertificaat": _write_bytes(key.root),
        "tussencertificaten": [_write_bytes(issuer) for issuer in key.issuers],
        **_write_validity(key.valid_from, key.valid_until),
        "ingetrokken_op": None if key.revoked_at is None else _write_moment(key.revoked_at),
        "altijd_tijdstempel": key.always_stamped,
    }


def _read_seal(entry: Mapping[str, Any]) -> SealKey:
    revoked, validity = entry["ingetrokken_op"], _read_validity(entry)
    return SealKey(
        id=str(entry["id"]),
        certificate=_read_bytes(entry["certificaat"]),
        root=_read_bytes(entry["stamcertificaat"]),
        valid_from=validity["valid_from"],
        valid_until=validity["valid_until"],
        revoked_at=None if revoked is None else _read_moment(revoked),
        always_stamped=bool(entry["altijd_tijdstempel"]),
        # A key list of before outside authorities could issue the certificate does not have it.
        issuers=tuple(_read_bytes(issuer) for issuer in entry.get("tussencertificaten", ())),
    )


def _write_authority(authority: TimeStampAuthority) -> dict[str, Any]:
    return {
        "id": authority.id,
        "naam": authority.name,
        "proef": authority.key_file is not None,
        "certificaten": [_write_bytes(certificate) for certificate in authority.certificates],
        **_write_validity(authority.valid_from, authority.valid_until),
    }


def _read_authority(entry: Mapping[str, Any]) -> TimeStampAuthority:
    return TimeStampAuthority(
        id=str(entry["id"]),
        certificates=tuple(_read_bytes(certificate) for certificate in entry["certificaten"]),
        **_read_validity(entry),
        # Where the key lies is nobody's business; that it is our own for a test changes what it may stamp.
        key_file="" if entry["proef"] else None,
    )


def _write_credential_key(key: CredentialKey, current_id: str) -> dict[str, Any]:
    validity = _write_validity(key.valid_from, key.valid_until)
    return {**key.to_jwk(), "huidig": key.id == current_id, **validity}


def _read_credential_key(entry: Mapping[str, Any]) -> CredentialKey:
    if (entry["kty"], entry["crv"]) != ("EC", "P-256"):
        raise UnreadableKeyDocument("A key is of another kind.")
    moments = {"valid_from": entry["geldig_vanaf"], "valid_until": entry["geldig_tot"]}
    return parse_credential_key({"id": entry["kid"], "x": entry["x"], "y": entry["y"], **moments})


def _find_current(entries: list[Mapping[str, Any]], name: str) -> str:
    return next((str(entry[name]) for entry in entries if entry["huidig"] is True), "")


def _write_validity(start: datetime, end: datetime) -> dict[str, str]:
    return {"geldig_vanaf": _write_moment(start), "geldig_tot": _write_moment(end)}


def _read_validity(entry: Mapping[str, Any]) -> dict[str, datetime]:
    return {"valid_from": _read_moment(entry["geldig_vanaf"]), "valid_until": _read_moment(entry["geldig_tot"])}


def _write_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise UnreadableKeyDocument("A moment needs a time zone.")
    return moment


def _write_bytes(der: bytes) -> str:
    return base64.b64encode(der).decode()


def _read_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
