"""The weekly e-mail: to who asked for it, once a week."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html
from sqlalchemy import text

from duo_site.commands.jobs import job_handlers
from duo_site.database import reading_session, writing_session
from duo_site.feedback.digest.sending import WeeklyMoment
from duo_site.feedback.digest.service import JOB_KIND, ask_for_digest, due_week
from duo_site.feedback.domain import Found, State
from duo_site.feedback.reading.statistics import Week, week_of
from duo_site.jobs import Worker
from duo_site.retention import erase_expired
from duo_site.web.clock import DUTCH_TIME, now, today
from duo_site.web.site import Site
from tests.cast import ELS
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.feedback.answers import answer, store

_AT = "/redactie/feedback/weekbericht"
_LAST_WEEK = week_of(today() - timedelta(days=7))


def switch(client: LookingClient, email: str, rest: str = "") -> int:
    """Switch the e-mail on or off; gives the status of the answer."""
    token = client.page(_AT).xpath("//input[@name='csrf_token']/@value")[0]
    return client.post(f"{_AT}{rest}", data={"csrf_token": token, "email": email}).status_code


def work(site: Site) -> None:
    """Do the jobs of the weekly e-mail, as a worker does."""
    worker = Worker(site.engine, {JOB_KIND: job_handlers(site)[JOB_KIND]}, now)
    while worker.run_one():
        pass


def test_who_asks_gets_the_figures_of_the_week_once(client: LookingClient, site: Site) -> None:
    log_in(client, ELS)
    assert switch(client, "els@voorbeeld.invalid") == 303
    day = _LAST_WEEK.monday
    store(site, [answer(Found.JA, 8, day=day)] * 12 + [answer(Found.NEE, 3, "Waar?", day=day)] * 8)
    store(site, [answer(state=State.WACHTRIJ)])
    for _worker in range(3):
        WeeklyMoment(site.engine, now).look()
        with writing_session(site.engine) as session:
            ask_for_digest(session, _LAST_WEEK, now())
        work(site)
    (message,) = deliver(site)
    assert message["To"] == "els@voorbeeld.invalid"
    assert message["Subject"] == f"Weekbericht over de site, week {_LAST_WEEK.number}"
    lines = message.get_content()
    for line in (
        "Antwoorden: 20, waarvan 20 compleet.",
        "60% (39% tot 78%; n = 20)",
        "- /particulier/diploma-kwijt:",
        "8 opmerkingen zijn nog niet gelezen.",
        "1 antwoord wacht op controle.",
        f"{site.settings.base_url}{_AT}",
    ):
        assert line in lines
    assert deliver(site) == []


def test_an_empty_week_says_so(client: LookingClient, site: Site) -> None:
    log_in(client, ELS)
    switch(client, "els@voorbeeld.invalid")
    with writing_session(site.engine) as session:
        ask_for_digest(session, Week(2026, 10), now())
    work(site)
    (message,) = deliver(site)
    assert "Er kwamen deze week geen antwoorden binnen." in message.get_content()


def test_who_switches_it_off_gets_nothing_and_is_forgotten(client: LookingClient, site: Site) -> None:
    log_in(client, ELS)
    switch(client, "els@voorbeeld.invalid")
    assert "els@voorbeeld.invalid" in client.get(_AT).get_data(as_text=True)
    with reading_session(site.engine) as session:
        (kept,) = session.execute(text("SELECT address FROM feedback_digest_reader")).scalars()
    assert b"voorbeeld" not in bytes(kept)
    assert switch(client, "", "/uit") == 303
    with writing_session(site.engine) as session:
        assert session.execute(text("SELECT count(*) FROM feedback_digest_reader")).scalar_one() == 0
        ask_for_digest(session, _LAST_WEEK, now())
    work(site)
    assert deliver(site) == []


def test_another_address_takes_the_place_of_the_first(client: LookingClient, site: Site) -> None:
    log_in(client, ELS)
    switch(client, "een@voorbeeld.invalid")
    switch(client, "twee@voorbeeld.invalid")
    page = html.tostring(client.page(_AT)).decode()
    assert "twee@voorbeeld.invalid" in page
    assert "een@voorbeeld.invalid" not in page


def test_an_address_is_forgotten_after_a_year(client: LookingClient, site: Site) -> None:
    log_in(client, ELS)
    switch(client, "els@voorbeeld.invalid")
    with writing_session(site.engine) as session:
        erase_expired(session, site.retention, now() + timedelta(days=366))
        assert session.execute(text("SELECT count(*) FROM feedback_digest_reader")).scalar_one() == 0


def test_a_wrong_address_is_told(client: LookingClient) -> None:
    log_in(client, replace(ELS, groups=("feedback",)))
    for wrong in ("", "els", "els@voorbeeld.invalid\r\nBcc: x@y.example"):
        assert switch(client, wrong) == 422


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=DUTCH_TIME), Week(2026, 46)),
        (datetime(2026, 11, 23, 6, 59, tzinfo=DUTCH_TIME), None),
        (datetime(2026, 11, 23, 7, 0, tzinfo=DUTCH_TIME), Week(2026, 47)),
        (datetime(2027, 1, 4, 8, 0, tzinfo=DUTCH_TIME), Week(2026, 53)),
    ],
)
def test_the_e_mail_is_due_from_monday_at_seven(moment: datetime, week: Week | None) -> None:
    assert due_week(moment) == week


def test_a_worker_looks_at_the_dutch_clock(site: Site) -> None:
    moment = WeeklyMoment(site.engine, lambda: datetime(2026, 11, 23, 5, 59, tzinfo=UTC))
    moment.look()
    WeeklyMoment(site.engine, lambda: datetime(2026, 11, 23, 6, 1, tzinfo=UTC)).look()
    with reading_session(site.engine) as session:
        assert session.execute(text("SELECT key FROM job")).scalars().all() == ["2026-W47"]
    assert week_of(date(2026, 11, 22)) == Week(2026, 47)
