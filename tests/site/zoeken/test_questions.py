"""What people ask, written down before the search was made, leads to the page that answers it; on both databases."""

import tomllib
from pathlib import Path

import pytest
from lxml import html

from tests.site.client import LookingClient

QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text())
LEAST_FIRST = 0.9


def found_by(client: LookingClient, question: str, language: str) -> list[str]:
    """Search as a visitor does and list the addresses, the answer of the diplomahulp on top."""
    prefix = "" if language == "nl" else f"/{language}"
    answer = client.get(f"{prefix}/zoeken", query_string={"q": question})
    assert answer.status_code == 200
    links = html.fromstring(answer.get_data(as_text=True)).xpath("//*[contains(@class, '__title')]/a/@href")
    return [str(link).removeprefix(prefix) for link in links if str(link).startswith(f"{prefix}/")]


def is_page(found: str, wanted: str) -> bool:
    return found.startswith(wanted) if "?" in wanted else found == wanted


@pytest.mark.parametrize("language", QUESTIONS)
def test_questions_find_their_page(client: LookingClient, language: str) -> None:
    questions = QUESTIONS[language]
    assert len(questions) >= {"nl": 60, "en": 20}[language]
    places = {}
    for question, wanted in questions.items():
        found = found_by(client, question, language)
        places[question] = next((at for at, one in enumerate(found) if is_page(one, wanted)), None)
    assert [question for question, place in places.items() if place is None or place > 2] == []
    first = [question for question, place in places.items() if place == 0]
    assert len(first) / len(questions) >= LEAST_FIRST, sorted(set(questions) - set(first))
