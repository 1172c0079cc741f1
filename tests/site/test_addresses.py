"""Addresses that try something: no way out of the site, no way into its headers, and never a 500."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from lxml import html
from werkzeug.routing import AnyConverter, Rule

from duo_site.database import writing_session
from duo_site.demo.rollen import keep_demo_register
from duo_site.identity import POLICY_OF, Permission, Rol
from duo_site.web.access import access_of
from tests.cast import ANJA, CARLA, ELS, KOEN, LARS
from tests.site.client import LookingClient
from tests.site.conftest import client_of, log_in
from tests.site.mijn_duo.conftest import give
from tests.site.mijn_duo.rol_table.profiles import MEDEWERKERS

TRICKS = [
    "//evil.test", "//evil.test/", "/en//evil.test", "/en//evil.test/x", "/en/en/evil.test", "/en/en//evil.test",
    "/%2Fevil.test", "/en/%2Fevil.test", "/%5Cevil.test", "/en/%5Cevil.test", "/en/%5C%5Cevil.test",
    "/en/%09/evil.test", "/en/%0A/evil.test", "/en/%0D%0ASet-Cookie:%20a=b", "/en/..//evil.test", "/en/./%2F/evil.test",
    "/en", "/en/", "/EN/", "/en?a=//evil.test", "/english", "/en%2Fproef", "/en/@evil.test", "/en/https://evil.test",
    "/en/javascript:alert(1)", "/proef//map", "//proef/map", "/en//proef/map", "/proef/map?x=//evil.test&y=%0d%0aA:b",
]  # fmt: skip
NONSENSE = [
    "%FF", "a%00b", "%ED%A0%80", "%F0%9F%8E%93", "..%2f..%2fetc", "x" * 3000, "%zz", "'\"><b>{{7*7}}", "1e309", "٣",
    "9" * 30,
]  # fmt: skip
FOLLOWED = "//a/@href | //form/@action | //link[not(starts-with(@rel, 'schema'))]/@href | //@src"
HOSTS = ["evil.test", "duo.test:99999", "duo.test:x", "a b", "[", "é", "x" * 300, "", "duo.test\\@evil.test"]


WHO = dict.fromkeys(Permission, LARS) | {
    Permission.MIJN_DIPLOMAS: ANJA,
    Permission.GEEF_ROLLEN: CARLA,
    Permission.REDACTIE: ELS,
    Permission.BEANTWOORD_ZAKEN: KOEN,
}
"""Somebody for each permission; Lars holds every rol of a medewerker."""


def filled_in(rule: Rule, value: str) -> str:
    """Give an address of a rule with a value in every open place."""
    address = ""
    for is_open, part in rule._trace:
        converter = rule._converters.get(part) if is_open else None
        if isinstance(converter, AnyConverter):
            address += sorted(converter.items)[0]
        else:
            address += value if is_open else part.lstrip("|")
    return address


def addresses(app: Flask, value: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        yield filled_in(rule, value)


def links_of(page: str, address: str) -> Iterator[str]:
    for link in html.fromstring(page).xpath(FOLLOWED):
        # Browsers take a backslash for a slash and leave out tabs and line ends.
        read = str(link).replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
        yield urljoin(f"https://duo.test{address}", read)


@pytest.mark.parametrize("address", TRICKS)
def test_no_address_leads_away_from_the_site(trial: LookingClient, address: str) -> None:
    answer = trial.get(address, headers={"Host": "evil.test"})
    assert answer.status_code in (200, 302, 308, 404)
    assert "Set-Cookie" not in answer.headers
    if answer.status_code in (302, 308):
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith(("//", "/\\"))
    else:
        for link in links_of(answer.get_data(as_text=True), address):
            assert urlsplit(link).hostname == "duo.test", link


def test_the_language_switch_keeps_the_page_and_its_state(trial: LookingClient) -> None:
    (link,) = trial.page("/proef?q=caf%C3%A9&r=a+b%26c").xpath("//header//a[@hreflang='en']/@href")
    assert link == "/en/proef?q=caf%C3%A9&r=a+b%26c"
    (link,) = trial.page("/en/proef?q=1").xpath("//header//a[@hreflang='nl']/@href")
    assert link == "/proef?q=1"


def test_a_slash_away_is_one_redirect_away(trial: LookingClient) -> None:
    for language in ("", "/en"):
        answer = trial.get(f"{language}/proef/map?a=%C3%A9")
        assert answer.status_code == 308
        assert answer.headers["Location"] == f"{language}/proef/map/?a=%C3%A9"


def keep_everybody_busy(app: Flask) -> None:
    """Give Lars and Carla their rollen, so that they come as far as the views."""
    with writing_session(app.extensions["duo"].engine) as session:
        keep_demo_register(session)
    give(app.extensions["duo"], CARLA, Rol.BEHEERDER)
    for rol in MEDEWERKERS:
        give(app.extensions["duo"], LARS, rol, "94RM", "94004", machtigingen=POLICY_OF[rol].machtigingen)


@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_in_an_address_is_never_our_fault(app: Flask, value: str) -> None:
    keep_everybody_busy(app)
    clients = {person: client_of(app) for person in {*WHO.values(), None}}
    for person in set(WHO.values()):
        log_in(clients[person], person)
    query = "&".join(f"{name}={value}" for name in (value, "volgende", "q", "pagina", "jaar", "soort", "taal", "state"))
    app.testing, faults = False, []
    try:
        for rule in app.url_map.iter_rules():
            access = access_of(app.view_functions[rule.endpoint])
            client = clients[WHO[access] if isinstance(access, Permission) else None]
            for language in ("", "/en"):
                address = f"{language}{filled_in(rule, value)}?{query}"
                if client.get(address).status_code == 500:
                    faults.append(address)
    finally:
        app.testing = True
    assert not faults


@pytest.mark.parametrize("address", ["/proef/%00", "/%00", "/proef?x=%00", "/en/proef?%00=1"])
def test_an_address_without_meaning_is_refused(trial: LookingClient, address: str) -> None:
    trial.page(address, status=400)


@pytest.mark.parametrize("host", HOSTS)
def test_nonsense_in_the_host_is_never_our_fault(trial: LookingClient, host: str) -> None:
    for address in ("/proef", "/proef/map", "/bestaat-niet", "/proef/eigen"):
        answer = trial.get(address, headers={"Host": host})
        assert answer.status_code < 500
        assert "evil.test" not in str(answer.headers)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "X" * 300])
def test_only_known_methods_are_answered(app: Flask, method: str) -> None:
    client = client_of(app)
    log_in(client, ANJA)
    for address in (*addresses(app, "x"), "/bestaat-niet", "/en/bestaat-niet", "/api/v1/bestaat-niet", "//evil.test"):
        answer = client.open(address, method=method, data=b"" if method == "TRACE" else b"a=b")
        assert answer.status_code == 405, address
        assert "GET" in answer.headers["Allow"] or "POST" in answer.headers["Allow"]


def test_a_page_asked_with_the_wrong_method_says_which_is_right(trial: LookingClient) -> None:
    answer = trial.get("/proef/open")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (b"naam=%ff%fe", "application/x-www-form-urlencoded", 200),
        (b"naam=\xff\x00", "application/x-www-form-urlencoded", 200),
        (b"\xff" * 1000, "multipart/form-data", 200),
        (b"\xff" * 1000, "multipart/form-data; boundary=", 200),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 200),
        (b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\xff\r\n--x--',
         "multipart/form-data; boundary=x", 200),
        (b"{", "application/json", 200),
        (b"naam=x", "", 200),
        (b"naam=x", "text/plain; charset=\xff".encode().decode("latin1"), 200),
        (b"naam=" + b"x" * 200_001, "application/x-www-form-urlencoded", 413),
        (b"x=1&" * 60_000, "application/x-www-form-urlencoded", 413),
        (b"".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(301)) + b"--x--",
         "multipart/form-data; boundary=x", 413),
        (b"x" * (6 * 1024 * 1024 + 1), "application/x-www-form-urlencoded", 413),
    ],
)  # fmt: skip
def test_nonsense_in_a_form_is_never_our_fault(
    trial: LookingClient, data: bytes, content_type: str, status: int
) -> None:
    answer = trial.post("/proef/open", data=data, content_type=content_type)
    assert answer.status_code == status
    log_in(trial, ANJA)
    assert trial.post("/proef/eigen", data=data, content_type=content_type).status_code in (400, 413)
