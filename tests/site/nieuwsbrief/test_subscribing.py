"""Asking for the nieuwsbrief: nothing counts before the mailbox says yes, and no answer tells who is known."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from duo_site.database import reading_session, writing_session
from duo_site.nieuwsbrief.domain import LINK_WORKS_FOR, MOST_LETTERS_A_DAY
from duo_site.nieuwsbrief.models import AbonnementRow, OnderwerpRow
from duo_site.retention import erase_expired
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.nieuwsbrief.conftest import START, WISH, link_in, subscribe, text_of


def count(site: Site, *, confirmed: bool) -> int:
    """Count the subscriptions."""
    with reading_session(site.engine) as session:
        found = select(func.count(AbonnementRow.id)).where(AbonnementRow.confirmed_at.is_not(None) == confirmed)
        return session.scalar(found) or 0


def test_a_subscription_begins_when_the_mailbox_says_yes(client: LookingClient, site: Site) -> None:
    answer = client.post(START, data=WISH)
    assert answer.headers["Location"] == "/nieuwsbrief/aangevraagd"
    [letter] = deliver(site)
    assert letter["To"] == WISH["email"]
    assert "Hoger onderwijs" in str(letter.get_content())
    link = link_in(letter, "bevestigen")
    page = client.page(link)
    assert "Hoger onderwijs" in text_of(page)
    assert client.get(link).headers["Cache-Control"] == "no-store"
    assert count(site, confirmed=True) == 0, "a program that follows links confirms nothing"
    assert client.post(link).headers["Location"] == "/nieuwsbrief/bevestigd"
    assert client.post(link).headers["Location"] == "/nieuwsbrief/bevestigd", "twice changes nothing"
    assert count(site, confirmed=True) == 1


def test_the_answer_is_the_same_for_an_address_that_is_known(client: LookingClient, site: Site) -> None:
    client.post(START, data=WISH)
    [first] = deliver(site)
    new = client.post(START, data={**WISH, "email": "nieuw@voorbeeld.invalid"})
    client.post(link_in(first, "bevestigen"))
    deliver(site)
    known = client.post(START, data={**WISH, "email": "IVO@voorbeeld.invalid", "onderwerpen": ["diplomahouders"]})
    assert (known.status_code, known.data, known.headers["Location"]) == (
        new.status_code,
        new.data,
        new.headers["Location"],
    )
    [letter] = deliver(site)
    assert letter["Subject"] == "U krijgt de nieuwsbrief al"
    assert letter["To"] == "IVO@voorbeeld.invalid"
    assert "Hoger onderwijs" in str(letter.get_content())
    assert client.page(link_in(letter, "wijzigen")).xpath("//input[@checked]/@value") == ["hoger-onderwijs", "nl"]
    assert count(site, confirmed=True) == 1


def test_nobody_fills_the_mailbox_of_another(client: LookingClient, site: Site) -> None:
    for number in range(MOST_LETTERS_A_DAY + 3):
        tagged = f"ivo+{number}@voorbeeld.invalid"
        assert client.post(START, data={**WISH, "email": tagged}).status_code == 303
    assert len(deliver(site)) == MOST_LETTERS_A_DAY
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        client.post(START, data=WISH)
        assert len(deliver(site)) == 1


def test_one_network_asks_twenty_times_an_hour(client: LookingClient) -> None:
    statuses = [client.post(START, data={**WISH, "email": f"a{n}@voorbeeld.invalid"}).status_code for n in range(21)]
    assert statuses == [303] * 20 + [429]


def test_the_link_works_for_three_days_and_then_all_is_erased(client: LookingClient, site: Site) -> None:
    client.post(START, data=WISH)
    [letter] = deliver(site)
    with time_machine.travel(now() + LINK_WORKS_FOR + timedelta(seconds=5)):
        assert client.get(link_in(letter, "bevestigen")).status_code == 404
        assert client.post(link_in(letter, "bevestigen")).status_code == 404
        with writing_session(site.engine) as session:
            erase_expired(session, site.retention, now())
    assert count(site, confirmed=False) == 0
    with reading_session(site.engine) as session:
        assert session.scalars(select(OnderwerpRow)).all() == []


def test_a_link_is_good_for_one_purpose(client: LookingClient, site: Site) -> None:
    letter = subscribe(client, site)
    token = link_in(letter, "bevestigen").rpartition("/")[2]
    for address in (f"/nieuwsbrief/afmelden/{token}", f"/nieuwsbrief/wijzigen/{token}"):
        assert client.get(address).status_code == 404
        assert client.post(address, data=WISH).status_code == 404
    assert client.get("/nieuwsbrief/bevestigen/x").status_code == 404
    assert count(site, confirmed=True) == 1


@pytest.mark.parametrize(
    "email",
    [
        "", "ivo", "ivo@voorbeeld", "ivo@voorbeeld.nl\r\nBcc: x@x.nl", "a@b.nl, c@d.nl", "<ivo@voorbeeld.nl>",
        "é@voorbeeld.nl", "x" * 65 + "@a.nl", "a@" + "b" * 260 + ".nl", "a@-b.nl",
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_what_is_no_address_is_refused(client: LookingClient, site: Site, email: str) -> None:
    answer = client.post(START, data={**WISH, "email": email})
    assert answer.status_code == 422
    assert "email-fout" in answer.get_data(as_text=True)
    assert deliver(site) == []


def test_every_field_says_what_is_wrong(client: LookingClient) -> None:
    answer = client.post(START, data={"taal": "xx", "onderwerpen": ["xx"]})
    assert answer.status_code == 422
    assert [f"{name}-fout" in answer.text for name in ("onderwerpen", "taal", "email")] == [True] * 3


def test_a_program_that_fills_in_everything_gets_the_answer_and_no_letter(client: LookingClient, site: Site) -> None:
    assert client.post(START, data={**WISH, "onderwerp": "x"}).status_code == 303
    assert deliver(site) == []


def test_a_form_of_another_site_is_refused(client: LookingClient, site: Site) -> None:
    assert client.post(START, data=WISH, headers={"Origin": "https://kwaad.test"}).status_code == 403
    assert deliver(site) == []


def test_a_page_of_a_sector_fills_in_its_own(client: LookingClient) -> None:
    page = client.page(f"{START}?sector=primair-onderwijs")
    assert page.xpath("//input[@type='checkbox'][@checked]/@value") == ["primair-onderwijs"]


def test_an_address_in_other_letters_arrives_in_ascii(client: LookingClient, site: Site) -> None:
    client.post(START, data={**WISH, "email": " ivo@bücher.example "})
    [letter] = deliver(site)
    assert letter["To"] == "ivo@xn--bcher-kva.example"


def test_nothing_of_an_address_can_be_read_in_the_database(client: LookingClient, site: Site) -> None:
    subscribe(client, site, email="geheimpje@planted.invalid")
    client.post(START, data={**WISH, "email": "wachtend@planted.invalid"})
    with site.engine.connect() as connection:
        rows = [
            repr(tuple(row)).lower()
            for name in ("nieuwsbrief_abonnement", "nieuwsbrief_dagtelling", "job", "rate_count", "audit_line")
            for row in connection.exec_driver_sql(f"SELECT * FROM {name}")
        ]
    assert len(rows) > 3
    assert not [row for row in rows if "planted" in row or "geheimpje" in row or "wachtend@" in row]
