"""Which login: every pair of answers leads somewhere."""

import pytest

from duo_site.identity import Sector
from duo_site.pages.login_choice import (
    AskSector,
    AskWho,
    DigidLogin,
    MedewerkerLogin,
    SectorLogin,
    Visitor,
    choose_login,
)


@pytest.mark.parametrize("sector", [None, *Sector])
def test_answers_lead_to_a_login(sector: Sector | None) -> None:
    assert choose_login(None, sector) == AskWho()
    assert choose_login(Visitor.PARTICULIER, sector) == DigidLogin()
    assert choose_login(Visitor.REDACTIE, sector) == MedewerkerLogin()
    assert choose_login(Visitor.ORGANISATIE, sector) == (SectorLogin(sector) if sector else AskSector())
