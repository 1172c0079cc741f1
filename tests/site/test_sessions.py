"""Sessions: chance in the cookie, everything else on the server, and an end that holds."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select, update

from duo_site.database import reading_session, writing_session
from duo_site.web.session import COOKIE, ServerSession, SessionRow, start_session
from duo_site.web.site import Site
from tests.cast import ANJA, BRAM, identity_of
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in, make_app

NOBODY = "niemand"


def name_shown(client: LookingClient) -> str:
    return str(client.page("/proef").findtext(".//h1"))


def cookie_of(client: LookingClient) -> str:
    found = client.get_cookie(COOKIE, "duo.test")
    assert found is not None
    return found.value


def token_of(client: LookingClient) -> str:
    """Give the CSRF token that a form of this session would carry."""
    with client.application.test_request_context(
        base_url=client.base_url, headers={"Cookie": f"{COOKIE}={cookie_of(client)}"}
    ):
        token = generate_csrf()
        client.application.process_response(client.application.response_class())
        return str(token)


def count_sessions(app: Flask) -> int:
    with reading_session(app.extensions["duo"].engine) as database:
        alive = select(func.count()).select_from(SessionRow).where(SessionRow.ended_at.is_(None))
        return database.execute(alive).scalar_one()


def test_a_visitor_gets_no_cookie(trial: LookingClient, trial_app: Flask) -> None:
    for address in ("/proef", "/en/proef", "/bestaat-niet", "/proef/bewaard"):
        assert "Set-Cookie" not in trial.get(address).headers
    assert count_sessions(trial_app) == 0


def test_the_cookie_holds_chance_alone(trial: LookingClient, trial_app: Flask) -> None:
    answer = trial.post("/proef/onthouden", data={"wat": "geheim"})
    name_value, *attributes = answer.headers["Set-Cookie"].split("; ")
    name, value = name_value.split("=", 1)
    assert name == "__Host-sessie"
    assert len(value) >= 43, "256 bits"
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}, "and no Max-Age, Expires or Domain"
    with reading_session(trial_app.extensions["duo"].engine) as database:
        row = database.execute(select(SessionRow)).scalar_one()
        assert value not in row.id
        assert b"geheim" not in row.contents


def test_a_login_has_a_new_session(trial: LookingClient, trial_app: Flask) -> None:
    trial.post("/proef/onthouden", data={"wat": "van een ander"})
    before = cookie_of(trial)
    with trial_app.test_request_context(base_url=trial.base_url, headers={"Cookie": f"{COOKIE}={before}"}):
        assert session["onthouden"] == "van een ander"
        start_session(identity_of(ANJA, trial_app.extensions["duo"].secrecy))
        answer = trial_app.process_response(trial_app.response_class())
        assert "onthouden" not in session
    trial.keep_cookie(answer)
    assert cookie_of(trial) != before
    assert name_shown(trial) == ANJA.name
    assert count_sessions(trial_app) == 1
    thief = client_of(trial_app)
    thief.set_cookie(COOKIE, before, domain="duo.test", secure=True)
    assert name_shown(thief) == NOBODY


@pytest.mark.parametrize("value", ["", "x", "é", "\x80", "a" * 5000, "../..", "0" * 43])
def test_an_invented_cookie_is_nobody(trial: LookingClient, value: str) -> None:
    answer = trial.get("/proef", headers={"Cookie": f"{COOKIE}={value}"})
    assert answer.status_code == 200
    assert NOBODY in answer.get_data(as_text=True)


def test_logging_out_ends_the_session_everywhere(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, ANJA)
    kept = cookie_of(trial)
    assert name_shown(trial) == ANJA.name
    answer = trial.post("/proef/uit", data={"csrf_token": token_of(trial)})
    assert answer.status_code == 303
    assert "Expires=Thu, 01 Jan 1970" in answer.headers["Set-Cookie"]
    assert "Secure" in answer.headers["Set-Cookie"], "browsers refuse a __Host- cookie without it, also to delete one"
    assert count_sessions(trial_app) == 0
    replay = client_of(trial_app)
    replay.set_cookie(COOKIE, kept, domain="duo.test", secure=True)
    assert name_shown(replay) == NOBODY
    assert replay.get("/proef/eigen").status_code == 302


def test_a_slow_request_does_not_bring_an_ended_session_back(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, ANJA)
    token = token_of(trial)
    with trial_app.test_request_context(base_url=trial.base_url, headers={"Cookie": f"{COOKIE}={cookie_of(trial)}"}):
        session["laat"] = "ja"
        trial.post("/proef/uit", data={"csrf_token": token})
        answer = trial_app.process_response(trial_app.response_class())
    assert "Set-Cookie" not in answer.headers
    assert count_sessions(trial_app) == 0


def test_fifteen_minutes_without_activity_end_it(trial: LookingClient, trial_app: Flask) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(trial, ANJA)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert name_shown(trial) == ANJA.name
        clock.shift(timedelta(minutes=14, seconds=59))
        assert name_shown(trial) == ANJA.name, "activity moves the end"
        clock.shift(timedelta(minutes=15))
        assert name_shown(trial) == NOBODY
        assert count_sessions(trial_app) == 0
        clock.move_to(NOON)
        assert name_shown(trial) == NOBODY, "what has ended does not come back"


def test_two_hours_end_it_whatever_happens(trial: LookingClient) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(trial, ANJA)
        for _ in range(11):
            clock.shift(timedelta(minutes=10))
            assert name_shown(trial) == ANJA.name
        clock.move_to(NOON + timedelta(hours=2, seconds=-1))
        assert trial.post("/proef/onthouden", data={"wat": "nog even"}).status_code == 303
        assert name_shown(trial) == ANJA.name
        clock.move_to(NOON + timedelta(hours=2))
        assert name_shown(trial) == NOBODY


def test_saving_at_the_same_time_fails_for_nobody(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, ANJA)
    cookie = cookie_of(trial)
    answers: list[int] = []

    def save(number: int) -> None:
        client = client_of(trial_app)
        client.set_cookie(COOKIE, cookie, domain="duo.test", secure=True)
        data = {"wat": str(number)}
        answers.extend(client.post("/proef/onthouden", data=data).status_code for _ in range(5))

    threads = [Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 30
    assert name_shown(trial) == ANJA.name
    assert count_sessions(trial_app) == 1


def test_contents_copied_to_another_row_make_nobody_of_him(trial: LookingClient, trial_app: Flask) -> None:
    log_in(trial, BRAM)
    with reading_session(trial_app.extensions["duo"].engine) as database:
        bram = database.execute(select(SessionRow.id)).scalar_one()
    other = client_of(trial_app)
    log_in(other, ANJA)
    with writing_session(trial_app.extensions["duo"].engine) as database:
        stolen = database.execute(select(SessionRow.contents).where(SessionRow.id != bram)).scalar_one()
        database.execute(update(SessionRow).where(SessionRow.id == bram).values(contents=stolen))
    assert name_shown(trial) == NOBODY


def test_a_session_of_an_older_version_is_nobody(trial: LookingClient, trial_app: Flask) -> None:
    with trial_app.test_request_context(base_url=trial.base_url):
        start_session(identity_of(ANJA, trial_app.extensions["duo"].secrecy))
        session["identity"]["permissions"] = ["a-right-of-long-ago"]
        trial.keep_cookie(trial_app.process_response(trial_app.response_class()))
    assert name_shown(trial) == NOBODY


def test_the_end_of_a_session_is_told(trial_app: Flask) -> None:
    new = ServerSession()
    assert new.ends_at is None
    new.created_at, new.seen_at = NOON, NOON + timedelta(minutes=110)
    assert new.ends_at == NOON + timedelta(hours=2)
    new.seen_at = NOON + timedelta(minutes=30)
    assert new.ends_at == NOON + timedelta(minutes=45)


def test_without_database_nobody_is_taken_for_a_visitor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = make_app(tmp_path, f"sqlite:///{tmp_path / 'here.sqlite'}")
    site: Site = app.extensions["duo"]
    client = client_of(app)
    log_in(client, ANJA)
    app.testing = False
    SessionRow.__table__.drop(site.engine)  # type: ignore[attr-defined]
    client.page("/mijn-diplomas", status=500)
    client.page("/en/bestaat-niet", status=500)
    assert client.get("/healthz").status_code == 200
    assert client_of(app).get("/bestaat-niet").status_code == 404, "who has no cookie needs no session"
    assert "OperationalError" in capsys.readouterr().err
    site.engine.dispose()
