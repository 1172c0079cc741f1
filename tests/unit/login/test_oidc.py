"""The OpenID Connect client against real providers: what must work, and everything that must not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests

from duo_site.demo.people import ANJA
from duo_site.login.domain import (
    LEVELS,
    Cancelled,
    Failure,
    LevelTooLow,
    PendingLogin,
    ProviderDown,
    Refusal,
    Refused,
)
from duo_site.login.oidc import Begun, OpenIdClient, VerifiedClaims, load_client_key, new_client_key
from duo_site.means import Means
from tests.builders import BASE_URL
from tests.unit.login.houses import House

BASIS, MIDDEN = LEVELS[Means.DIGID][:2]


def begin(client: OpenIdClient, now: datetime | None = None) -> Begun:
    begun = client.begin(now=now or datetime.now(UTC), language="nl", next_path="/mijn-diplomas/1")
    assert isinstance(begun, Begun)
    return begun


def finish(client: OpenIdClient, pending: PendingLogin, answer: dict[str, str]) -> VerifiedClaims | Failure:
    return client.finish(pending, answer, datetime.now(UTC))


def test_somebody_logs_in(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address)
    claims = finish(client, begun.pending, answer)
    assert isinstance(claims, VerifiedClaims)
    assert claims.acr == MIDDEN.uri
    assert claims.values["bsn"] == ANJA.bsn
    assert claims.values["name"] == "Anja de Vries"
    assert answer["state"] == begun.pending.state
    assert begun.pending.next_path == "/mijn-diplomas/1"


def test_the_request_asks_for_everything_that_is_checked_later(house: House) -> None:
    first, second = begin(house.client()), begin(house.client())
    query = parse_qs(urlsplit(first.address).query)
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert query["prompt"] == ["login"]
    assert query["max_age"] == ["0"]
    assert query["acr_values"] == [MIDDEN.uri]
    assert query["ui_locales"] == ["nl"]
    for name in ("state", "nonce", "verifier"):
        values = {getattr(first.pending, name), getattr(second.pending, name)}
        assert len(values) == 2
        # 43 characters of base64url hold 256 bits.
        assert all(len(value) == 43 for value in values)
    assert first.pending.verifier not in first.address


def test_a_wrong_verifier_is_refused(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address)
    wrong = replace(begun.pending, verifier="w" * 43)
    assert finish(client, wrong, answer) == Refused(Refusal.PROVIDER_REFUSED)


def test_a_code_works_once(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address)
    assert isinstance(finish(client, begun.pending, answer), VerifiedClaims)
    assert finish(client, begun.pending, answer) == Refused(Refusal.PROVIDER_REFUSED)


def test_a_code_of_another_login_is_refused(house: House) -> None:
    client = house.client()
    mine, theirs = begin(client), begin(client)
    answer = house.enter(theirs.address)
    assert finish(client, mine.pending, answer) == Refused(Refusal.PROVIDER_REFUSED)


def test_an_answer_of_another_nonce_is_refused(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address)
    other = replace(begun.pending, nonce="n" * 43)
    assert finish(client, other, answer) == Refused(Refusal.WRONG_NONCE)


def test_a_lower_level_is_too_low(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address, level=0)
    assert finish(client, begun.pending, answer) == LevelTooLow(BASIS, MIDDEN)


def test_a_higher_level_is_enough(strict: House) -> None:
    client = strict.client()
    begun = begin(client)
    assert isinstance(finish(client, begun.pending, strict.enter(begun.address, level=3)), VerifiedClaims)


def test_stopping_at_the_provider_is_no_fault(house: House) -> None:
    client = house.client()
    begun = begin(client)
    assert finish(client, begun.pending, house.cancel(begun.address)) == Cancelled()


def test_logging_out_at_the_provider_comes_back(demo: House) -> None:
    address = demo.client().logout_address(f"{BASE_URL}/uitgelogd", "nl")
    assert address is not None
    answer = requests.get(address, allow_redirects=False, timeout=5)
    assert answer.headers["Location"] == f"{BASE_URL}/uitgelogd"
    strange = str(demo.client().logout_address(f"{BASE_URL}/elders", "nl"))
    assert requests.get(strange, allow_redirects=False, timeout=5).status_code == 400


def test_the_strict_provider_ends_its_session_too(strict: House) -> None:
    client = strict.client()
    with requests.Session() as browser:
        begun = begin(client)
        answer = strict.enter(begun.address, browser=browser)
        assert isinstance(finish(client, begun.pending, answer), VerifiedClaims)
        address = str(client.logout_address(f"{BASE_URL}/uitgelogd", "nl"))
        assert "id_token_hint" not in address
        page = browser.get(address, timeout=5)
        secret = page.text.split('name="xsrf" value="')[1].split('"')[0]
        done = browser.post(
            f"{strict.issuer}/session/end/confirm",
            data={"xsrf": secret, "logout": "yes"},
            allow_redirects=False,
            timeout=5,
        )
        assert done.headers["Location"] == f"{BASE_URL}/uitgelogd"


def test_a_session_at_the_provider_does_not_let_the_next_person_in(strict: House) -> None:
    client = strict.client()
    with requests.Session() as browser:
        strict.enter(begin(client).address, browser=browser)
        page = browser.get(begin(client).address, timeout=5)
        assert "/interaction/" in page.url


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("unsigned", Refusal.BAD_SIGNATURE),
        ("unsigned-with-key-id", Refusal.BAD_SIGNATURE),
        ("confused-algorithm", Refusal.BAD_SIGNATURE),
        ("strange-key", Refusal.BAD_SIGNATURE),
        ("key-in-header", Refusal.BAD_SIGNATURE),
        ("changed-after-signing", Refusal.BAD_SIGNATURE),
        ("no-token", Refusal.UNREADABLE),
        ("no-jwt", Refusal.UNREADABLE),
        ("wrong-nonce", Refusal.WRONG_NONCE),
        ("no-nonce", Refusal.WRONG_NONCE),
        ("wrong-issuer", Refusal.WRONG_ISSUER),
        ("wrong-audience", Refusal.WRONG_AUDIENCE),
        ("second-audience", Refusal.WRONG_AUDIENCE),
        ("wrong-party", Refusal.WRONG_AUDIENCE),
        ("expired", Refusal.OUT_OF_DATE),
        ("no-end", Refusal.OUT_OF_DATE),
        ("issued-long-ago", Refusal.OUT_OF_DATE),
        ("not-yet", Refusal.OUT_OF_DATE),
        ("old-login", Refusal.OLD_AUTHENTICATION),
        ("no-login-time", Refusal.OLD_AUTHENTICATION),
        ("no-subject", Refusal.BAD_SUBJECT),
    ],
)
def test_a_token_that_is_wrong_in_one_way_is_refused(strict: House, fault: str, reason: Refusal) -> None:
    client = strict.client(fault)
    begun = begin(client)
    assert finish(client, begun.pending, strict.enter(begun.address)) == Refused(reason)


@pytest.mark.parametrize("fault", ["no-level", "unknown-level", "level-as-list"])
def test_a_level_that_is_not_known_is_too_low(strict: House, fault: str) -> None:
    client = strict.client(fault)
    begun = begin(client)
    assert finish(client, begun.pending, strict.enter(begun.address)) == LevelTooLow(None, MIDDEN)


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"iss": "http://127.0.0.1:1"}, Refused(Refusal.WRONG_ISSUER)),
        ({"iss": None}, Refused(Refusal.WRONG_ISSUER)),
        ({"code": None}, Refused(Refusal.BAD_ANSWER)),
        ({"code": "x" * 5000}, Refused(Refusal.BAD_ANSWER)),
        ({"code": "never-issued"}, Refused(Refusal.PROVIDER_REFUSED)),
        ({"error": "invalid_request"}, Refused(Refusal.PROVIDER_REFUSED)),
        ({"error": "access_denied", "iss": "http://127.0.0.1:1"}, Refused(Refusal.WRONG_ISSUER)),
        ({"error": "temporarily_unavailable"}, ProviderDown()),
    ],
)
def test_an_answer_that_was_changed_on_the_way_is_refused(
    house: House, change: dict[str, str | None], outcome: object
) -> None:
    client = house.client()
    begun = begin(client)
    answer = {**house.enter(begun.address), **change}
    assert finish(client, begun.pending, {name: value for name, value in answer.items() if value}) == outcome


def test_a_login_that_takes_too_long_is_refused(house: House, now: datetime) -> None:
    client = house.client()
    begun = begin(client, now - timedelta(minutes=16))
    assert finish(client, begun.pending, house.enter(begun.address)) == Refused(Refusal.OVERDUE)


def test_a_client_with_another_key_is_refused(house: House, tmp_path: Path) -> None:
    new_client_key(tmp_path / "other.pem")
    honest = house.client()
    begun = begin(honest)
    answer = house.enter(begun.address)
    thief = OpenIdClient(honest.provider, f"{BASE_URL}/inloggen/digid/terug", load_client_key(tmp_path / "other.pem"))
    assert finish(thief, begun.pending, answer) == Refused(Refusal.PROVIDER_REFUSED)


def test_a_provider_that_is_not_there_is_down(strict: House, client_key: Path) -> None:
    client = strict.client()
    away = OpenIdClient(
        replace(client.provider, issuer="http://127.0.0.1:9"), f"{BASE_URL}/x", load_client_key(client_key)
    )
    assert away.begin(now=datetime.now(UTC), language="nl") == ProviderDown()
    assert away.logout_address(f"{BASE_URL}/uitgelogd", "nl") is None


def test_a_provider_under_another_name_is_down(strict: House, client_key: Path) -> None:
    client = strict.client()
    renamed = replace(client.provider, issuer=strict.issuer.replace("127.0.0.1", "localhost"))
    other = OpenIdClient(renamed, f"{BASE_URL}/x", load_client_key(client_key))
    assert other.begin(now=datetime.now(UTC), language="nl") == ProviderDown()


def test_no_bsn_and_no_token_ever_stands_in_an_address(house: House) -> None:
    client = house.client()
    begun = begin(client)
    answer = house.enter(begun.address)
    addresses = [begun.address, str(answer), str(client.logout_address(f"{BASE_URL}/uitgelogd", "nl"))]
    assert all(ANJA.bsn not in address and "id_token" not in address for address in addresses if ANJA.bsn)
    assert dict(parse_qsl(urlsplit(begun.address).query))["scope"] == "openid profile"
