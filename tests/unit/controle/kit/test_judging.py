"""The words of the kit for genuine, withdrawn, changed and foreign data, and the reasons it gives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from duo_site.controle.report import describe
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.proofs import Proofs, make_proofs
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.status_list import write_status_list
from tests.unit.controle.conftest import NOW, SEALED_AT
from tests.unit.controle.kit.conftest import PLACES, REPLACED, SITE, WITHDRAWN, Ask, Question


def both(proofs: Proofs, now: datetime = NOW, **kit: str | None) -> tuple[Question, Question]:
    return (
        Question("qr", proofs.qr.encode(), now, dict(kit)),
        Question("credential", proofs.attachment, now, dict(kit)),
    )


def test_genuine_data_are_shown(ask: Ask, proofs: Proofs, inhoud: UittrekselInhoud) -> None:
    code, credential = ask(*both(proofs))
    said = describe(inhoud)
    assert (code.oordeel, code.redenen) == ("geldig", ["gegevens-ondertekend"])
    assert (credential.oordeel, credential.redenen) == ("geldig", ["gegevens-ondertekend"])
    assert credential.gegevens == said
    assert code.gegevens is not None
    assert code.gegevens == {name: said[name] for name in code.gegevens}
    assert {"naam", "geboortedatum", "opleiding", "onderwijsinstelling", "behaald_op", "nummer"} <= set(code.gegevens)


@pytest.mark.parametrize(
    ("place", "oordeel", "reden"),
    [
        (WITHDRAWN, "ingetrokken", "ingetrokken-in-statuslijst"),
        (REPLACED, "vervangen", "vervangen-in-statuslijst"),
        (PLACES - 1, "geldig", "gegevens-ondertekend"),
        (PLACES, "niet-te-controleren", "niet-in-statuslijst"),
        (None, "niet-te-controleren", "niet-in-statuslijst"),
    ],
)
def test_the_status_list_speaks(
    ask: Ask, inhoud: UittrekselInhoud, key: SigningKey, place: int | None, oordeel: str, reden: str
) -> None:
    for answer in ask(*both(make_proofs(replace(inhoud, status_index=place), key, SEALED_AT))):
        assert (answer.oordeel, answer.redenen) == (oordeel, [reden])
        assert answer.gegevens is not None


def test_only_a_list_of_ours_that_holds_now(
    ask: Ask, proofs: Proofs, key: SigningKey, stranger: SigningKey, status_list: bytes
) -> None:
    foreign = write_status_list(PLACES, {}, None, SITE, stranger, NOW).decode()
    impostor = write_status_list(PLACES, {}, None, SITE, replace(stranger, id=key.id), NOW).decode()
    questions = {
        "statuslijst-verlopen": both(proofs, NOW + timedelta(hours=26)),
        "statuslijst-ontbreekt": both(proofs, statuslijst=None),
        "statuslijst-ongeldig": (
            *both(proofs, statuslijst=foreign),
            *both(proofs, statuslijst=impostor),
            *both(proofs, statuslijst=status_list.decode()[:-8] + "AAAAAAAA"),
            *both(proofs, statuslijst=proofs.attachment.decode()),
            *both(proofs, statuslijst="nothing"),
        ),
    }
    for reden, asked in questions.items():
        for answer in ask(*asked):
            assert (answer.oordeel, answer.redenen) == ("niet-te-controleren", [reden])


def test_the_list_holds_as_long_as_on_the_server(ask: Ask, proofs: Proofs, key: SigningKey) -> None:
    hour = NOW.replace(minute=0, second=0, microsecond=0)
    token = write_status_list(PLACES, {}, None, SITE, key, NOW).decode()
    last, late, early = hour + timedelta(hours=25), hour + timedelta(hours=25, seconds=1), hour - timedelta(minutes=6)
    asked = [Question("qr", proofs.qr.encode(), moment, {"statuslijst": token}) for moment in (last, late, early)]
    assert [answer.oordeel for answer in ask(*asked)] == ["geldig", "niet-te-controleren", "niet-te-controleren"]


def test_changed_and_foreign_data(
    ask: Ask, proofs: Proofs, inhoud: UittrekselInhoud, key: SigningKey, stranger: SigningKey
) -> None:
    impostor = make_proofs(inhoud, replace(stranger, id=key.id), SEALED_AT)
    assert [answer.oordeel for answer in ask(*both(impostor))] == ["gewijzigd", "gewijzigd"]
    foreign = make_proofs(inhoud, stranger, SEALED_AT)
    assert [answer.oordeel for answer in ask(*both(foreign))] == ["niet-van-ons", "niet-van-ons"]
    moved = proofs.qr.replace("register.example", "register.exampel")
    (answer,) = ask(Question("qr", moved.encode()))
    assert (answer.oordeel, answer.gegevens) == ("gewijzigd", None)


def test_a_key_outside_its_time(ask: Ask, inhoud: UittrekselInhoud, key: SigningKey) -> None:
    early = make_proofs(inhoud, key, datetime(2026, 10, 1, tzinfo=UTC))
    for answer in ask(*both(early)):
        assert (answer.oordeel, answer.redenen) == ("gewijzigd", ["sleutel-buiten-geldigheid"])


def test_data_from_the_future(ask: Ask, inhoud: UittrekselInhoud, key: SigningKey) -> None:
    future = make_proofs(inhoud, key, NOW + timedelta(minutes=6))
    for answer in ask(*both(future)):
        assert (answer.oordeel, answer.redenen) == ("niet-te-controleren", ["datum-in-de-toekomst"])


def test_text_that_proves_nothing(ask: Ask, proofs: Proofs) -> None:
    address = proofs.qr.partition("#")[0]
    asked = {
        address: "geen-zegel",
        "": "niet-te-controleren",
        "hallo": "niet-te-controleren",
        "https://elsewhere.example/": "niet-te-controleren",
        f"{address}#": "niet-te-controleren",
        f"{address}#UIT1:": "niet-te-controleren",
        f"{address}#UIT1:é": "niet-te-controleren",
        f"{address}#UIT1:ABC": "niet-te-controleren",
        proofs.qr[:-1]: "niet-te-controleren",
        proofs.qr + "0" * 5000: "niet-te-controleren",
    }
    answers = ask(*(Question("qr", text.encode()) for text in asked))
    assert [answer.oordeel for answer in answers] == list(asked.values())
