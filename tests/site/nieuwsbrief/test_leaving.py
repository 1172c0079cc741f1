"""Changing and leaving: one click is enough, ends one subscription, and erases it."""

from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session
from duo_site.nieuwsbrief.models import AbonnementRow, BezorgingRow, OnderwerpRow
from duo_site.web.site import Site
from tests.builders import BASE_URL
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.nieuwsbrief.conftest import (
    START,
    WISH,
    link_in,
    make_issue,
    run_mailing,
    send_issue,
    subscribe,
    text_of,
)


def receive_issue(app: Flask, client: LookingClient, els: LookingClient, **wish: object) -> str:
    """Subscribe somebody and send an issue; gives the address with which a mail program ends the subscription."""
    site: Site = app.extensions["duo"]
    subscribe(client, site, **wish)
    before = set(site.settings.mail_folder.glob("*.eml"))
    send_issue(els, make_issue(els))
    run_mailing(app)
    [file] = set(site.settings.mail_folder.glob("*.eml")) - before
    letter = file.read_text()
    [header] = [line for line in letter.splitlines() if line.startswith("List-Unsubscribe: ")]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in letter.splitlines()
    return header.removeprefix(f"List-Unsubscribe: <{BASE_URL}").removesuffix(">")


def names(site: Site) -> list[str]:
    with reading_session(site.engine) as session:
        return [row.language for row in session.scalars(select(AbonnementRow))]


def test_one_click_from_anywhere_ends_this_subscription_alone(
    app: Flask, client: LookingClient, els: LookingClient, site: Site
) -> None:
    subscribe(client, site, email="andere@voorbeeld.invalid", taal="en")
    leave = receive_issue(app, client, els)
    headers = {"Origin": "https://webmail.test", "Sec-Fetch-Site": "cross-site"}
    body = {"List-Unsubscribe": "One-Click"}
    answer = app.test_client().post(leave, data=body, headers=headers)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert names(site) == ["en"], "the other stays"
    assert app.test_client().post(leave, data=body, headers=headers).status_code == 200, "again changes nothing"
    with reading_session(site.engine) as session:
        [delivery] = session.scalars(select(BezorgingRow)).all()
        topics = session.scalars(select(OnderwerpRow)).all()
    assert (delivery.abonnement_id, delivery.state, len(topics)) == (None, "verstuurd", 1)


def test_looking_at_the_link_ends_nothing_and_the_button_does(
    app: Flask, client: LookingClient, els: LookingClient, site: Site
) -> None:
    leave = receive_issue(app, client, els)
    assert "Wij wissen uw e-mailadres" in text_of(client.page(leave))
    client.head(leave)
    assert names(site) == ["nl"]
    assert client.post(leave).headers["Location"] == "/nieuwsbrief/afgemeld"
    assert names(site) == []
    assert "U bent al afgemeld" in text_of(client.page(leave))
    assert app.test_client().post("/nieuwsbrief/afmelden/12-ab", data={}).status_code == 404


def test_other_topics_and_another_language(client: LookingClient, site: Site) -> None:
    subscribe(client, site)
    client.post(START, data=WISH)
    [letter] = deliver(site)
    change = link_in(letter, "wijzigen")
    assert client.post(change, data={"taal": "nl"}).status_code == 422
    chosen = {"taal": "en", "onderwerpen": ["primair-onderwijs", "diplomahouders"]}
    assert client.post(change, data=chosen).headers["Location"] == "/nieuwsbrief/gewijzigd"
    assert client.page(change).xpath("//input[@checked]/@value") == ["primair-onderwijs", "diplomahouders", "en"]
    assert client.post(link_in(letter, "afmelden")).status_code == 303
    assert client.get(change).status_code == 404
    assert client.post(change, data=chosen).status_code == 404
