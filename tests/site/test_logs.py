"""Logs tell what happened and where, and nothing of whom."""

import json
import logging
from typing import Any

import pytest
from flask import Flask

from duo_site.web.logs import configure_logs, shorten_address
from tests.cast import ANJA
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.test_sessions import cookie_of

BSN = "999912347"


def lines_of(captured: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.splitlines()]


def test_no_line_holds_what_points_to_somebody(
    trial: LookingClient, trial_app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    log_in(trial, ANJA)
    trial_app.testing = False
    overrides = {"REMOTE_ADDR": "203.0.113.77"}
    headers = {"User-Agent": "Firefox of Anja", "Authorization": "Bearer token-of-anja"}
    for address in (f"/proef/stuk/{BSN}", f"/proef?code={BSN}", f"/bestaat-niet/{BSN}", "/proef/eigen"):
        trial.get(address, headers=headers, environ_overrides=overrides)
    trial.open("/proef", method="BSN" + BSN, environ_overrides=overrides)
    trial.post("/proef/open", data={"naam": BSN}, headers={"Origin": f"https://{BSN}.test"})
    trial_app.testing = True
    written = capsys.readouterr().err
    for secret in (BSN, ANJA.name, "Anja", cookie_of(trial), "203.0.113.77", "Firefox", "token-of-anja"):
        assert secret not in written
    lines = lines_of(written)
    assert [line["status"] for line in lines if line["event"] == "request"] == [500, 200, 404, 200, 405, 403]
    assert {line["network"] for line in lines if line["event"] == "request"} == {"203.0.113.0", "127.0.0.0"}
    (broken,) = [line for line in lines if line["event"] == "unexpected"]
    assert broken["route"] == "/proef/stuk/<number>"
    assert broken["exception"][0]["kind"] == "ValueError"
    assert "trial_room.py" in broken["exception"][0]["lines"][-1], "the place is told"


def test_libraries_are_heard_without_their_words(trial_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    try:
        raise KeyError(BSN)
    except KeyError:
        logging.getLogger("a.library").exception("of %s", BSN)
        trial_app.logger.error("Exception on /gedeeld/%s", BSN)
    written = capsys.readouterr().err
    assert BSN not in written
    first, second = lines_of(written)
    assert first["exception"][0]["kind"] == "KeyError"
    assert first["at"].startswith("a.library:test_libraries")
    assert second["at"].startswith("duo_site.app:")


def test_an_error_outside_the_views_does_not_tell_its_address(
    trial_app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    with trial_app.test_request_context(f"/gedeeld/{BSN}"):
        trial_app.log_exception((ValueError, ValueError(BSN), None))  # type: ignore[arg-type]
    written = capsys.readouterr().err
    assert BSN not in written
    assert "ValueError" in written


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("fe80::1%eth0", "fe80::"),
        (None, "-"),
        ("nonsense", "-"),
    ],
)
def test_addresses_are_shortened(address: str | None, short: str) -> None:
    assert shorten_address(address) == short
