"""The cast of the demonstration: invented people and onderwijsinstellingen, always the same.

The BSNs are test numbers (9999xxxxx) that pass the 11-test and belong to nobody. Instellingscodes, bestuursnummers
and KVK numbers are invented too.
"""

from dataclasses import dataclass
from datetime import date

from duo_site.identity import Sector
from duo_site.means import Means


@dataclass(frozen=True)
class DemoSchool:
    """An invented onderwijsinstelling with the codes it is known by."""

    instellingscode: str
    bestuursnummer: str
    kvk: str
    name: str
    town: str
    sector: Sector


@dataclass(frozen=True)
class DemoPerson:
    """An invented person and the means this person logs in with.

    A diplomahouder has a `bsn`; a medewerker has a `subject`, the identifier that the identity provider gives, and an
    onderwijsinstelling unless this person works for the agency itself; `groups` are then his tasks there.
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
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the name by which the site addresses this person: the first name and the last name."""
        first = self.first_names.split()[0]
        return " ".join(part for part in (first, self.prefix, self.last_name) if part)


WATERLAND = DemoSchool(
    "99AB", "99001", "99000017", "Hogeschool Waterland (fictief)", "Monnickendam", Sector.HOGER_ONDERWIJS
)
NOORDERLICHT = DemoSchool(
    "99AC", "99001", "99000017", "Hogeschool Noorderlicht (fictief)", "Delfzijl", Sector.HOGER_ONDERWIJS
)
HEUVELRIJK = DemoSchool(
    "98CD", "98002", "99000025", "Heuvelrijk College (fictief)", "Vaals", Sector.VOORTGEZET_ONDERWIJS
)
MERELLAND = DemoSchool(
    "94RM", "94004", "99000033", "ROC Merelland (fictief)", "Nijverdal", Sector.MIDDELBAAR_BEROEPSONDERWIJS
)
DEMO_SCHOOLS = (WATERLAND, NOORDERLICHT, HEUVELRIJK, MERELLAND)
DEMO_BESTUREN = {
    "99001": "Stichting Hoger Onderwijs Waterland (fictief)",
    "98002": "Vereniging Heuvelrijk (fictief)",
    "94004": "Stichting ROC Merelland (fictief)",
}
"""Bestuursnummer to name; the last one has no beheerder yet."""

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
HANNA = DemoPerson(
    "hanna", "Hanna", "", "Mulder", date(1981, 7, 30), Means.EHERKENNING,
    "Werkt voor twee onderwijsinstellingen en kiest er na het inloggen één.",
    "Works for two schools and chooses one after logging in.",
    subject="eh-demo-hanna", school=WATERLAND,
)  # fmt: skip
IVO = DemoPerson(
    "ivo", "Ivo", "", "Kok", date(1994, 2, 11), Means.EHERKENNING,
    "Nieuw bij Hogeschool Waterland: heeft nog geen rol.", "New at Hogeschool Waterland: has no role yet.",
    subject="eh-demo-ivo", school=WATERLAND,
)  # fmt: skip
JOOST = DemoPerson(
    "joost", "Joost", "van der", "Meer", date(1968, 4, 5), Means.EHERKENNING,
    "Medewerker van Hogeschool Waterland met een rol zonder instellingscode.",
    "Works at Hogeschool Waterland; his role lacks its number.",
    subject="eh-demo-joost", school=WATERLAND,
)  # fmt: skip
LARS = DemoPerson(
    "lars", "Lars", "", "Dijkstra", date(1976, 10, 19), Means.EHERKENNING,
    "Medewerker van ROC Merelland, dat nog geen beheerder heeft.",
    "Works at ROC Merelland, which has no administrator yet.",
    subject="eh-demo-lars", school=MERELLAND,
)  # fmt: skip
WILLEM = DemoPerson(
    "willem", "Willem", "", "Postma", date(1965, 8, 12), Means.EHERKENNING,
    "Tweede beheerder van Hogeschool Waterland.", "Second administrator of Hogeschool Waterland.",
    subject="eh-demo-willem", school=WATERLAND,
)  # fmt: skip
ELS = DemoPerson(
    "els", "Els", "", "Visser", date(1990, 12, 5), Means.MEDEWERKER,
    "Redacteur: werkt aan de teksten van deze site.", "Editor: works on the texts of this site.",
    subject="mw-demo-els",
    groups=("redactie", "feedback", "feedback-beheer", "nieuwsbrief", "vertalen", "publiceren"),
)  # fmt: skip
KOEN = DemoPerson(
    "koen", "Koen", "", "Brouwer", date(1983, 3, 27), Means.MEDEWERKER,
    "Behandelt de zaken van onderwijsinstellingen.", "Handles the cases of schools.",
    subject="mw-demo-koen", groups=("zaken",),
)  # fmt: skip

CAST = (ANJA, FENNA, GIJS, BRAM, CARLA, DRISS, HANNA, IVO, JOOST, LARS, WILLEM, ELS, KOEN)


def list_people(means: Means) -> tuple[DemoPerson, ...]:
    """List who logs in with a means, in the order in which they are shown."""
    return tuple(person for person in CAST if person.means is means)


def find_person(means: Means, key: str) -> DemoPerson | None:
    """Find somebody by means and key."""
    return next((person for person in list_people(means) if person.key == key), None)
