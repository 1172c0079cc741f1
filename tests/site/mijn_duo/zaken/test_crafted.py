"""Forms that no browser sends: what makes no sense is refused, and is never an error of the site."""

import pytest

from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import send
from tests.site.mijn_duo.zaken.conftest import ANSWERS, SUBSIDIE, ZAKEN

ODD = ("2026-2026", "2000-2001", "2098-2099", "２０２６-２０２７", "x" * 5000, "-1", "²", "1e3")
OVERVIEW = {"van_jaar": "2015", "tot_jaar": "2020", "vorm": "csv"}


@pytest.mark.parametrize("doe", ["verder", "bewaren"])
def test_a_school_year_that_was_not_offered_is_refused(bram: LookingClient, doe: str) -> None:
    for text in ODD:
        answer = send(bram, SUBSIDIE, SUBSIDIE, **{**ANSWERS, "schooljaar": text, "doe": doe})
        assert answer.status_code == 422, text
    assert "Z20" not in bram.page(ZAKEN).text_content(), "nothing was kept"


@pytest.mark.parametrize("field", ["van_jaar", "tot_jaar", "vorm"])
def test_a_year_or_form_that_is_none_is_refused(bram: LookingClient, field: str) -> None:
    page = f"{ZAKEN}/nieuw/obo-overzicht"
    for text in ODD:
        assert send(bram, page, page, **{**OVERVIEW, field: text, "doe": "verder"}).status_code == 422, text
        assert send(bram, page, page, **{**OVERVIEW, field: text, "doe": "bewaren"}).status_code in (303, 422), text


@pytest.mark.parametrize("field", ["partners", "studenten"])
def test_a_number_that_is_none_is_refused(bram: LookingClient, field: str) -> None:
    for text in ODD:
        assert send(bram, SUBSIDIE, SUBSIDIE, **{**ANSWERS, field: text, "doe": "verder"}).status_code == 422, text
