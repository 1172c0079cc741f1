"""Warns of what stands in a line that is right, but that no font of the uittreksel can draw."""

from duo_site.deliveries.domain import RowError
from duo_site.mijn_diplomas.delivery.domain import DeliveredDiploma
from duo_site.uittreksel.repertoire import missing_scripts

_REASON = "let op: het uittreksel kan deze tekens niet tonen (schrift: {}), dus de diplomahouder kan het niet maken"


def list_undrawable(diploma: DeliveredDiploma) -> list[RowError]:
    """List the fields with characters that the document cannot show. The line itself is delivered."""
    texts = {
        "achternaam": diploma.achternaam,
        "tussenvoegsel": diploma.tussenvoegsel,
        "voornamen": diploma.voornamen,
        "opleiding": " ".join(diploma.opleiding.splitlines()),
        "profiel": diploma.profiel,
        "onderwijsinstelling": diploma.onderwijsinstelling,
        "plaats": diploma.plaats,
        "cijfers": " ".join(part or "" for row in diploma.cijfers for part in (row.vak, row.se, row.ce, row.eind)),
    }
    missing = {field: missing_scripts(text) for field, text in texts.items()}
    return [
        RowError(diploma.line, field, _REASON.format(", ".join(scripts).lower()))
        for field, scripts in missing.items()
        if scripts
    ]
