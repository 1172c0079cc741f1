"""A text that is published is seen at once, on every page that has it, and going back gives the same bytes."""

import math
from collections.abc import Iterator

import pytest
from flask import Flask

from duo_site.database import reading_session, writing_session
from duo_site.web.site import Site
from duo_site.wording.domain import Published, TextKey
from duo_site.wording.service import current_number, publish, return_to, save_draft
from duo_site.wording.shipped import list_shipped
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.conftest import empty

MENU = TextKey("Diplomahulp")
PLACES = ("/", "/contact", "/diplomahulp", "/controle", "/zoeken?q=bul", "/organisatie/persberichten/", "/bestaat-niet")


@pytest.fixture(autouse=True)
def own_texts(app: Flask, site: Site) -> Iterator[None]:
    """Leave the texts of the program to the next test."""
    site.follow_texts()
    yield
    empty(app)
    site.follow_texts()


def publish_text(site: Site, key: TextKey, text: str, language: str = "nl") -> int:
    shipped = {name: list_shipped(name) for name in ("nl", "en")}
    with writing_session(site.engine) as session:
        save_draft(session, language, shipped[language][key.digest], (text,), seen=0, by="els", at=NOON)
        outcome = publish(session, shipped, seen=current_number(session), by="els", at=NOON)
    assert isinstance(outcome, Published)
    return outcome.snapshot.number


def bodies(client: LookingClient, prefix: str = "") -> dict[str, bytes]:
    return {place: client.get(prefix + place).get_data() for place in PLACES}


def test_a_published_text_is_on_every_page(client: LookingClient, site: Site) -> None:
    before = bodies(client)
    assert not [place for place, body in before.items() if b"Diplomawijzer" in body]
    publish_text(site, MENU, "Diplomawijzer")
    site.follow_texts()
    assert [place for place, body in bodies(client).items() if b"Diplomawijzer" in body] == list(PLACES)
    assert b"Diplomawijzer" not in client.get("/en/contact").get_data()


def test_going_back_gives_the_same_bytes(client: LookingClient, site: Site) -> None:
    before, english = bodies(client), bodies(client, "/en")
    first = publish_text(site, MENU, "Diplomawijzer")
    site.follow_texts()
    edited = bodies(client)
    publish_text(site, TextKey("Inloggen"), "Sign in here", "en")
    site.follow_texts()
    assert bodies(client, "/en") != english
    with writing_session(site.engine) as session:
        return_to(session, first, seen=first + 1, by="els", at=NOON)
    site.follow_texts()
    assert bodies(client) == edited
    assert bodies(client, "/en") == english
    with writing_session(site.engine) as session:
        # Nothing was ever published at number 0.
        return_to(session, 0, seen=first + 2, by="els", at=NOON)
    site.follow_texts()
    assert bodies(client) == before


def test_a_request_looks_by_itself(client: LookingClient, site: Site) -> None:
    client.get("/contact")
    publish_text(site, MENU, "Diplomawijzer")
    assert b"Diplomawijzer" not in client.get("/contact").get_data()
    site.seconds_between_looks = 0
    try:
        assert b"Diplomawijzer" in client.get("/contact").get_data()
    finally:
        site.seconds_between_looks = math.inf


def test_a_database_that_is_out_leaves_the_texts(client: LookingClient, site: Site) -> None:
    publish_text(site, MENU, "Diplomawijzer")
    site.follow_texts()
    with writing_session(site.engine) as session:
        session.connection().exec_driver_sql("ALTER TABLE text_snapshot RENAME TO text_gone")
    try:
        site.follow_texts()
        assert b"Diplomawijzer" in client.get("/contact").get_data()
    finally:
        with writing_session(site.engine) as session:
            session.connection().exec_driver_sql("ALTER TABLE text_gone RENAME TO text_snapshot")
    with reading_session(site.engine) as session:
        assert current_number(session) == site.texts.number
