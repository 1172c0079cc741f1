"""What certomancer is told of the authorities: a root, two that stamp times, and one that issues seals."""

from datetime import UTC, datetime, timedelta
from typing import Any

NAMES = ("root", "eerste", "tweede", "uitgever", "ocsp")
SEALS = ("zegel", "opvolger")
"""Certificates for keys of somebody else, which come later."""

_VALIDITY = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2120-01-01T00:00:00+0000"}
# Certomancer counts its lists from the beginning of the root: so none ends while a test runs.
_YESTERDAY = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M:%S}+0000"


def list_settings() -> dict[str, Any]:
    """List everything, as certomancer wants it."""
    keys: dict[str, dict[str, Any]] = {name: {"path": f"{name}.pem"} for name in NAMES}
    keys |= {name: {"path": f"{name}.pem", "public-only": True} for name in SEALS}
    return {
        "keysets": {"keys": {"keys": keys}},
        "pki-architectures": {
            "proef": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "NL", "organization-name": "Proef"},
                "entities": {name: {"common-name": name} for name in (*NAMES, *SEALS)},
                "certs": _list_certificates(),
                "services": {
                    "crl-repo": {
                        "root": {"for-issuer": "root", "signing-key": "root", "simulated-update-schedule": "P3D"}
                    },
                    "ocsp": {"ocsp": {"for-issuer": "uitgever", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                    "time-stamping": {name: {"signing-cert": name} for name in ("eerste", "tweede")},
                },
            }
        },
    }


def _list_certificates() -> dict[str, Any]:
    listed = {"id": "crl_distribution_points", "smart-value": _smart("crl-dist-url", {"crl-repo-names": ["root"]})}
    stamping = [
        {"id": "key_usage", "critical": True, "smart-value": _smart("key-usage", ["digital_signature"])},
        {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        listed,
    ]
    issuing = {"id": "simple-ca", "params": {"ocsp-service": "ocsp"}}
    return {
        "root": _certificate("root", profiles=[{"id": "simple-ca"}])
        | {"validity": _VALIDITY | {"valid-from": _YESTERDAY}},
        "eerste": _certificate("root", extensions=stamping),
        "tweede": _certificate("root", extensions=stamping),
        "uitgever": _certificate("root", profiles=[issuing], extensions=[listed]),
        "ocsp": _certificate("uitgever", profiles=[{"id": "ocsp-responder"}]),
        **{name: _certificate("uitgever", profiles=[{"id": "digsig-commitment"}]) for name in SEALS},
    }


def _certificate(issuer: str, **parts: Any) -> dict[str, Any]:
    return {"issuer": issuer, "validity": _VALIDITY, **parts}


def _smart(schema: str, params: Any) -> dict[str, Any]:
    return {"schema": schema, "params": params}
