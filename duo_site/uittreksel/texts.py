"""The fixed sentences of the document in each language. They are no web pages, so they stand outside the catalogue."""

from dataclasses import dataclass

from duo_site.uittreksel.domain import Document, Language


@dataclass(frozen=True)
class Texts:
    """What every uittreksel in one language says."""

    register: str
    title: str
    document: dict[Document, str]
    document_gloss: dict[Document, str]
    profiel: str
    awarded_to: str
    born_on: str
    onderwijsinstelling: str
    place: str
    obtained_on: str
    level: str
    downloaded_on: str
    number: str
    check_heading: str
    check_steps: tuple[str, ...]
    qr: str
    seal: str
    attachment: str
    print_warning: str
    forgery: str
    demonstration: str
    issued_by: str
    cijferlijst: str
    cijferlijst_of: str
    vak: str
    se: str
    ce: str
    eind: str
    page: str
    of: str


TEXTS: dict[Language, Texts] = {
    "nl": Texts(
        register="Diplomaregister",
        title="Uittreksel uit het diplomaregister",
        document={
            Document.DIPLOMA: "Diploma",
            Document.GETUIGSCHRIFT: "Getuigschrift",
            Document.CERTIFICAAT: "Certificaat",
        },
        document_gloss={},
        profiel="Profiel",
        awarded_to="behaald door",
        born_on="geboren op",
        onderwijsinstelling="Onderwijsinstelling",
        place="Plaats",
        obtained_on="Behaald op",
        level="Niveau",
        downloaded_on="Gedownload op",
        number="Nummer",
        check_heading="Controleer dit uittreksel",
        check_steps=(
            "Scan de code, of ga naar {address}.",
            "Lever daar dit PDF-bestand in. U leest meteen of het echt is.",
            "Hebt u alleen een afdruk? Zoek dan op het nummer.",
        ),
        qr="QR-code met het adres van de controle en de getekende gegevens van dit uittreksel",
        seal="Zegel van het diplomaregister",
        attachment="De gegevens van dit uittreksel, getekend, voor programma's",
        print_warning="Alleen het verzegelde PDF-bestand is het uittreksel. Een afdruk of bewerkte kopie is dat niet.",
        forgery="Het vervalsen van dit uittreksel is strafbaar, net als het gebruik van een vervalst uittreksel.",
        demonstration="Demonstratie: geen document van de overheid",
        issued_by="Afgegeven door",
        cijferlijst="Cijferlijst",
        cijferlijst_of="Deze cijferlijst hoort bij het uittreksel van",
        vak="Vak",
        se="Schoolexamen",
        ce="Centraal examen",
        eind="Eindcijfer",
        page="pagina",
        of="van",
    ),
    "en": Texts(
        register="Diploma register",
        title="Extract from the diploma register of the Netherlands",
        document={
            Document.DIPLOMA: "Diploma",
            Document.GETUIGSCHRIFT: "Degree certificate",
            Document.CERTIFICAAT: "Certificate",
        },
        document_gloss={
            Document.GETUIGSCHRIFT: "in Dutch: getuigschrift",
            Document.CERTIFICAAT: "in Dutch: certificaat",
        },
        profiel="Subject cluster",
        awarded_to="obtained by",
        born_on="born on",
        onderwijsinstelling="Institution",
        place="Place",
        obtained_on="Obtained on",
        level="Level",
        downloaded_on="Downloaded on",
        number="Number",
        check_heading="Check this extract",
        check_steps=(
            "Scan the code, or go to {address}.",
            "Hand in this PDF file there. You will see at once whether it is genuine.",
            "Do you only have a printed copy? Then search by its number.",
        ),
        qr="QR code with the address where this extract can be checked, and its signed data",
        seal="Seal of the diploma register",
        attachment="The data of this extract, signed, for programs",
        print_warning="Only the sealed PDF file is the extract. A printed or edited copy is not.",
        forgery="Forging this extract is a criminal offence, and so is using a forged extract.",
        demonstration="Demonstration: not a document of the government",
        issued_by="Issued by",
        cijferlijst="List of grades",
        cijferlijst_of="This list of grades belongs to the extract of",
        vak="Subject",
        se="School exam",
        ce="Central exam",
        eind="Final grade",
        page="page",
        of="of",
    ),
}
