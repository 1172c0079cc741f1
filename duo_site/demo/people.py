"""The cast of the demonstration: invented people and onderwijsinstellingen, always the same.

The BSNs are test numbers (9999xxxxx) that pass the 11-test and belong to nobody. Instellingscodes, bestuursnummers
and KVK numbers are invented too.
"""

from dataclasses import dataclass
from datetime import date

from duo_site.means import Means


@dataclass(frozen=True)
class DemoSchool:
    """An invented onderwijsinstelling with the codes it is known by."""

    instellingscode: str
    bestuursnummer: str
    kvk: str
    name: str
    town: str


@dataclass(frozen=True)
class DemoPerson:
    """An invented person and the means this person logs in with.

    A diplomahouder has a `bsn`; a medewerker has a `subject`, the identifier that the identity provider gives, and an
    onderwijsinstelling unless this person works for the agency itself.
    """

    key: str
    first_names: str
    prefix: str
    last_name: str
    born: date
    means: Means
    who: str
    who_in_english: str
    bsn: str | None = None
    subject: str | None = None
    school: DemoSchool | None = None

    @property
    def name(self) -> str:
        """Give the name by which the site addresses this person: the first name and the last name."""
        first = self.first_names.split()[0]
        return " ".join(part for part in (first, self.prefix, self.last_name) if part)


WATERLAND = DemoSchool("99AB", "99001", "99000017", "Hogeschool Waterland (fictief)", "Monnickendam")
HEUVELRIJK = DemoSchool("98CD", "98002", "99000025", "Heuvelrijk College (fictief)", "Vaals")
DEMO_SCHOOLS = (WATERLAND, HEUVELRIJK)

ANJA = DemoPerson(
    "anja", "Anja Maria", "de", "Vries", date(1988, 3, 14), Means.DIGID,
    "Diplomahouder met enkele diploma's.", "Holds a few diplomas.", bsn="999990019",
)  # fmt: skip
FENNA = DemoPerson(
    "fenna", "Fenna Zoë", "van", "Dongen-Çelik", date(1969, 11, 2), Means.DIGID,
    "Diplomahouder met twaalf diploma's.", "Holds twelve diplomas.", bsn="999990032",
)  # fmt: skip
GIJS = DemoPerson(
    "gijs", "Gijs", "", "Bakker", date(2004, 6, 29), Means.DIGID,
    "Heeft nog geen diploma in het register.", "Has no diploma in the register yet.", bsn="999990044",
)  # fmt: skip
BRAM = DemoPerson(
    "bram", "Bram", "", "Jansen", date(1979, 1, 8), Means.EHERKENNING,
    "Medewerker van Hogeschool Waterland.", "Works at Hogeschool Waterland.",
    subject="eh-demo-bram", school=WATERLAND,
)  # fmt: skip
CARLA = DemoPerson(
    "carla", "Carla", "", "Smit", date(1972, 9, 23), Means.EHERKENNING,
    "Beheerder van Hogeschool Waterland: geeft en beëindigt rollen.",
    "Administrator of Hogeschool Waterland: gives and ends roles.",
    subject="eh-demo-carla", school=WATERLAND,
)  # fmt: skip
DRISS = DemoPerson(
    "driss", "Driss", "el", "Amrani", date(1985, 5, 17), Means.EHERKENNING,
    "Medewerker van een andere onderwijsinstelling: het Heuvelrijk College.",
    "Works at another school: the Heuvelrijk College.",
    subject="eh-demo-driss", school=HEUVELRIJK,
)  # fmt: skip
ELS = DemoPerson(
    "els", "Els", "", "Visser", date(1990, 12, 5), Means.MEDEWERKER,
    "Redacteur: werkt aan de teksten van deze site.", "Editor: works on the texts of this site.",
    subject="mw-demo-els",
)  # fmt: skip

CAST = (ANJA, FENNA, GIJS, BRAM, CARLA, DRISS, ELS)


def list_people(means: Means) -> tuple[DemoPerson, ...]:
    """List who logs in with a means, in the order in which they are shown."""
    return tuple(person for person in CAST if person.means is means)


def find_person(means: Means, key: str) -> DemoPerson | None:
    """Find somebody by means and key."""
    return next((person for person in list_people(means) if person.key == key), None)
