"""The language stands in the address: it is taken off once, and put back in every link."""

from typing import Any

import pytest
from flask import Flask, request, url_for

from duo_site.web.addresses import encoded_path, requested_address
from duo_site.web.i18n import LanguagePrefix, current_language, gettext, lazy_gettext, other_language_address, path


@pytest.mark.parametrize(
    ("address", "script", "rest", "language"),
    [
        ("/", "", "/", "nl"),
        ("", "", "", "nl"),
        ("/en", "/en", "/", "en"),
        ("/en/", "/en", "/", "en"),
        ("/en/zoeken", "/en", "/zoeken", "en"),
        ("/en/en/zoeken", "/en", "/en/zoeken", "en"),
        ("/en//evil.test", "/en", "//evil.test", "en"),
        ("/english", "", "/english", "nl"),
        ("/EN/zoeken", "", "/EN/zoeken", "nl"),
        ("/nl/zoeken", "", "/nl/zoeken", "nl"),
        ("//en/zoeken", "", "//en/zoeken", "nl"),
        ("/en/api/v1/x", "", "/en/api/v1/x", "nl"),
        ("/en/static/x", "", "/en/static/x", "nl"),
        ("/en/robots.txt", "", "/en/robots.txt", "nl"),
    ],
)
def test_the_language_is_taken_off_once(address: str, script: str, rest: str, language: str) -> None:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.update(environ)
        return []

    LanguagePrefix(application)({"PATH_INFO": address, "SCRIPT_NAME": ""}, lambda *_: lambda _: None)
    assert (seen["SCRIPT_NAME"], seen["PATH_INFO"], seen["duo.language"]) == (script, rest, language)


@pytest.fixture
def app() -> Flask:
    made = Flask("languages")
    made.add_url_rule("/zoeken", "search", lambda: " ".join((url_for("search", q="é"), other_language_address())))
    made.add_url_rule("/<path:rest>", "any", lambda rest: f"{current_language()} {requested_address()} {request.path}")
    made.wsgi_app = LanguagePrefix(made.wsgi_app)  # type: ignore[method-assign]
    return made


def test_links_keep_the_language(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/zoeken?q=a%26b").text == "/zoeken?q=%C3%A9 /en/zoeken?q=a%26b"
    assert client.get("/en/zoeken?q=a%26b").text == "/en/zoeken?q=%C3%A9 /zoeken?q=a%26b"
    assert client.get("/en/a%3Fb?c=d").text == "en /a%3Fb?c=d /a?b"


@pytest.mark.parametrize(
    ("written", "encoded"),
    [
        ("/a/b", "/a/b"),
        ("//evil.test", "/evil.test"),
        ("/\\evil.test", "/%5Cevil.test"),
        ("/\t/evil.test", "/%09/evil.test"),
        ("/\r\nX: y", "/%0D%0AX:%20y"),
        ("/é?#\"<>'", "/%C3%A9%3F%23%22%3C%3E'"),
        ("", "/"),
    ],
)
def test_an_encoded_path_stays_on_the_site(written: str, encoded: str) -> None:
    assert encoded_path(written) == encoded


def test_paths_in_a_language() -> None:
    assert path("/") == "/"
    assert path("/", "en") == "/en/"
    assert path("/zoeken", "en", q="a b&c") == "/en/zoeken?q=a+b%26c"


def test_texts_without_translation_are_dutch() -> None:
    assert gettext("Dag %(name)s", name="Anja") == "Dag Anja"
    assert gettext("100 %") == "100 %"
    assert str(lazy_gettext("Dag")) == "Dag"
