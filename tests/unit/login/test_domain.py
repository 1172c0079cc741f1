"""The rules of the login that need no provider."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from duo_site.demo.people import CAST
from duo_site.identity import Identity, Permission
from duo_site.login.domain import (
    LEVELS,
    Cancelled,
    Failure,
    LevelTooLow,
    LoggedIn,
    PendingLogin,
    ProviderDown,
    Reason,
    Refusal,
    Refused,
    is_bsn,
    is_high_enough,
    landing_of,
    own_path,
)
from duo_site.login.explanations import STATUS_OF, reason_of, result_of
from duo_site.login.oidc import VerifiedClaims
from duo_site.login.pending import keep_pending, take_pending
from duo_site.login.service import identify
from duo_site.means import Means
from duo_site.secrecy import Secrecy

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("path", ["/mijn-diplomas", "/mijn-diplomas/12?taal=en", "/en/mijn-duo", "/a/b.c"])
def test_own_paths_are_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        None, "", "mijn-diplomas", "https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
        "/pad\r\nSet-Cookie: x=1", "/\tpad", "/%0a/x\n", "javascript:alert(1)", "/pad\x00", "/é", "/" + "x" * 400,
        "/../elders", "/inloggen/digid", "/en/inloggen/digid", "/uitloggen", "/uitgelogd?middel=digid", " /pad\u2028",
    ],
)  # fmt: skip
def test_anything_else_is_not_gone_to(text: str | None) -> None:
    assert own_path(text) == ""


@pytest.mark.parametrize("number", ["999990019", "999990032", "111222333"])
def test_a_bsn_passes_the_11_test(number: str) -> None:
    assert is_bsn(number)


@pytest.mark.parametrize("number", ["999990018", "000000000", "99999001", "9999900190", "99999001a", "٩٩٩٩٩٠٠١٩", ""])
def test_other_numbers_are_no_bsn(number: str) -> None:
    assert not is_bsn(number)


@pytest.mark.parametrize("means", list(Means))
def test_levels_go_from_low_to_high(means: Means) -> None:
    uris = [level.uri for level in LEVELS[means]]
    for needed, word in enumerate(uris):
        assert [is_high_enough(means, given, word) for given in uris] == [n >= needed for n in range(len(uris))]


@pytest.mark.parametrize("given", [None, "", "urn:other", [], {}, 4, ["urn:etoegang:core:assurance-class:loa4"]])
def test_a_level_that_is_not_known_is_never_enough(given: object) -> None:
    assert not is_high_enough(Means.EHERKENNING, given, LEVELS[Means.EHERKENNING][0].uri)
    assert not is_high_enough(Means.EHERKENNING, LEVELS[Means.EHERKENNING][0].uri, str(given))


def pending(state: str, means: Means = Means.DIGID) -> PendingLogin:
    return PendingLogin(means, state, "nonce", "verifier", NOON, "en", "/mijn-diplomas/3")


def test_a_login_under_way_is_taken_once_and_only_with_its_own_means() -> None:
    session: dict[str, Any] = {}
    keep_pending(session, pending("one"))
    keep_pending(session, pending("two", Means.MEDEWERKER))
    assert take_pending(session, Means.MEDEWERKER, "one") is None
    assert take_pending(session, Means.DIGID, None) is None
    assert take_pending(session, Means.DIGID, "one") == pending("one")
    assert take_pending(session, Means.DIGID, "one") is None
    assert take_pending(session, Means.MEDEWERKER, "two") == pending("two", Means.MEDEWERKER)


def test_a_session_keeps_the_last_three_logins_under_way() -> None:
    session: dict[str, Any] = {}
    for state in "abcd":
        keep_pending(session, pending(state))
    assert take_pending(session, Means.DIGID, "a") is None
    assert take_pending(session, Means.DIGID, "b") == pending("b")


def test_a_login_under_way_ends_after_a_quarter_of_an_hour() -> None:
    assert not pending("x").is_overdue(NOON + timedelta(minutes=15))
    assert pending("x").is_overdue(NOON + timedelta(minutes=15, seconds=1))
    assert pending("x").is_overdue(NOON - timedelta(minutes=2))


def claims(**values: object) -> VerifiedClaims:
    return VerifiedClaims("subject-1", "level", values)


def test_a_bsn_becomes_a_keyed_hash() -> None:
    secrecy = Secrecy(b"k" * 32)
    outcome = identify(Means.DIGID, claims(bsn="999990019", name="Anja de  Vries"), secrecy)
    expected = Identity(
        Means.DIGID, secrecy.lookup("bsn", "999990019"), "Anja de Vries", frozenset({Permission.MIJN_DIPLOMAS})
    )
    assert outcome == LoggedIn(expected)
    assert "999990019" not in repr(outcome)


@pytest.mark.parametrize("bsn", [None, 999990019, "999990018", " 999990019", ["999990019"]])
def test_a_bsn_that_is_none_is_refused(bsn: object) -> None:
    assert identify(Means.DIGID, claims(bsn=bsn), Secrecy(b"k" * 32)) == Refused(Refusal.BAD_BSN)


def test_a_medewerker_of_an_onderwijsinstelling_needs_one() -> None:
    secrecy = Secrecy(b"k" * 32)
    outcome = identify(Means.EHERKENNING, claims(name="Bram Jansen", organisation="99AB"), secrecy)
    expected = Identity(Means.EHERKENNING, "subject-1", "Bram Jansen", frozenset({Permission.MIJN_DUO}), "99AB")
    assert outcome == LoggedIn(expected)
    assert identify(Means.EHERKENNING, claims(name="Bram"), secrecy) == Refused(Refusal.NO_MACHTIGING)


def test_a_medewerker_of_the_agency_has_no_onderwijsinstelling() -> None:
    outcome = identify(
        Means.MEDEWERKER,
        claims(name="Els Visser", organisation="99AB", bsn="999990019", groups=["redactie", "x", 3]),
        Secrecy(b"k" * 32),
    )
    assert outcome == LoggedIn(Identity(Means.MEDEWERKER, "subject-1", "Els Visser", frozenset({Permission.REDACTIE})))


@pytest.mark.parametrize("groups", [None, "redactie", [], ["beheer"]])
def test_a_medewerker_of_the_agency_without_a_group_of_ours_stays_out(groups: object) -> None:
    assert identify(Means.MEDEWERKER, claims(groups=groups), Secrecy(b"k" * 32)) == Refused(Refusal.NO_GROUP)


def test_who_answers_zaken_arrives_there() -> None:
    outcome = identify(Means.MEDEWERKER, claims(name="Koen", groups=["zaken"]), Secrecy(b"k" * 32))
    assert isinstance(outcome, LoggedIn)
    assert outcome.identity.permissions == {Permission.BEANTWOORD_ZAKEN}
    assert landing_of(outcome.identity) == "/redactie/zaken"


def test_every_failure_has_an_explanation_and_a_word_for_the_log() -> None:
    level = LEVELS[Means.DIGID][1]
    failures: list[Failure] = [Cancelled(), LevelTooLow(None, level), ProviderDown(), *map(Refused, Refusal)]
    assert {type(failure) for failure in failures} == set(get_args(Failure))
    # A text that was kept is told by the same page, and is no failure.
    assert {reason_of(failure) for failure in failures} == set(Reason) - {Reason.KEPT}
    assert set(STATUS_OF) == set(Reason)
    assert len({result_of(failure) for failure in failures}) == len(failures)


def test_the_test_bsns_of_the_cast_are_plainly_test_numbers() -> None:
    numbers = [person.bsn for person in CAST if person.bsn]
    assert len(set(numbers)) == len(numbers) == 3
    assert all(is_bsn(number) and number.startswith("9999") for number in numbers)
