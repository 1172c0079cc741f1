"""What the register says is laid beside what the seal says."""

from dataclasses import replace
from datetime import datetime

import pytest

from duo_site.controle.domain import (
    GeenZegel,
    Geldig,
    Gewijzigd,
    Ingetrokken,
    NietTeControleren,
    NietVanOns,
    Oordeel,
    Outcome,
    Reden,
    RegisterEntry,
    SealOutcome,
    Vervangen,
    Verzegeld,
    with_register,
)
from duo_site.uittreksel.domain import Status, UittrekselInhoud


@pytest.fixture
def geldig(inhoud: UittrekselInhoud, sealed_at: datetime) -> Geldig:
    """A seal that holds."""
    return Geldig(Verzegeld(sealed_at, "Zegel", "key", inhoud))


def test_the_status_in_the_register_decides(geldig: Geldig, inhoud: UittrekselInhoud, now: datetime) -> None:
    def ask(status: Status) -> object:
        return with_register(geldig, RegisterEntry(inhoud, status, now))

    assert ask(Status.GELDIG) == geldig
    assert ask(Status.INGETROKKEN) == Ingetrokken(geldig.verzegeld, now)
    assert ask(Status.VERVANGEN) == Vervangen(geldig.verzegeld, now)


def test_a_seal_alone_is_not_enough(geldig: Geldig, inhoud: UittrekselInhoud, now: datetime) -> None:
    assert with_register(geldig, None) == NietTeControleren((Reden.NIET_IN_REGISTER,))
    other = RegisterEntry(replace(inhoud, holder="Bram"), Status.GELDIG, now)
    assert with_register(geldig, other) == NietTeControleren((Reden.REGISTER_ZEGT_ANDERS,))


@pytest.mark.parametrize(
    "outcome",
    [Gewijzigd((Reden.INHOUD_GEWIJZIGD,)), NietVanOns(), GeenZegel(), NietTeControleren((Reden.GEEN_PDF,))],
)
def test_the_register_never_makes_a_bad_file_good(
    outcome: SealOutcome, inhoud: UittrekselInhoud, now: datetime
) -> None:
    assert with_register(outcome, RegisterEntry(inhoud, Status.GELDIG, now)) == outcome


def test_each_word_belongs_to_one_outcome() -> None:
    outcomes: list[type[Outcome]] = [
        Geldig,
        Ingetrokken,
        Vervangen,
        Gewijzigd,
        NietVanOns,
        GeenZegel,
        NietTeControleren,
    ]
    assert [outcome.oordeel for outcome in outcomes] == list(Oordeel)
