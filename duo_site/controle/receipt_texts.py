"""The words on a receipt, in both languages. They are on paper, so they stand apart from the catalogue of the site."""

from dataclasses import dataclass

from duo_site.controle.domain import Oordeel
from duo_site.uittreksel.domain import Language


@dataclass(frozen=True)
class ReceiptTexts:
    """The words of one language."""

    title: str
    demonstration: str
    checked_at: str
    files: str
    genuine: str
    number: str
    file: str
    outcome: str
    proof: str
    """The head above number, key and hash."""
    key: str
    explanation: tuple[str, ...]
    attachment: str
    seal: str
    page: str
    of: str
    words: dict[Oordeel, str]


TEXTS: dict[Language, ReceiptTexts] = {
    "nl": ReceiptTexts(
        title="Ontvangstbewijs van een controle",
        demonstration="Demonstratie: geen document van de overheid",
        checked_at="Gecontroleerd op",
        files="Aantal bestanden",
        genuine="Aantal echte uittreksels",
        number="Nummer",
        file="Bestand",
        outcome="Uitkomst",
        proof="Nummer, sleutel en SHA-256",
        key="Sleutel",
        explanation=(
            "Deze lijst zegt wat de uitkomst toen was. Later kan een uittreksel ingetrokken of vervangen zijn.",
            "Met de SHA-256 herkent u het bestand dat is gecontroleerd. Dit ontvangstbewijs is zelf geen uittreksel.",
        ),
        attachment="De uitkomsten, voor programma's",
        seal="Zegel van het diplomaregister",
        page="pagina",
        of="van",
        words={
            Oordeel.GELDIG: "Geldig",
            Oordeel.INGETROKKEN: "Ingetrokken",
            Oordeel.VERVANGEN: "Vervangen",
            Oordeel.GEWIJZIGD: "Gewijzigd",
            Oordeel.NIET_VAN_ONS: "Niet van ons",
            Oordeel.GEEN_ZEGEL: "Geen zegel",
            Oordeel.NIET_TE_CONTROLEREN: "Niet te controleren",
        },
    ),
    "en": ReceiptTexts(
        title="Receipt of a check",
        demonstration="Demonstration: not a document of the government",
        checked_at="Checked on",
        files="Number of files",
        genuine="Number of genuine extracts",
        number="Number",
        file="File",
        outcome="Result",
        proof="Number, key and SHA-256",
        key="Key",
        explanation=(
            "This list says what the result was at that moment. Later an extract may be withdrawn or replaced.",
            "The SHA-256 tells you which file was checked. This receipt itself is not an extract.",
        ),
        attachment="The results, for programs",
        seal="Seal of the diploma register",
        page="page",
        of="of",
        words={
            Oordeel.GELDIG: "Valid",
            Oordeel.INGETROKKEN: "Withdrawn",
            Oordeel.VERVANGEN: "Replaced",
            Oordeel.GEWIJZIGD: "Changed",
            Oordeel.NIET_VAN_ONS: "Not ours",
            Oordeel.GEEN_ZEGEL: "No seal",
            Oordeel.NIET_TE_CONTROLEREN: "Cannot be checked",
        },
    ),
}
