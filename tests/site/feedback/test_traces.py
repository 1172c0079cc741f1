"""Ten thousand answers leave no cookie, no address and nothing that was planted, in database and log."""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from flask import Flask
from sqlalchemy import func, select

from duo_site.app import create_app
from duo_site.database import Base, reading_session
from duo_site.feedback.models import SurveyAnswerRow, SurveyTotalRow
from tests.builders import BASE_URL, make_settings

ANSWERS = 10_000
PLANTED = (
    "BSN 123.456.782", "bsn 999950691", "NL91 ABNA 0417 1643 00", "geplant@voorbeeld.nl", "06-12345678", "9713 AB 12",
    "Spoor/1.0 geplant", "geplante-cookie", "https://elders.example/geplant",
)  # fmt: skip
SECRETS = (b"123.456.782", b"999950691", b"0417 1643", b"geplant", b"12345678", b"9713 AB 12", b"1234567")
_IPV4 = re.compile(rb"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Build an application behind one proxy, with a database file of its own."""
    app = create_app(make_settings(tmp_path, f"sqlite:///{tmp_path / 'traces.sqlite'}", trusted_proxies=1))
    Base.metadata.create_all(app.extensions["duo"].engine)
    yield app
    app.extensions["duo"].engine.dispose()


def address_of(number: int) -> str:
    return f"10.{number // 2500 + 1}.{number // 250 % 10 + 1}.{number % 250 + 1}"


def answer(app: Flask, number: int) -> list[str]:
    """Answer once, with something planted in every place; gives the cookies that were set."""
    planted = PLANTED[number % 6]
    if number % 2:
        path, data = "/feedback/paginavoet", {"gevonden": "ja", "pagina": f"/contact?q={planted.replace(' ', '')}"}
    else:
        path, data = (
            "/feedback",
            {"gevonden": "nee", "opmerking": f"Ik schreef {planted}.", "pagina": "/gedeeld/geplant"},
        )
    body = urlencode(data).encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "HTTP_HOST": "duo.test",
        "HTTP_X_FORWARDED_FOR": address_of(number),
        "HTTP_USER_AGENT": "Spoor/1.0 geplant",
        "HTTP_ACCEPT_LANGUAGE": "x-geplant",
        "HTTP_REFERER": f"{BASE_URL}/geplant",
    }
    setup_testing_defaults(environ)
    told: list[tuple[str, list[tuple[str, str]]]] = []
    b"".join(app.wsgi_app(environ, lambda status, headers, _exc=None: told.append((status, headers))))  # type: ignore[arg-type]
    ((status, headers),) = told
    assert status.startswith("303 "), status
    return [value for name, value in headers if name == "Set-Cookie"]


def test_nothing_planted_is_found_again(app: Flask, tmp_path: Path) -> None:
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        cookies = [cookie for number in range(ANSWERS) for cookie in answer(app, number)]
    assert cookies == []
    with reading_session(app.extensions["duo"].engine) as session:
        assert session.execute(select(func.count()).select_from(SurveyAnswerRow)).scalar_one() == ANSWERS
        assert set(session.scalars(select(SurveyAnswerRow.page))) == {"/contact", "/gedeeld"}
        counted = select(func.sum(SurveyTotalRow.answers))
        assert session.execute(counted).scalar_one() == 4000, "the ceiling of each page; the others wait"
    app.extensions["duo"].engine.dispose()
    written = b"".join(file.read_bytes() for file in tmp_path.glob("traces.sqlite*"))
    logged = log.getvalue().encode()
    assert len(written) > ANSWERS * 50
    assert logged.count(b'"event": "request"') == ANSWERS
    for secret in SECRETS:
        assert secret not in written, secret
        assert secret not in logged, secret
    addresses = {address_of(number).encode() for number in range(ANSWERS)}
    assert not addresses & set(_IPV4.findall(written + logged))
