"""Makes random holders and diplomas: most as they come, some with what is hard to set."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from duo_site.uittreksel.domain import Cijfer, Document, UittrekselInhoud

_FIRST = (
    "Anja", "Lotte", "Jeffrey",
    "Bram", "Daniël", "Fenna", "Gijs", "Hanne-Marie", "İpek", "Jörg", "Łukasz", "Mohamed", "Noëlle", "Özlem",
    "Priya", "Sjoerdtsje", "Tomáš", "Ümit", "Valérie", "Wytse", "Xuân", "Yara", "Zoë", "J.P.", "Maria Johanna",
)  # fmt: skip
_BETWEEN = ("", "", "", "de ", "van ", "van der ", "van den ", "in 't ", "op de ", "el ", "d'", "von ")
_LAST = (
    "Bakker", "Berg-Hoekstra", "Bûter", "Çelik", "Dvořák", "Đặng", "Grêft", "Ijsseldijk", "Jansen", "Kowalczyk",
    "O’Brien", "Oudshoorn", "Şahin", "Sørensen", "Tóth", "Vermeer", "Wijnands", "Yılmaz", "Åkesson", "Ngọc",
)  # fmt: skip
_OTHER_SCRIPTS = ("Αλέξανδρος Παπαδόπουλος", "Ольга Щербакова", "محمد عبد الرحمن", "Anja 'Άννα' Jansen")
_QUALIFICATIONS = (
    "Hoger algemeen voortgezet onderwijs", "Voorbereidend wetenschappelijk onderwijs", "Bachelor Verpleegkunde",
    "Allround timmerman (niveau 3)", "Master of Science: Chemical Engineering & Process Technology",
    "Medewerker marketing en communicatie", "vmbo gemengde leerweg, Zorg en Welzijn", "Bachelor “Social Work”",
)  # fmt: skip
_VAKKEN = (
    "Nederlandse taal", "Engelse taal", "Wiskunde A", "Natuurkunde", "Culturele en kunstzinnige vorming", "Fries",
    "Française, langue et littérature", "Biologie", "Scheikunde", "Profielwerkstuk", "Management & organisatie",
)  # fmt: skip
_PLACES = ("Leeuwarden", "’s-Hertogenbosch", "Súdwest-Fryslân", "Den Haag", "Curaçao", "Utrecht", "Hengelo (O)")


def make_documents(count: int, seed: int) -> Iterator[UittrekselInhoud]:
    """Make documents as a register holds them; one seed gives the same ones each time."""
    random = Random(seed)
    for _ in range(count):
        yield _make_document(random)


def _make_document(random: Random) -> UittrekselInhoud:
    number = "-".join("".join(random.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=4)) for _ in range(7))
    return UittrekselInhoud(
        number=number,
        language=random.choice(("nl", "nl", "en")),
        document=random.choice(list(Document)),
        qualification=tuple(random.choices(_QUALIFICATIONS, k=random.choices((1, 2, 3, 5), (80, 12, 6, 2))[0])),
        profiel=random.choice((None, None, "Natuur en Techniek", "Economie en Maatschappij")),
        holder=_make_name(random),
        birth_date=date(1950, 1, 1) + timedelta(random.randrange(22_000)),
        onderwijsinstelling=f"{random.choice(('Scholengemeenschap', 'Hogeschool', 'ROC'))} {random.choice(_LAST)}",
        place=random.choice(_PLACES),
        obtained_on=date(1990, 1, 1) + timedelta(random.randrange(13_000)),
        nlqf=random.choice((None, "2", "4", "4+", "6", "Instroom")),
        downloaded_on=date(2026, 1, 1) + timedelta(random.randrange(365)),
        grades=_make_grades(random),
        check_address=f"https://register.example/controle/{number}",
        operator=None,
    )


def _make_name(random: Random) -> str:
    if random.random() < 0.02:
        return random.choice(_OTHER_SCRIPTS)
    if random.random() < 0.01:
        return " ".join(random.choices(_LAST, k=16))[:120].strip()
    first = " ".join(random.choices(_FIRST, k=random.choices((1, 2, 3), (70, 25, 5))[0]))
    return f"{first} {random.choice(_BETWEEN)}{random.choice(_LAST)}"


def _make_grades(random: Random) -> tuple[Cijfer, ...]:
    rows = random.choice((0, 0, 7, 8, 9, 10))
    with_examination = random.random() < 0.7
    return tuple(
        Cijfer(
            random.choice(_VAKKEN),
            random.choice((None, f"{random.randrange(30, 100) / 10}")) if with_examination else None,
            f"{random.randrange(30, 100) / 10}" if with_examination else None,
            random.choice((str(random.randrange(4, 11)), "voldoende", "goed", None)),
        )
        for _ in range(rows)
    )
