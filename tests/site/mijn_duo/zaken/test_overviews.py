"""Overviews: asked for once, made by a job, downloaded by who may, and by nobody else."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from duo_site.database import reading_session, writing_session
from duo_site.demo.people import ANJA
from duo_site.jobs import JobRow, Worker
from duo_site.mijn_diplomas.models import DiplomahouderRow, DiplomaRow
from duo_site.retention import erase_expired
from duo_site.web.clock import now
from duo_site.web.site import Site
from tests.moments import NOON
from tests.site.client import LookingClient
from tests.site.mijn_duo.conftest import send
from tests.site.mijn_duo.zaken.conftest import ZAKEN, hand_in, mail_of, rows_of


@pytest.fixture
def register(site: Site) -> None:
    """Put diplomas of two onderwijsinstellingen in the register, one of them with a formula for a name."""
    assert ANJA.bsn is not None
    with writing_session(site.engine) as session:
        holder = DiplomahouderRow(bsn=site.secrecy.encrypt(ANJA.bsn), bsn_lookup=site.secrecy.lookup("bsn", ANJA.bsn))
        session.add(holder)
        session.flush()
        for number, code in enumerate(("99AB", "99AB", "99AB", "98CD")):
            name = "=HYPERLINK(1)" if number == 1 else f"Naam {number}"
            person = json.dumps(["Anja", "", name, "1990-01-02"])
            row: dict[str, Any] = {column.name: "" for column in DiplomaRow.__table__.columns if column.name != "id"}
            row |= {
                "public_id": f"p{number}",
                "levering": f"{code}-{number}",
                "version": 1,
                "status": "geldig",
                "holder_id": holder.id,
                "person": site.secrecy.encrypt(person),
                "soort": "hbo",
                "opleiding": "B Informatica",
                "instellingscode": code,
                "behaald_op": NOON.date().replace(year=2020 + number),
                "cijfers": [],
                "delivered_at": NOON,
                "updated_at": NOON,
            }
            session.add(DiplomaRow(**row))


def ask(client: LookingClient, kind: str, form: str, first: str = "2020", last: str = "2026") -> str:
    page = f"{ZAKEN}/nieuw/{kind}"
    answer = send(client, page, page, van_jaar=first, tot_jaar=last, vorm=form, doe="verder")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    number = answer.headers["Location"].split("/")[-2]
    assert hand_in(client, number).status_code == 303
    return number


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.usefixtures("register")
def test_a_registratieoverzicht_from_request_to_download(bram: LookingClient, worker: Worker, site: Site) -> None:
    number = ask(bram, "registratieoverzicht", "csv")
    assert "Wij maken uw overzicht" in bram.get(f"{ZAKEN}/{number}").get_data(as_text=True)
    bram.page(f"{ZAKEN}/{number}/overzicht", status=404)
    assert worker.run_one()
    assert not worker.run_one(), "one zaak, one job"
    assert "Uw overzicht staat klaar" in bram.get(f"{ZAKEN}/{number}").get_data(as_text=True)
    answer = bram.get(f"{ZAKEN}/{number}/overzicht")
    head, *rows = read_csv(answer.data)
    assert [row[0] for row in rows] == ["99AB-0", "99AB-1", "99AB-2"]
    assert rows[1][head.index("achternaam")] == "'=HYPERLINK(1)"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "bsn" not in " ".join(head)
    assert ANJA.bsn is not None
    assert ANJA.bsn.encode() not in answer.data
    (file,) = (site.settings.instance / "overzichten").iterdir()
    assert b"Informatica" not in file.read_bytes()
    (mail,) = mail_of(site)
    assert number not in mail
    assert rows_of(site)[0].status == "afgerond"


@pytest.mark.usefixtures("register")
def test_an_obo_overzicht_names_nobody(bram: LookingClient, worker: Worker) -> None:
    number = ask(bram, "obo-overzicht", "xlsx", last="2021")
    assert worker.run_one()
    archive = zipfile.ZipFile(io.BytesIO(bram.get(f"{ZAKEN}/{number}/overzicht").data))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row>") == 3
    assert "Informatica" in sheet
    assert "Naam" not in sheet
    assert "1990-01-02" not in sheet


@pytest.mark.usefixtures("register")
def test_driss_gets_no_file_and_his_own_holds_nothing_of_others(
    bram: LookingClient, driss: LookingClient, raadpleger: LookingClient, worker: Worker
) -> None:
    number, own = ask(bram, "registratieoverzicht", "csv"), ask(driss, "registratieoverzicht", "csv")
    assert worker.run_one()
    assert worker.run_one()
    driss.page(f"{ZAKEN}/{number}/overzicht", status=404)
    assert [row[0] for row in read_csv(driss.get(f"{ZAKEN}/{own}/overzicht").data)[1:]] == ["98CD-3"]
    assert raadpleger.get(f"{ZAKEN}/{number}/overzicht").status_code == 200


@pytest.mark.usefixtures("register")
def test_handing_in_twice_asks_for_one_job(bram: LookingClient, site: Site) -> None:
    number = ask(bram, "obo-overzicht", "csv")
    with reading_session(site.engine) as session:
        assert [job.key for job in session.query(JobRow)] == [number]
    bram.page(f"{ZAKEN}/{number}/intrekken", status=404)


@pytest.mark.usefixtures("register")
def test_the_file_goes_after_its_time_and_the_zaak_stays(bram: LookingClient, worker: Worker, site: Site) -> None:
    number = ask(bram, "obo-overzicht", "csv")
    assert worker.run_one()
    (rule,) = [rule for rule in site.retention if rule.kind == "Bestanden van overzichten"]
    with writing_session(site.engine) as session:
        assert erase_expired(session, (rule,), now() + timedelta(days=29)) == {rule.kind: 0}
        assert erase_expired(session, (rule,), now() + timedelta(days=31)) == {rule.kind: 1}
    assert not list((site.settings.instance / "overzichten").iterdir())
    bram.page(f"{ZAKEN}/{number}/overzicht", status=404)
    assert "Het bestand is verwijderd" in bram.get(f"{ZAKEN}/{number}").get_data(as_text=True)


def test_what_a_killed_worker_left_goes_after_its_time(site: Site) -> None:
    left = site.settings.instance / "overzichten" / "Z2026-000001-of-a-killed-worker"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"encrypted")
    (rule,) = [rule for rule in site.retention if rule.kind == "Bestanden van overzichten"]
    for days, is_there in ((29, True), (31, False)):
        with writing_session(site.engine) as session:
            erase_expired(session, (rule,), now() + timedelta(days=days))
        assert left.exists() is is_there


@pytest.mark.parametrize(("first", "last"), [("1995", "2020"), ("2021", "2020"), ("20", "2020"), ("2020", "2099")])
def test_years_that_make_no_sense(bram: LookingClient, site: Site, first: str, last: str) -> None:
    page = f"{ZAKEN}/nieuw/obo-overzicht"
    assert send(bram, page, page, van_jaar=first, tot_jaar=last, vorm="csv", doe="verder").status_code == 422
    assert not rows_of(site)
