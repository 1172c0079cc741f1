"""Anybody may ask about a number, and learns nothing of the person."""

import pytest

from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.number import new_number
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.controle.conftest import Genuine, change_status
from tests.unit.uittreksel.conftest import ANJA


def test_a_known_number(client: LookingClient, genuine: Genuine) -> None:
    text = client.page(f"/controle/{genuine.number}").text_content()
    assert "Dit nummer hoort bij een geldig uittreksel" in text
    assert "21 november 2026" in text
    assert "geen bewijs" in text
    for secret in (ANJA.holder, ANJA.qualification[0], ANJA.onderwijsinstelling, "1998"):
        assert secret not in text


def test_a_number_as_people_type_it(client: LookingClient, genuine: Genuine) -> None:
    typed = genuine.number.lower().replace("-", " ")
    answer = client.get("/controle", query_string={"nummer": typed})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/controle/{genuine.number}"


@pytest.mark.parametrize(
    ("status", "title"), [(Status.INGETROKKEN, "is ingetrokken"), (Status.VERVANGEN, "is vervangen")]
)
def test_a_number_that_is_no_longer_valid(
    client: LookingClient, site: Site, genuine: Genuine, status: Status, title: str
) -> None:
    change_status(site, status)
    assert title in client.page(f"/controle/{genuine.number}").text_content()


def test_unknown_and_malformed_get_the_same_answer(client: LookingClient, genuine: Genuine) -> None:
    unknown = new_number(lambda size: b"\xa5" * size)
    numbers = (unknown, "0", "0000-0000", genuine.number[:-1], "x" * 500)
    answers = {client.page(f"/controle/{number}", status=404).text_content() for number in numbers}
    assert len(answers) == 1


@pytest.mark.parametrize(("typed", "error"), [("", "Vul het nummer in"), ("1" * 201, "te lang")])
def test_no_number_or_far_too_much_is_told_at_the_field(client: LookingClient, typed: str, error: str) -> None:
    page = client.page(f"/controle?nummer={typed}", status=422)
    assert page.findtext(".//title").startswith("Fout:")
    assert error in page.text_content()


def test_trying_numbers_is_limited(client: LookingClient) -> None:
    codes = [client.get("/controle/0000").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]
