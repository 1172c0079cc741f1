"""Random holders of a register like the Dutch one: how often what occurs is a guess, written here to be argued with.

Names are in Latin letters with diacritics, as the basisregistratie keeps them, with all given names, as diplomas have
them; two in a thousand are in another script, which is more than there are. `tests/unit/uittreksel/random_documents.py`
is harsher in what is hard to set (other scripts, five lines of qualification), and milder in length and in lists: its
cijferlijsten end at ten vakken.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.population_names import draw_name
from duo_site.uittreksel.domain import MOST_PLACES, Cijfer, Document, UittrekselInhoud
from duo_site.uittreksel.number import new_number

_TODAY = date(2026, 11, 21)
_ENGLISH = 0.2

_PROFIELEN = ("Cultuur en maatschappij", "Economie en maatschappij", "Natuur en gezondheid", "Natuur en techniek")
_VAKKEN = (
    "Nederlandse taal en literatuur", "Engelse taal en literatuur", "Wiskunde A", "Wiskunde B", "Natuurkunde",
    "Scheikunde", "Biologie", "Geschiedenis", "Aardrijkskunde", "Economie", "Bedrijfseconomie", "Duitse taal",
    "Franse taal", "Spaanse taal en literatuur", "Kunst (algemeen)", "Kunst (beeldende vormgeving)", "Informatica",
    "Maatschappijleer", "Culturele en kunstzinnige vorming", "Lichamelijke opvoeding", "Profielwerkstuk", "Filosofie",
    "Griekse taal en cultuur", "Latijnse taal en cultuur", "Management en organisatie", "Friese taal en cultuur",
    "Natuur, leven en technologie", "Bewegen, sport en maatschappij", "Godsdienst/levensbeschouwing", "Muziek",
)  # fmt: skip
_VMBO_VAKKEN = (
    "Nederlands", "Engels", "Wiskunde", "Economie", "Biologie", "Geschiedenis en staatsinrichting", "Duits", "Nask 1",
    "Maatschappijleer", "Kunstvakken inclusief CKV", "Lichamelijke opvoeding", "Zorg en welzijn", "Profielwerkstuk",
    "Produceren, installeren en energie", "Economie en ondernemen", "Keuzevak Webshop", "Keuzevak Kennismaking met ICT",
)  # fmt: skip
_COURSES = (
    "Inleiding in de methoden en technieken", "Statistiek", "Academische vaardigheden", "Stage", "Scriptie",
    "Project", "Ethiek en professie", "Onderzoeksvaardigheden", "Praktijkleren", "Communicatie", "Recht",
    "Organisatie en management", "Research Methods", "Linear Algebra", "Capita selecta", "Minor",
    "Studieloopbaanbegeleiding", "Klinisch redeneren", "Marketing", "Bedrijfseconomie", "Programmeren", "Databases",
    "Advanced Topics in Natural Language Processing",
    "Kwalitatief en kwantitatief onderzoek in de sociale wetenschappen",
    "Theorie en praktijk van het internationale publiekrecht en de rechten van de mens",
)  # fmt: skip
_PLACES = (
    "Amsterdam", "Rotterdam", "’s-Gravenhage", "Utrecht", "Eindhoven", "Groningen", "Tilburg", "Almere", "Breda",
    "Nijmegen", "Apeldoorn", "Haarlem", "Arnhem", "Enschede", "’s-Hertogenbosch", "Leeuwarden", "Zwolle", "Maastricht",
    "Alphen aan den Rijn", "Súdwest-Fryslân", "Bergen op Zoom", "Capelle aan den IJssel", "Ede", "Curaçao",
)  # fmt: skip
_SAINTS = ("Sint-Jan", "Titus Brandsma", "Johan van Oldenbarnevelt", "Marnix", "Erasmus", "De Zonnewijzer", "Lauwers")


@dataclass(frozen=True)
class _Kind:
    """A kind of diploma: what it is called, by whom it is given, and its cijferlijst."""

    document: Document
    qualifications: tuple[tuple[str, ...], ...]
    levels: tuple[str | None, ...]
    institutions: tuple[str, ...]
    grades: Callable[[Random], tuple[Cijfer, ...]]
    with_profiel: bool = False


def make_holders(count: int, seed: int) -> Iterator[UittrekselInhoud]:
    """Make what so many random holders download; one seed gives the same ones each time."""
    random = Random(seed)
    kinds, weights = zip(*_KINDS, strict=True)
    for _ in range(count):
        yield _make(random, random.choices(kinds, weights)[0])


def _make(random: Random, kind: _Kind) -> UittrekselInhoud:
    number = new_number(random.randbytes)
    language = "en" if random.random() < _ENGLISH else "nl"
    institution = random.choice(kind.institutions)
    return UittrekselInhoud(
        number=number,
        language="en" if language == "en" else "nl",
        document=kind.document,
        qualification=random.choice(kind.qualifications),
        profiel=random.choice(_PROFIELEN) if kind.with_profiel else None,
        holder=draw_name(random),
        birth_date=date(random.randint(1955, 2008), random.randint(1, 12), random.randint(1, 28)),
        onderwijsinstelling=institution.format(place=random.choice(_PLACES), saint=random.choice(_SAINTS)),
        place=random.choice(_PLACES),
        obtained_on=date(random.randint(1996, 2026), random.randint(1, 9), random.randint(1, 28)),
        nlqf=random.choice(kind.levels),
        downloaded_on=_TODAY,
        grades=kind.grades(random),
        check_address=f"https://register.example{'/en' if language == 'en' else ''}/controle/{number}",
        operator=None,
        status_index=random.randrange(MOST_PLACES),
    )


def _examined(vakken: tuple[str, ...], fewest: int, most: int) -> Callable[[Random], tuple[Cijfer, ...]]:
    """Draw a cijferlijst of an exam: schoolexamen, mostly a centraal examen, and the final cijfer."""

    def draw(random: Random) -> tuple[Cijfer, ...]:
        rows = []
        for vak in random.sample(vakken, random.randint(fewest, most)):
            if random.random() < 0.1:
                rows.append(Cijfer(vak, random.choice(("voldoende", "goed")), None, None))
                continue
            ce = None if random.random() < 0.2 else f"{random.randint(40, 95) / 10}"
            rows.append(Cijfer(vak, f"{random.randint(55, 95) / 10}", ce, str(random.randint(5, 10))))
        return tuple(rows)

    return draw


def _courses(chance_of_list: float, fewest: int, most: int) -> Callable[[Random], tuple[Cijfer, ...]]:
    """Draw a list of courses with a final cijfer alone; the holder may leave it out."""

    def draw(random: Random) -> tuple[Cijfer, ...]:
        if random.random() > chance_of_list:
            return ()
        names = (f"{random.choice(_COURSES)}{random.choice(('', ' 1', ' 2', ' 3', ' B'))}" for _ in range(most))
        rows = [Cijfer(name, None, None, f"{random.randint(55, 95) / 10}") for name in names]
        return tuple(rows[: random.randint(fewest, most)])

    return draw


_VO_SCHOOLS = (
    "{saint} College", "Scholengemeenschap {saint}", "Christelijk Lyceum {saint}", "CSG {saint}", "{saint}mavo",
    "Openbare Scholengemeenschap {place}", "Stedelijk Gymnasium {place}", "Praktijkschool en vmbo {saint}",
)  # fmt: skip
_MBO_SCHOOLS = ("ROC van {place}", "{saint} College voor mbo", "ROC {place}", "Regionaal Opleidingencentrum {place}")
_HBO_SCHOOLS = (
    "Hogeschool {place}",
    "Hogeschool {saint}",
    "Christelijke Hogeschool {place}",
    "Hogeschool voor de Kunsten {place}",
)
_UNIVERSITIES = ("Universiteit van {place}", "Rijksuniversiteit {place}", "Technische Universiteit {place}")

_KINDS: tuple[tuple[_Kind, int], ...] = (
    (_Kind(Document.DIPLOMA, (("vmbo", "theoretische leerweg"), ("vmbo", "kaderberoepsgerichte leerweg"),
                              ("vmbo", "basisberoepsgerichte leerweg"), ("vmbo", "gemengde leerweg")),
           ("1", "2"), _VO_SCHOOLS, _examined(_VMBO_VAKKEN, 7, 12)), 22),
    (_Kind(Document.DIPLOMA, (("havo",), ("Hoger algemeen voortgezet onderwijs",)),
           ("4",), _VO_SCHOOLS, _examined(_VAKKEN, 8, 12), with_profiel=True), 14),
    (_Kind(Document.DIPLOMA, (("vwo",), ("vwo", "gymnasium"), ("Voorbereidend wetenschappelijk onderwijs",)),
           ("4+",), _VO_SCHOOLS, _examined(_VAKKEN, 9, 14), with_profiel=True), 9),
    (_Kind(Document.DIPLOMA,
           (("Mbo-Verpleegkundige",), ("Software developer",), ("Allround timmerman",), ("Verzorgende IG",),
            ("Brood en banket", "Zelfstandig werkend banketbakker"), ("Medewerker marketing en communicatie",),
            ("Gespecialiseerd pedagogisch medewerker",), ("Technicus elektrotechnische industriële installaties",),
            ("Entree", "Assistent horeca, voeding of voedingsindustrie"), ("Financieel administratief medewerker",)),
           ("1", "2", "3", "4"), _MBO_SCHOOLS, _courses(0.4, 3, 14)), 24),
    (_Kind(Document.CERTIFICAAT, (("Mbo-certificaat Verdieping wondzorg",), ("vwo", "Wiskunde B")),
           (None, "4"), _MBO_SCHOOLS, _courses(0.5, 1, 3)), 3),
    (_Kind(Document.GETUIGSCHRIFT,
           (("Bachelor Verpleegkunde",), ("Bachelor Bedrijfskunde",), ("Bachelor HBO-ICT",), ("Bachelor Social Work",),
            ("Bachelor Commerciële Economie",), ("Bachelor Opleiding tot leraar Basisonderwijs",),
            ("Bachelor Rechten",),
            ("Associate degree Management in de Zorg",), ("Bachelor Communicatie",), ("Bachelor Fysiotherapie",),
            ("Bachelor Werktuigbouwkunde",), ("Bachelor Bouwkunde",), ("Master Advanced Nursing Practice",),
            ("Bachelor Human Resource Management",), ("Bachelor International Business",), ("Bachelor Accountancy",),
            ("Bachelor Leraar voortgezet onderwijs van de tweede graad in maatschappijleer",)),
           ("5", "6", "7"), _HBO_SCHOOLS, _courses(0.4, 4, 60)), 15),
    (_Kind(Document.GETUIGSCHRIFT,
           (("Bachelor Rechtsgeleerdheid",), ("Bachelor Psychologie",), ("Bachelor Geneeskunde",),
            ("Master Geneeskunde",),
            ("Master Nederlands Recht",), ("Master of Science: Chemical Engineering",),
            ("Bachelor Economie en Bedrijfseconomie",),
            ("Master Business Administration",), ("Bachelor Geschiedenis",), ("Master Mathematical Sciences",),
            ("Master Pedagogische Wetenschappen", "specialisatie Orthopedagogiek"), ("Bachelor Scheikunde",),
            ("Master Internationale Betrekkingen in Historisch Perspectief",),
            ("Master Kunst- en Cultuurwetenschappen",)),
           ("6", "7"), _UNIVERSITIES, _courses(0.4, 6, 60)), 9),
    (_Kind(Document.DIPLOMA, (("Staatsexamen Nederlands als tweede taal", "Programma I"), ("Inburgeringsexamen",),
                              ("Staatsexamen Nederlands als tweede taal", "Programma II")),
           (None,), ("Bureau Staatsexamens",), _courses(1, 4, 5)), 3),
    (_Kind(Document.DIPLOMA, (("Schooldiploma praktijkonderwijs",), ("Wft Basis",),
                              ("Wft Schadeverzekeringen Particulier",)),
           (None,), ("Praktijkschool {place}", "Exameninstituut {place}"), _courses(0, 0, 1)), 1),
)  # fmt: skip
