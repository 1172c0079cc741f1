"""Limits: by network, shared by all workers, right under load, and told in the answer."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from duo_site.database import reading_session, writing_session
from duo_site.web.limits import DatabaseStorage, RateCount, forget_counts, network_of
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.conftest import client_of

LIMITED = "/proef/beperkt"


def ask(client: LookingClient, address: str = "192.0.2.1") -> int:
    return client.get(LIMITED, environ_overrides={"REMOTE_ADDR": address}).status_code


def test_too_many_get_a_page_and_a_moment_to_return(trial: LookingClient) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [ask(trial), ask(trial)] == [200, 200]
        clock.shift(timedelta(seconds=18, milliseconds=500))
        refused = trial.get(LIMITED, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "43", "never too early"
        assert "Dit gaat te snel" in refused.get_data(as_text=True)
        assert ask(trial, "192.0.2.2") == 200, "another network"
        clock.shift(timedelta(seconds=41))
        assert ask(trial) == 429
        clock.shift(timedelta(seconds=1))
        assert ask(trial) == 200


def test_another_session_or_language_is_no_way_around(trial: LookingClient, trial_app: Flask) -> None:
    assert [ask(trial), ask(client_of(trial_app))] == [200, 200]
    for address, headers in (
        ("/en" + LIMITED, {}),
        (LIMITED, {"X-Forwarded-For": "198.51.100.7"}),
        (LIMITED, {"Cookie": "__Host-sessie=x", "User-Agent": "another"}),
        (LIMITED + "?x=1", {}),
    ):
        answer = trial.get(address, headers=headers, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
        assert answer.status_code == 429


def test_the_address_is_not_kept(trial: LookingClient, trial_app: Flask) -> None:
    ask(trial)
    with reading_session(trial_app.extensions["duo"].engine) as database:
        (key,) = database.execute(select(RateCount.key)).scalars()
    assert "192" not in key.split("/")[1]


def test_two_applications_count_apart(trial: LookingClient, app: Flask, trial_app: Flask) -> None:
    assert app.extensions["duo"].engine is not trial_app.extensions["duo"].engine
    ask(trial)
    with trial_app.app_context():
        mine = DatabaseStorage()._engine
    with app.app_context():
        assert DatabaseStorage()._engine is not mine


def test_every_count_counts_under_load(trial_app: Flask) -> None:
    storage, counts = DatabaseStorage(), list[int]()

    def count() -> None:
        with trial_app.app_context():
            counts.extend(storage.incr("key", 60) for _ in range(15))

    threads = [Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == list(range(1, 91))


def test_the_storage_keeps_its_word(trial_app: Flask) -> None:
    storage, engine = DatabaseStorage(), trial_app.extensions["duo"].engine
    with trial_app.app_context(), time_machine.travel(NOON, tick=False) as clock:
        assert storage.check()
        assert storage.get("key") == 0
        assert storage.incr("key", 60, 3) == 3
        assert storage.incr("key", 60) == 4
        assert storage.get_expiry("key") == NOON.timestamp() + 60
        clock.shift(60)
        assert storage.get("key") == 0
        assert storage.incr("key", 60) == 1
        storage.clear("key")
        assert storage.get("key") == 0
        storage.incr("key", 60)
        storage.incr("other", 600)
        with writing_session(engine) as database:
            assert forget_counts(database, NOON + timedelta(minutes=3)) == 1
        assert storage.get("other") == 1
        storage.reset()
        assert storage.get("other") == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_what_one_subscriber_has_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
