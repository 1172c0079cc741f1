"""The words of the credential: those of the European Learning Model where it has them, ours where it has none.

docs/decisions/0010-credentials-and-status-list.md lists which field of the document is which term.
"""

from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
LEARNING_MODEL = "http://data.europa.eu/snb/model/elm/"
_DUBLIN_CORE = "http://purl.org/dc/terms/"

UITTREKSEL = "Uittreksel"
STATUS_ENTRY = "BitstringStatusListEntry"
STATUS_PURPOSE = "message"
STATUS_SIZE = 2
STATUS_LIST_PATH = "/api/v1/statuslijst"

STATUS_MESSAGES = (
    {"status": "0x0", "message": "geldig"},
    {"status": "0x1", "message": "ingetrokken"},
    {"status": "0x2", "message": "vervangen"},
    {"status": "0x3", "message": "niet-te-controleren"},
)
"""What each of the four values of two bits means (Bitstring Status List v1.0 section 2.1)."""


def write_context() -> list[Any]:
    """Write the JSON-LD context: terms are of the European Learning Model, lists keep their order, ours are named."""
    ours = {name: f"urn:uittreksel:{name}" for name in ("Uittreksel", "profiel", "downloadedOn", "demonstration")}
    return [
        CREDENTIALS,
        {
            "@vocab": LEARNING_MODEL,
            "title": {"@id": f"{_DUBLIN_CORE}title", "@container": "@list"},
            "identifier": f"{_DUBLIN_CORE}identifier",
            "dcType": f"{_DUBLIN_CORE}type",
            "provenBy": {"@id": f"{LEARNING_MODEL}provenBy", "@container": "@list"},
            **ours,
        },
    ]
