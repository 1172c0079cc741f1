"""Downloads a year from before this site counted: round numbers from press releases, with where they were read.

They are those of content/facts.toml, which the press releases of this site quote; a test holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How a press release put its round number."""

    ALMOST = "bijna"
    OVER = "meer dan"


@dataclass(frozen=True)
class Past:
    """The downloads of a year, and the page of the press release on this site that tells of it."""

    year: int
    count: int
    precision: Precision
    page: str


_PRESS = "/organisatie/persberichten/"
HISTORY = (
    Past(2016, 200_000, Precision.ALMOST, f"{_PRESS}uittreksels-in-2016"),
    Past(2017, 270_000, Precision.ALMOST, f"{_PRESS}uittreksels-in-2017"),
    Past(2018, 450_000, Precision.ALMOST, f"{_PRESS}uittreksels-in-2018"),
    Past(2020, 1_400_000, Precision.OVER, f"{_PRESS}recordjaar-mijn-diplomas"),
    Past(2021, 1_800_000, Precision.OVER, f"{_PRESS}uittreksels-in-2021"),
)
"""Of 2019 no number is known."""
