"""Looking up a student: what is shown to whom, the line in the logboek, the limit, and where the number is not."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import TestResponse

from duo_site.audit import AuditLine
from duo_site.database import reading_session, writing_session
from duo_site.deliveries.process import Listener
from duo_site.demo.people import DemoPerson
from duo_site.identity import Permission, Rol, Sector
from duo_site.mijn_diplomas.delivery.process import diploma_delivery
from duo_site.mijn_diplomas.domain import Soort
from duo_site.mijn_diplomas.models import InzageRow
from duo_site.mijn_duo.studentendossier.domain import MAY_SEE
from duo_site.mijn_duo.studentendossier.labels import SOORTEN
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import ANJA, BRAM, CARLA, DRISS, GIJS, LARS, WILLEM
from tests.post import deliver
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import client_for, give, send
from tests.unit.mijn_diplomas.builders import make_row

START = "/mijn-duo/studentendossier"
STUDENT = frozenset({Permission.BEKIJK_STUDENT})
SOORT = {
    "vo": {},
    "mbo": {"opleiding": "Mbo-Verpleegkundige", "profiel": "", "opleidingscode": "25655"},
    "wo": {"opleiding": "Master Geneeskunde", "profiel": "", "opleidingscode": "66570", "document": "getuigschrift"},
    "inburgering": {"opleiding": "Inburgeringsexamen", "profiel": "", "bekostiging": ""},
}


@pytest.fixture
def register(onderwijs: Site, tmp_path: Path) -> Callable[..., None]:
    """Give the way to deliver diplomas of Anja to the register."""

    def deliver(**rows: dict[str, Any]) -> None:
        lines = [make_row(levering=f"98CD-{soort}", soort=soort, **values) for soort, values in rows.items()]
        path, problems = tmp_path / "delivery.jsonl", list[str]()
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        listener = Listener(lambda _, problem: problems.append(problem), lambda _, read: None)
        diploma_delivery(onderwijs.engine, onderwijs.secrecy, onderwijs.audit, now(), today(), listener).deliver([path])
        assert not problems

    return deliver


@pytest.fixture
def bram(app: Flask, onderwijs: Site) -> LookingClient:
    """Log Bram in, who may look up students at 99AB."""
    give(onderwijs, BRAM, Rol.BEKOSTIGING, machtigingen=STUDENT)
    return client_for(app, BRAM)


def look(client: LookingClient, person: DemoPerson = ANJA, **fields: str) -> TestResponse:
    """Look somebody of the cast up."""
    return send(client, START, START, **{"nummer": person.bsn or "", "reden": "toelating", **fields})


def lines_of(site: Site) -> list[InzageRow]:
    """List all that stands in the logboeken."""
    with reading_session(site.engine) as session:
        return list(session.scalars(select(InzageRow).order_by(InzageRow.id)))


def test_a_look_shows_diplomas_without_cijfers(bram: LookingClient, register: Callable[..., None]) -> None:
    register(**SOORT)
    page = look(bram).get_data(as_text=True)
    for shown in ("Anja Maria de Vries", "14 maart 1988", "vwo", "Mbo-Verpleegkundige", "Master Geneeskunde", "Fries"):
        assert shown in page
    assert "Inburgeringsexamen" not in page
    assert not re.search(r"6,8|7\.1|Eindcijfer", page)


@pytest.mark.parametrize(
    ("person", "code", "bestuursnummer", "seen", "hidden"),
    [
        (DRISS, "98CD", "98002", ("vwo", "Fries"), ("Mbo-Verpleegkundige", "Geneeskunde")),
        (LARS, "94RM", "94004", ("vwo", "Mbo-Verpleegkundige"), ("Fries", "Geneeskunde")),
    ],
)
def test_each_sector_sees_what_it_needs(
    app: Flask,
    onderwijs: Site,
    register: Callable[..., None],
    person: DemoPerson,
    code: str,
    bestuursnummer: str,
    seen: tuple[str, ...],
    hidden: tuple[str, ...],
) -> None:
    register(**SOORT)
    give(onderwijs, person, Rol.BEKOSTIGING, code, bestuursnummer, machtigingen=STUDENT)
    page = look(client_for(app, person)).get_data(as_text=True)
    assert all(word in page for word in seen)
    assert not [word for word in hidden if word in page]


def test_a_diploma_that_was_taken_back_is_not_shown(
    bram: LookingClient, onderwijs: Site, register: Callable[..., None]
) -> None:
    register(**SOORT)
    with writing_session(onderwijs.engine) as session:
        session.execute(text("UPDATE diploma SET status = 'ingetrokken' WHERE soort = 'wo'"))
    assert "Geneeskunde" not in look(bram).get_data(as_text=True)


def test_each_look_stands_in_the_logboek_of_the_student(
    app: Flask, bram: LookingClient, register: Callable[..., None]
) -> None:
    register(**SOORT)
    anja = client_for(app, ANJA)
    assert "Nog niemand zocht op" in anja.page("/mijn-diplomas/logboek").text_content()
    look(bram)
    look(bram, reden="vrijstelling")
    log = anja.page("/mijn-diplomas/logboek")
    texts = [" ".join(item.text_content().split()) for item in log.xpath("//ol[@class='timeline']/li")]
    assert len(texts) == 2
    assert "Hogeschool Waterland (fictief) (99AB) Reden: Aanvraag van een vrijstelling." in texts[0]
    assert "Reden: Toelating tot een opleiding. Gezien door: Medewerker bekostiging. 3 diploma's gezien." in texts[1]
    assert "Bram" not in log.text_content()
    assert "Nog niemand" in client_for(app, GIJS).page("/mijn-diplomas/logboek").text_content()


def test_a_number_without_diplomas_and_one_of_nobody_look_alike(
    app: Flask, bram: LookingClient, onderwijs: Site, register: Callable[..., None]
) -> None:
    register(inburgering=SOORT["inburgering"])
    plain = re.compile(r'value="[^"]*"|\d{1,2}:\d{2}')
    answers = [look(bram, ANJA), look(bram, GIJS), look(bram, nummer="999990202")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    pages = {plain.sub("", answer.get_data(as_text=True)) for answer in answers}
    assert len(pages) == 1
    assert "Geen diploma's gevonden" in pages.pop()
    assert [line.number for line in lines_of(onderwijs)] == [0, 0, 0]
    log = client_for(app, GIJS).page("/mijn-diplomas/logboek")
    assert "Geen diploma's gezien." in log.text_content()


def test_without_its_line_there_is_no_look(
    app: Flask, bram: LookingClient, onderwijs: Site, register: Callable[..., None]
) -> None:
    register(**SOORT)
    with writing_session(onderwijs.engine) as session:
        session.execute(text("ALTER TABLE inzage RENAME TO elsewhere"))
    try:
        with pytest.raises(SQLAlchemyError):
            look(bram)
    finally:
        with writing_session(onderwijs.engine) as session:
            session.execute(text("ALTER TABLE elsewhere RENAME TO inzage"))
    with reading_session(onderwijs.engine) as session:
        assert session.scalar(select(func.count()).where(AuditLine.action == "student-opzoeken")) == 0


def test_the_number_is_in_no_address_title_log_or_audit_line(
    bram: LookingClient, onderwijs: Site, register: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    register(**SOORT)
    number = ANJA.bsn or ""
    answer = look(bram)
    assert answer.status_code == 200
    assert number not in answer.get_data(as_text=True)
    assert answer.request.query_string == b""
    assert answer.headers["Cache-Control"] == "no-store"
    assert number not in "".join(capfd.readouterr())
    with reading_session(onderwijs.engine) as session:
        (line,) = session.scalars(select(AuditLine).where(AuditLine.action == "student-opzoeken"))
        assert number not in line.target
        assert line.actor == BRAM.subject


@pytest.mark.parametrize(
    "fields",
    [
        {"nummer": ""},
        {"nummer": "12345678"},
        {"nummer": "999990018"},
        {"nummer": "000000000"},
        {"nummer": "９９９９９００１９"},
        {"nummer": "9" * 5000},
        {"reden": ""},
        {"reden": "nieuwsgierig"},
    ],
)
def test_what_is_not_right_is_asked_again(bram: LookingClient, onderwijs: Site, fields: dict[str, str]) -> None:
    answer = look(bram, ANJA, **fields)
    assert answer.status_code == 422
    assert "Fout:" in answer.get_data(as_text=True)
    assert lines_of(onderwijs) == []


def test_spaces_and_dots_in_a_number_do_not_matter(bram: LookingClient, register: Callable[..., None]) -> None:
    register(**SOORT)
    assert "Master Geneeskunde" in look(bram, nummer="9999.90 019").get_data(as_text=True)


def test_above_the_limit_of_a_day_nobody_is_shown_and_the_beheerders_are_warned_once(
    app: Flask, bram: LookingClient, onderwijs: Site, register: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    register(**SOORT)
    for beheerder in (CARLA, WILLEM):
        give(onderwijs, beheerder, Rol.BEHEERDER)
    monkeypatch.setattr(onderwijs, "settings", replace(onderwijs.settings, students_per_day=2))
    assert [look(bram).status_code for _ in range(4)] == [200, 200, 429, 429]
    refused = look(bram)
    assert int(refused.headers["Retry-After"]) <= 25 * 3600
    assert "U kunt vandaag geen studenten meer opzoeken" in refused.get_data(as_text=True)
    assert "Geneeskunde" not in refused.get_data(as_text=True)
    assert len(lines_of(onderwijs)) == 2
    sent = deliver(onderwijs)
    assert sorted(letter["To"] for letter in sent) == ["carla@voorbeeld.invalid", "willem@voorbeeld.invalid"]
    texts = [letter.get_content() for letter in sent]
    assert all("Bram Jansen" in text and "Vries" not in text for text in texts)
    with reading_session(onderwijs.engine) as session:
        results = session.scalars(select(AuditLine.result).where(AuditLine.action == "student-opzoeken")).all()
    assert sorted(results) == ["gelukt", "gelukt", "te-veel", "te-veel", "te-veel"]
    give(onderwijs, DRISS, Rol.BEKOSTIGING, machtigingen=STUDENT)
    assert look(client_for(app, DRISS)).status_code == 200, "the limit counts for one person"


def test_the_policy_speaks_the_words_of_the_register() -> None:
    known = {soort.value for soort in Soort}
    assert set(MAY_SEE) == set(Sector)
    assert {soort for limits in MAY_SEE.values() for soort in limits} == set(SOORTEN)
    assert set(SOORTEN) < known
    assert not {"inburgering", "wft"} & set(SOORTEN)
