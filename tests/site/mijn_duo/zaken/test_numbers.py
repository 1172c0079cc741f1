"""Numbers in addresses never come back, one beyond all is not there, and what is finished stays as it is."""

import pytest

from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import send, tokens_of
from tests.site.mijn_duo.zaken.conftest import ZAKEN, new_draft, new_zaak, rows_of

BEYOND = 10**20


def test_the_number_of_a_draft_that_was_thrown_away_never_comes_back(bram: LookingClient, site: Site) -> None:
    number = new_draft(bram)
    assert send(bram, f"{ZAKEN}/{number}/controleren", f"{ZAKEN}/{number}/weggooien").status_code == 303
    assert not rows_of(site)
    assert new_draft(bram) != number


@pytest.mark.parametrize("where", ["", "/redactie"])
def test_a_document_with_a_number_beyond_all_is_not_there(bram: LookingClient, koen: LookingClient, where: str) -> None:
    number = new_zaak(bram)
    client, path = (koen, f"/redactie/zaken/{number}") if where else (bram, f"{ZAKEN}/{number}")
    client.page(f"{path}/documenten/{BEYOND}", status=404)


def test_the_agency_adds_nothing_to_a_zaak_that_is_finished(bram: LookingClient, koen: LookingClient) -> None:
    page = f"/redactie/zaken/{new_zaak(bram)}"
    seen = tokens_of(koen.page(page))
    given = {"status": "toegekend", "antwoord": "Akkoord."}
    assert koen.post(page, data={**seen, **given}).status_code == 303
    late = {**seen, "sleutel": "another", "status": "", "antwoord": "Toch niet."}
    assert koen.post(page, data=late).status_code == 409
    assert "Toch niet." not in koen.get(page).get_data(as_text=True)
