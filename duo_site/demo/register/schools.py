"""Invented onderwijsinstellingen, beside those where the cast works."""

from dataclasses import dataclass

from duo_site.demo.people import HEUVELRIJK, WATERLAND


@dataclass(frozen=True)
class Issuer:
    """Who awarded a diploma, as the delivery names it."""

    instellingscode: str
    name: str
    town: str


HBO = (
    Issuer(WATERLAND.instellingscode, WATERLAND.name, WATERLAND.town),
    Issuer("96HP", "Hogeschool De Zeven Provinciën (fictief)", "Zierikzee"),
    Issuer("96HK", "Kunsthogeschool Het Groene Lint (fictief)", "Wageningen"),
)
WO = (
    Issuer("95UE", "Universiteit Eemsvallei (fictief)", "Appingedam"),
    Issuer("95UM", "Maaslandse Universiteit (fictief)", "’s-Hertogenbosch"),
)
MBO = (
    Issuer("94RM", "ROC Merelland (fictief)", "Nijverdal"),
    Issuer("94VB", "Vakschool voor Brood, Banket en Horeca (fictief)", "Alphen aan den Rijn"),
)
VO = (
    Issuer(HEUVELRIJK.instellingscode, HEUVELRIJK.name, HEUVELRIJK.town),
    Issuer("93WL", "Skoalmienskip It Wetterlân (fictief)", "Dokkum"),
    Issuer("93OZ", "Openbare Scholengemeenschap Oostzijde (fictief)", "Hoek van Holland"),
)
VAVO = (Issuer("92VA", "Avondcollege De Tweede Kans (fictief)", "Capelle aan den IJssel"),)
VSO = (Issuer("91VS", "De Wilgenhof, school voor voortgezet speciaal onderwijs (fictief)", "Coevorden"),)
PRAKTIJKONDERWIJS = (Issuer("91PO", "Praktijkschool ’t Anker (fictief)", "Den Helder"),)
STAATSEXAMENS = (Issuer("90SE", "Bureau Staatsexamens (fictief)", "Groningen"),)
WFT = (Issuer("89WF", "Examenbureau Financiële Dienstverlening (fictief)", "Amersfoort"),)
