"""What people in the demonstration studied. Codes of opleidingen are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Programme:
    """A programme: its code, the lines of the qualification, its level, and the parts that got a cijfer."""

    code: str
    qualification: str
    nlqf: str
    parts: tuple[str, ...] = ()


VMBO = Programme("", "vmbo\ntheoretische leerweg", "2")
HAVO = Programme("", "havo", "4")
VWO = Programme("", "vwo", "4+")
GYMNASIUM = Programme("", "vwo\ngymnasium", "4+")

_SHARED = ("Nederlandse taal en literatuur", "Engelse taal en literatuur")
PROFIELEN: dict[str, tuple[str, ...]] = {
    "Cultuur en maatschappij": (*_SHARED, "Geschiedenis", "Wiskunde C", "Franse taal en literatuur", "Kunst (algemeen)",
                                "Aardrijkskunde", "Filosofie"),
    "Economie en maatschappij": (*_SHARED, "Economie", "Wiskunde A", "Geschiedenis", "Bedrijfseconomie",
                                 "Duitse taal en literatuur", "Aardrijkskunde"),
    "Natuur en gezondheid": (*_SHARED, "Wiskunde A", "Biologie", "Scheikunde", "Natuurkunde",
                             "Friese taal en literatuur"),
    "Natuur en techniek": (*_SHARED, "Wiskunde B", "Natuurkunde", "Scheikunde", "Informatica", "Wiskunde D",
                            "Biologie"),
}  # fmt: skip
VMBO_VAKKEN = ("Nederlands", "Engels", "Wiskunde", "Economie", "Biologie", "Geschiedenis", "Duits")
ONLY_SCHOOL_EXAM = ("Maatschappijleer", "Lichamelijke opvoeding", "Profielwerkstuk")

HBO_PROGRAMMES = (
    Programme("34560", "Bachelor Verpleegkunde", "6", ("Klinisch redeneren", "Ethiek", "Stage 3", "Afstudeeropdracht")),
    Programme("34401", "Bachelor Bedrijfskunde", "6"),
    Programme("34280", "Bachelor Bouwkunde\nafstudeerrichting Restauratie, Herbestemming en Duurzame Transformatie van "
              "Monumentale Gebouwen in Stedelijk en Landelijk Gebied", "6"),
    Programme("35198", "Bachelor Opleiding tot leraar voortgezet onderwijs van de tweede graad in Friese taal en "
              "cultuur", "6"),
    Programme("80112", "Associate degree Management in de Zorg", "5"),
    Programme("39254", "Bachelor Docent Muziek", "6", ("Koordirectie", "Harmonieleer", "Eindexamenconcert")),
    Programme("34479", "Bachelor HBO-ICT", "6", ("Programmeren", "Databases", "Beveiliging", "Afstuderen")),
)  # fmt: skip
HBO_MASTERS = (
    Programme("44103", "Master Educational Needs", "7", ("Praktijkonderzoek", "Begeleiden", "Meesterproef")),
    Programme("44118", "Master Advanced Nursing Practice", "7"),
)
WO_BACHELORS = (
    Programme("50120", "Bachelor Geschiedenis", "6", ("Historisch handwerk", "Middeleeuwen", "Bachelorscriptie")),
    Programme("56980", "Bachelor Wiskunde", "6", ("Analyse", "Lineaire algebra", "Bachelorproject")),
    Programme("50700", "Bachelor Rechtsgeleerdheid", "6"),
)
WO_MASTERS = (
    Programme("60139", "Master Kunst- en Cultuurwetenschappen", "7", ("Methoden", "Stage", "Masterscriptie")),
    Programme("60980", "Master Mathematical Sciences", "7"),
    Programme("66570", "Master Geneeskunde", "7"),
    Programme("60444", "Master Internationale Betrekkingen in Historisch Perspectief, Internationaal Recht van de "
              "Vrede en de Veiligheid en Geschiedenis van de Europese Integratie", "7"),
)  # fmt: skip
MBO_PROGRAMMES = (
    Programme("25655", "Mbo-Verpleegkundige", "4", ("Verpleegkundige zorg", "Nederlands", "Rekenen", "Engels")),
    Programme("25182", "Brood en banket\nZelfstandig werkend banketbakker", "3"),
    Programme("25604", "Software developer", "4"),
    Programme("25244", "Allround medewerker maritieme techniek", "3", ("Lassen", "Nederlands", "Rekenen")),
    Programme("25250", "Entree\nAssistent horeca, voeding of voedingsindustrie", "1"),
)
MBO_CERTIFICATE = Programme("25982", "Mbo-certificaat Verdieping wondzorg", "4")
VAVO_CERTIFICATE = Programme("", "vwo\nWiskunde B", "4+", ("Wiskunde B",))
VSO_DIPLOMA = Programme("", "vmbo\nbasisberoepsgerichte leerweg", "1")
SCHOOLDIPLOMA = Programme("", "Schooldiploma praktijkonderwijs", "")
NT2 = Programme(
    "", "Staatsexamen Nederlands als tweede taal\nProgramma II", "", ("Lezen", "Luisteren", "Schrijven", "Spreken")
)
INBURGERING = Programme("", "Inburgeringsexamen", "", ("Lezen", "Luisteren", "Schrijven", "Spreken",
                        "Kennis van de Nederlandse maatschappij"))  # fmt: skip
WFT_PROGRAMMES = (
    Programme("", "Wft Basis", ""),
    Programme("", "Wft Schadeverzekeringen Particulier", ""),
    Programme("", "Wft Hypothecair krediet", ""),
)
