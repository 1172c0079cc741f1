"""The words of the demo identity provider; its own, because it is no part of the site."""

from dataclasses import dataclass

from duo_site.means import Means


@dataclass(frozen=True)
class Texts:
    """Everything that stands on the pages, in one language."""

    language: str
    headings: dict[Means, str]
    warning: str
    explanation: str
    people: str
    level_title: str
    level: str
    level_hint: str
    machtiging: str
    machtiging_hint: str
    cancel: str
    index: str
    index_text: str
    problem: str
    problem_text: str


DUTCH = Texts(
    language="nl",
    headings={
        Means.DIGID: "Inloggen als diplomahouder",
        Means.EHERKENNING: "Inloggen voor een onderwijsinstelling",
        Means.MEDEWERKER: "Inloggen als medewerker",
    },
    warning="Demonstratie - geen DigiD of eHerkenning",
    explanation="Deze pagina vervangt het echte inloggen. Alle personen zijn verzonnen. Vul nooit eigen gegevens in.",
    people="Wie wilt u zijn?",
    level_title="Uitproberen wat er misgaat",
    level="Inloggen met een te laag niveau",
    level_hint="Zet dit aan en kies daarna een persoon. De site laat u dan niet binnen.",
    machtiging="Inloggen zonder machtiging voor deze dienst",
    machtiging_hint="Zet dit aan en kies daarna een persoon. De site weet dan wie u bent, maar niet voor wie u komt.",
    cancel="Annuleren en teruggaan",
    index="Met deze personen kunt u inloggen",
    index_text="Inloggen begint op de site zelf. Kies hieronder hoe u wilt inloggen.",
    problem="Inloggen kan zo niet",
    problem_text="De vraag van de site klopt niet of is verlopen. Ga terug naar de site en begin opnieuw.",
)
ENGLISH = Texts(
    language="en",
    headings={
        Means.DIGID: "Log in as a diploma holder",
        Means.EHERKENNING: "Log in for an educational institution",
        Means.MEDEWERKER: "Log in as a member of staff",
    },
    warning="Demonstration - this is not DigiD or eHerkenning",
    explanation="This page takes the place of real logins. All people are invented. Never enter details of your own.",
    people="Who do you want to be?",
    level_title="Try out what can go wrong",
    level="Log in with a level that is too low",
    level_hint="Tick this and then choose a person. The site will not let you in.",
    machtiging="Log in without an authorisation for this service",
    machtiging_hint="Tick this and then choose a person. The site then knows you, but not for whom you come.",
    cancel="Cancel and go back",
    index="You can log in as these people",
    index_text="A login starts on the site itself. Choose below how to log in.",
    problem="You cannot log in like this",
    problem_text="The request of the site is wrong or has expired. Go back to the site and start again.",
)


def texts_in(language: str) -> Texts:
    """Choose the words of a language; Dutch for any but English."""
    return ENGLISH if language == "en" else DUTCH
