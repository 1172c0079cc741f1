"""The settings of the demonstration, as variables DUO_*; its secrets are made once and kept in the instance folder."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from duo_site.means import Means

_SECRETS_FILE = "demo.env"
_ACR = {
    Means.DIGID: "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
    Means.EHERKENNING: "urn:etoegang:core:assurance-class:loa3",
    Means.MEDEWERKER: "https://refeds.org/profile/mfa",
}


def demo_environment(environment: Mapping[str, str], instance: Path, port: int, idp_port: int) -> dict[str, str]:
    """Complete an environment with what the demonstration needs; what is set already stays."""
    made = {
        **_secrets(instance / _SECRETS_FILE),
        "DUO_INSTANCE": str(instance),
        "DUO_BASE_URL": f"http://127.0.0.1:{port}",
        "DUO_STYLE_GUIDE": "1",
    }
    for means, acr in _ACR.items():
        made |= {
            f"DUO_{means.name}_ISSUER": f"http://127.0.0.1:{idp_port}/{means}",
            f"DUO_{means.name}_CLIENT_ID": "diplomaloket-demo",
            f"DUO_{means.name}_ACR": acr,
        }
    return {**made, **environment}


def _secrets(file: Path) -> dict[str, str]:
    """Read the secrets, having made them if they are not there; only the owner may read the file."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = (
            f"DUO_SECRET_KEY={secrets.token_urlsafe(48)}\n"
            f"DUO_DATA_KEY={base64.b64encode(secrets.token_bytes(32)).decode()}\n"
        )
        unfinished = file.with_suffix(".new")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as written:
            written.write(lines)
        unfinished.replace(file)
    return dict(line.split("=", 1) for line in file.read_text().splitlines())
