"""Which login do I need? The address is the state."""

import pytest

from tests.site.client import LookingClient


def next_step(client: LookingClient, query: str) -> list[str]:
    """Give where an answer leads."""
    found: list[str] = client.page(f"/inloggen?{query}").xpath("//div[@class='next-step']//a/@href")
    return found


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("wie=particulier", "/inloggen/digid"),
        ("wie=particulier&sector=hoger-onderwijs&vraag=2", "/inloggen/digid"),
        ("wie=redactie&vraag=1", "/inloggen/medewerker"),
        ("wie=organisatie&sector=hoger-onderwijs", "/zakelijk/hoger-onderwijs/inloggen"),
        ("wie=organisatie&sector=primair-onderwijs&vraag=2", "/zakelijk/primair-onderwijs/inloggen"),
    ],
)
def test_answers_lead_to_the_right_login(client: LookingClient, query: str, href: str) -> None:
    assert next_step(client, query) == [href]


def test_questions_without_an_answer_yet(client: LookingClient) -> None:
    assert next_step(client, "") == []
    tree = client.page("/en/inloggen?wie=organisatie&vraag=1")
    assert tree.xpath("//input[@name='wie' and @checked]/@value") == ["organisatie"]
    assert len(tree.xpath("//input[@name='sector']")) == 4
    assert tree.xpath("//form[@method='get']/@action") == ["/en/inloggen"]


def test_an_answer_can_be_changed_without_losing_the_other(client: LookingClient) -> None:
    tree = client.page("/inloggen?wie=organisatie&sector=hoger-onderwijs&vraag=2")

    assert tree.xpath("//input[@checked]/@value") == ["organisatie", "hoger-onderwijs"]


@pytest.mark.parametrize(
    "query",
    ["wie=koning", "vraag=1", "wie=", "sector=hoger-onderwijs", "wie=organisatie&vraag=2",
     "wie=organisatie&sector=bakkerij", "wie=particulier&vraag=9"],
)  # fmt: skip
def test_nonsense_and_empty_answers_are_told(client: LookingClient, query: str) -> None:
    tree = client.page(f"/inloggen?{query}", status=422)

    assert tree.findtext(".//title").startswith("Fout: ")
    assert tree.xpath("//div[@data-error-summary]")
    assert not tree.xpath("//div[@class='next-step']")
