"""What could identify somebody is taken out; years, dates and prices stay."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duo_site.feedback.numbers import passes_11_test, passes_mod_97
from duo_site.feedback.redaction import redact

# The machine that runs the tests may be busy.
patient = settings(deadline=None)
SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", ". ", "/", "_"])
TEXTS = st.text(max_size=60)


def is_date(number: str) -> bool:
    return re.search("^(19|20)|(19|20)[0-9]{2}$", number) is not None


@st.composite
def bsns(draw: st.DrawFn) -> str:
    number = draw(st.integers(min_value=10_000_000, max_value=999_999_999))
    digits = next(str(n) for n in range(number - number % 11, 1_000_000_100) if passes_11_test(str(n)))
    assume(len(digits) in (8, 9))
    return digits


@st.composite
def ibans(draw: st.DrawFn) -> str:
    country, bban = draw(
        st.sampled_from(
            [
                ("NL", "ABNA0417164300"),
                ("BE", "539007547034"),
                ("DE", "370400440532013000"),
                ("FR", "20041010050500013M02606"),
            ]
        )
    )
    digits = "".join(str(draw(st.integers(0, 9))) if character.isdigit() else character for character in bban)
    return next(f"{country}{n:02}{digits}" for n in range(2, 99) if passes_mod_97(f"{country}{n:02}{digits}"))


def spread(text: str, separator: str, size: int) -> str:
    return separator.join(text[at : at + size] for at in range(0, len(text), size))


@patient
@given(before=TEXTS, number=bsns(), after=TEXTS)
def test_every_bsn_is_found_in_any_text(before: str, number: str, after: str) -> None:
    assume(not before[-1:].isdigit() and not after[:1].isdigit() and not is_date(number))
    assert number not in redact(before + number + after)


@patient
@given(number=bsns(), separator=SEPARATORS, size=st.integers(1, 5))
def test_every_bsn_is_found_with_separators(number: str, separator: str, size: int) -> None:
    written = spread(number, separator, size)
    looks_like_something_else = len(number) == 8 and ((separator and size in (1, 2, 4)) or is_date(number))
    assume(not looks_like_something_else)
    assert redact(f"mijn nummer is {written}, ok?") == "mijn nummer is [BSN weggehaald], ok?"


@patient
@given(before=TEXTS, number=ibans(), after=TEXTS, lower=st.booleans())
def test_every_iban_is_found_in_any_text(before: str, number: str, after: str, lower: bool) -> None:
    written = number.lower() if lower else number
    assert written not in redact(before + written + after)


@patient
@given(number=ibans(), separator=SEPARATORS, size=st.integers(1, 6))
def test_every_iban_is_found_with_separators(number: str, separator: str, size: int) -> None:
    assert redact(f"op {spread(number, separator, size)} graag") == "op [IBAN weggehaald] graag"


@patient
@given(TEXTS)
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@patient
@given(st.integers(1900, 2099), st.integers(1900, 2099), st.integers(1, 28), st.integers(1, 12))
def test_ordinary_years_and_dates_stay(first: int, second: int, day: int, month: int) -> None:
    for text in (
        f"Mijn diploma uit {first} staat er niet in, dat uit {second} wel.",
        f"Het schooljaar {first}-{second}",
        f"Op {day:02}-{month:02}-{first} geslaagd",
        f"Op {first}-{month:02}-{day:02} geslaagd",
        f"Op {day:02}/{month:02}/{first} geslaagd",
        f"De jaren {first}, {second} en {first}/{second}",
    ):
        assert redact(text) == text


@patient
@given(st.decimals(0, 99_999, places=2))
def test_prices_stay(price: object) -> None:
    text = f"De VAE kost € {price} en dat is te veel."
    assert redact(text) == text


@pytest.mark.parametrize(
    "text", ["€ 12.345.674 is veel", "EUR 1.000.000", "72 euro, 148,83 euro", "10 miljoen diploma's in 2019", "25PB00"]
)
def test_amounts_and_codes_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "number",
    [
        "0612345678", "06-12345678", "06 12 34 56 78", "06 - 12 34 56 78", "+31612345678", "+31 6 12345678",
        "+31 (0)6 12 34 56 78", "0031612345678", "0031 6 12345678", "010-1234567", "(010) 123 45 67", "0512 - 12 34 56",
        "070/1234567", "+32 470 12 34 56",
    ],
)  # fmt: skip
def test_phone_numbers_go(number: str) -> None:
    assert redact(f"Bel mij op {number}.") == "Bel mij op [telefoonnummer weggehaald]."


@pytest.mark.parametrize(
    "address", ["anja@voorbeeld.nl", "a.de-vries+duo@post.voorbeeld.co.uk", "ANJA@VOORBEELD.NL", "anja @ voorbeeld.nl"]
)
def test_mail_addresses_go(address: str) -> None:
    assert redact(f"Mail naar {address}, graag") == "Mail naar [e-mailadres weggehaald], graag"


def test_overlapping_finds_go_together() -> None:
    assert redact("06 123456782") == "06 [BSN weggehaald]"
    assert redact("123456782@voorbeeld.nl") == "[e-mailadres weggehaald]"


@pytest.mark.parametrize("text", ["", "NL", "nlſ91ABNA0417164300", "١٢٣٤٥٦٧٨٩", "@" * 1000, "0" * 1000, "nl9 " * 250])
def test_strange_texts_are_no_accident(text: str) -> None:
    assert isinstance(redact(text), str)


def test_the_11_test() -> None:
    assert passes_11_test("123456782")
    assert passes_11_test("999990019")
    assert not passes_11_test("123456789")
    assert not passes_11_test("000000000")
