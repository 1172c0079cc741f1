"""The means people log in with."""

from enum import StrEnum


class Means(StrEnum):
    """A login means, by the word that stands in its address."""

    DIGID = "digid"
    EHERKENNING = "eherkenning"
    MEDEWERKER = "medewerker"
