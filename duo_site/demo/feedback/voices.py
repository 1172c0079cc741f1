"""The pages that invented visitors speak about, and what they say: every sentence was made up for this site."""

from dataclasses import dataclass

from duo_site.feedback.domain import Found, Task


@dataclass(frozen=True)
class Subject:
    """A page: how many answer in a week, how many of a hundred find what they seek, and around which mark they give.

    `better_from` is for a page that was changed: from so many weeks ago the second share and mark hold.
    """

    page: str
    task: Task
    weekly: int
    found: int
    mark: float
    better_from: int = 0
    found_then: int = 0
    mark_then: float = 0.0


SUBJECTS = (
    Subject("/particulier/diploma-kwijt", Task.PAGINA, 17, 61, 6.8),
    Subject("/particulier/nieuw-diploma-nog-niet-zichtbaar", Task.PAGINA, 14, 38, 5.6, 9, 66, 7.1),
    Subject("/particulier/uittreksel", Task.UITTREKSEL, 26, 88, 8.3),
    Subject("/particulier/fout-in-uw-gegevens", Task.PAGINA, 9, 44, 5.9, 3, 52, 6.2),
    Subject("/particulier/diploma-in-het-buitenland", Task.PAGINA, 8, 57, 6.6),
    Subject("/particulier/iemand-machtigen", Task.PAGINA, 4, 70, 7.2),
    Subject("/diplomahulp", Task.DIPLOMAHULP, 24, 72, 7.5),
    Subject("/controle", Task.CONTROLE, 13, 91, 8.4),
    Subject("/zoeken", Task.ZOEKEN, 9, 26, 4.9),
    Subject("/inloggen", Task.PAGINA, 7, 63, 6.5),
    Subject("/zakelijk/rol-krijgen", Task.PAGINA, 5, 55, 6.1),
    Subject("/organisatie/persberichten/recordjaar-mijn-diplomas", Task.PAGINA, 2, 84, 7.6),
)

SAID: dict[str, tuple[tuple[Found, str], ...]] = {
    "/particulier/diploma-kwijt": (
        (
            Found.NEE,
            "Mijn diploma is van 1984 en staat niet in het register. Bij wie moet ik zijn?",
        ),
        (Found.NEE, "Mijn oude school bestaat niet meer en mijn diploma uit 1979 is kwijt."),
        (Found.DEELS, "Mijn school bestaat niet meer. Waar ligt mijn oude diploma dan?"),
        (Found.DEELS, "De verklaring kost 72 euro, dat las ik pas helemaal onderaan."),
        (Found.DEELS, "Zet bovenaan dat een verklaring 72 euro kost."),
        (Found.JA, "Duidelijke uitleg over de verklaring. Alleen had ik de kosten van 72 euro eerder willen weten."),
        (Found.JA, "Binnen twee minuten wist ik wat ik moest doen met mijn verloren diploma."),
        (Found.NEE, "Ik ben mijn mbo-diploma uit 1998 kwijt en de school is gefuseerd. Met wie?"),
    ),
    "/particulier/nieuw-diploma-nog-niet-zichtbaar": (
        (Found.NEE, "Hoe lang duurt het voordat mijn nieuwe diploma zichtbaar is? Dat staat er niet."),
        (Found.NEE, "Ik ben in juli geslaagd en mijn diploma is nog niet zichtbaar. Hoe lang moet ik wachten?"),
        (Found.DEELS, "Zet erbij hoe lang het wachten duurt per soort school."),
        (Found.NEE, "Mijn nieuwe werkgever wil mijn diploma nu, maar het is nog niet zichtbaar."),
        (Found.JA, "Nu staat er per opleiding hoe lang het wachten duurt. Fijn."),
        (Found.DEELS, "Acht weken wachten op een nieuw diploma is lang als je wilt beginnen met studeren."),
    ),
    "/particulier/uittreksel": (
        (Found.JA, "Snel en makkelijk, ik had mijn uittreksel in een minuut."),
        (Found.JA, "Het uittreksel downloaden ging in een minuut. Top."),
        (Found.JA, "Prettig dat het downloaden van een uittreksel gratis is."),
        (Found.DEELS, "De cijferlijst stond op een andere pagina van het uittreksel dan ik dacht."),
        (Found.NEE, "Ik krijg het uittreksel niet geopend op mijn telefoon."),
        (Found.NEE, "Op mijn telefoon opent het uittreksel niet, op de computer wel."),
        (Found.DEELS, "Op de telefoon is het uittreksel erg klein om te lezen."),
    ),
    "/particulier/fout-in-uw-gegevens": (
        (Found.NEE, "Mijn achternaam is fout gespeld en de school reageert niet."),
        (Found.NEE, "De school reageert niet op mijn verzoek om mijn naam te verbeteren."),
        (Found.DEELS, "Mijn naam is veranderd na mijn trouwen. Moet dan mijn diploma ook anders?"),
        (Found.NEE, "Volgens de school moet u het verbeteren en volgens u de school."),
        (Found.DEELS, "Een voorbeeldbrief aan de school zou helpen om de fout te verbeteren."),
    ),
    "/particulier/diploma-in-het-buitenland": (
        (Found.DEELS, "Ik weet niet of ik legalisatie nodig heb voor Belgie."),
        (Found.NEE, "Is legalisatie nodig voor werk in Duitsland? Een lijst met landen zou fijn zijn."),
        (Found.JA, "Goede uitleg over legalisatie, ik weet nu dat het papieren diploma nodig is."),
        (Found.DEELS, "Een lijst met landen waar legalisatie nodig is mist."),
    ),
    "/diplomahulp": (
        (Found.JA, "Handig hulpje, na drie vragen wist ik het antwoord."),
        (Found.JA, "Drie vragen en klaar, heel handig."),
        (Found.DEELS, "Ik weet niet of mijn opleiding bekostigd was. Waar kan ik dat zien?"),
        (Found.NEE, "Wat betekent bekostigd? Daardoor kon ik niet verder."),
        (Found.DEELS, "Het woord bekostigd begreep ik niet."),
        (Found.NEE, "Mijn opleiding staat niet in de lijst met soorten."),
    ),
    "/controle": (
        (Found.JA, "Veertig bestanden in een keer gecontroleerd, dat scheelt ons een middag werk."),
        (Found.JA, "Als werkgever ben ik blij dat controleren zonder inloggen kan."),
        (Found.DEELS, "Ik wil de uitslag van de controle graag als lijst bewaren."),
        (Found.JA, "Handig dat ik bestanden samen kan controleren."),
    ),
    "/zoeken": (
        (Found.NEE, "Zoeken op 'studieschuld' geeft niets, ook geen verwijzing."),
        (Found.NEE, "Ik zocht op studiefinanciering en vond niets."),
        (Found.NEE, "Zoeken met een tikfout geeft geen resultaat."),
        (Found.NEE, "Een kleine tikfout en het zoeken vindt niets meer."),
        (Found.DEELS, "Zoeken vindt vooral oude persberichten."),
    ),
    "/inloggen": (
        (Found.NEE, "Ik heb geen app voor het inloggen en sms werkt niet meer."),
        (Found.DEELS, "Welke inlog hoort bij de gemeente? Dat zoek ik elke keer op."),
        (Found.JA, "Fijn overzicht van wie welke inlog nodig heeft."),
    ),
    "/zakelijk/rol-krijgen": (
        (Found.NEE, "Onze beheerder is ziek en niemand anders kan mij een rol geven."),
        (Found.DEELS, "Wie is de beheerder van onze school? Dat kan ik nergens zien."),
        (Found.NEE, "Onze school heeft geen beheerder meer en ik krijg geen rol."),
    ),
}
ENGLISH: tuple[tuple[str, Found, str], ...] = (
    ("/particulier/diploma-in-het-buitenland", Found.NEE, "I need to know if legalisation is needed for Spain."),
    (
        "/particulier/diploma-in-het-buitenland",
        Found.DEELS,
        "There is no list of countries that ask for legalisation.",
    ),
    ("/particulier/uittreksel", Found.JA, "Downloading the extract took less than a minute, great."),
    ("/particulier/uittreksel", Found.JA, "Great that the extract is in English too."),
    ("/diplomahulp", Found.DEELS, "I do not know what a funded programme means."),
    ("/diplomahulp", Found.NEE, "What is a funded programme? I had to guess."),
    ("/inloggen", Found.NEE, "I live abroad and my login no longer works."),
    ("/controle", Found.JA, "Checking twenty files at once saved us a lot of work."),
)
JUNK = ("Goedkope schoenen, kijk op onze winkel", "Win nu een telefoon", "asdf asdf asdf", "test test")
