"""Controles are counted after the answer: each file once, under its soort, its outcome and the language."""

from datetime import date

from sqlalchemy import select, text
from werkzeug.test import TestResponse

from duo_site.database import reading_session, writing_session
from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.tally import Act, Counted, TallyRow
from duo_site.uittreksel.domain import Status
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.builders import BASE_URL
from tests.site.client import LookingClient
from tests.site.controle.conftest import DIPLOMA, Genuine, change_status
from tests.site.controle.sending import make_pdf, send
from tests.site.controle.test_many import flip

PLAIN = make_pdf()


def counted(site: Site, answer: TestResponse) -> dict[Act, int]:
    """Let the answer end, as a server does when it has sent it; gives what was counted."""
    answer.close()
    with reading_session(site.engine) as session:
        rows = session.scalars(select(TallyRow)).all()
        assert {row.month for row in rows} <= {today().replace(day=1)}
        return {Act(Counted(row.what), row.soort, row.language): row.count for row in rows}


def know_the_diploma(site: Site) -> None:
    """Put the diploma behind the uittreksel in the register."""
    with writing_session(site.engine) as session:
        session.execute(text("INSERT INTO diplomahouder (id, bsn, bsn_lookup) VALUES (1, :bsn, 'x')"), {"bsn": b"x"})
        known = {"public_id": DIPLOMA, "levering": "1", "soort": "vo", "document": "diploma", "status": "geldig"}
        empty = ("content", "bekostiging", "opleidingscode", "opleiding", "profiel", "niveau_nlqf", "instellingscode")
        session.add(
            DiplomaRow(
                **known,
                **dict.fromkeys(empty, ""),
                version=1,
                holder_id=1,
                person=b"",
                onderwijsinstelling="",
                plaats="",
                behaald_op=date(2016, 6, 16),
                cijfers=[],
                delivered_at=now(),
                updated_at=now(),
            )
        )


def test_one_file(client: LookingClient, site: Site, genuine: Genuine) -> None:
    know_the_diploma(site)
    answer = client.send_file("/controle", genuine.file)
    assert counted(site, answer) == {
        Act(Counted.CONTROLE, "vo", "nl"): 1,
        Act(Counted.OORDEEL, "geldig", "nl"): 1,
    }
    change_status(site, Status.INGETROKKEN)
    assert counted(site, client.send_file("/en/controle", genuine.file))[Act(Counted.OORDEEL, "ingetrokken", "en")] == 1


def test_many_files_are_counted_once_each(client: LookingClient, site: Site, genuine: Genuine) -> None:
    know_the_diploma(site)
    files = [
        ("anja.pdf", genuine.file),
        ("again.pdf", genuine.file),
        ("flipped.pdf", flip(genuine.file)),
        ("plain.pdf", PLAIN),
        ("letter.txt", b"a letter"),
    ]
    assert counted(site, send(client, files)) == {
        Act(Counted.CONTROLE, "vo", "nl"): 1,
        Act(Counted.CONTROLE, "onbekend", "nl"): 3,
        Act(Counted.OORDEEL, "geldig", "nl"): 1,
        Act(Counted.OORDEEL, "gewijzigd", "nl"): 1,
        Act(Counted.OORDEEL, "geen-zegel", "nl"): 1,
        Act(Counted.OORDEEL, "niet-te-controleren", "nl"): 1,
    }


def test_programs_have_no_language(client: LookingClient, site: Site, genuine: Genuine) -> None:
    answer = send(client, [("anja.pdf", genuine.file), ("plain.pdf", PLAIN)], address="/api/v1/controles")
    assert counted(site, answer) == {
        Act(Counted.CONTROLE, "onbekend", "api"): 2,
        Act(Counted.OORDEEL, "geldig", "api"): 1,
        Act(Counted.OORDEEL, "geen-zegel", "api"): 1,
    }


def test_a_number_is_counted_when_it_exists(client: LookingClient, site: Site, genuine: Genuine) -> None:
    know_the_diploma(site)
    assert counted(site, client.get("/controle/0000-0000")) == {}
    assert counted(site, client.head(f"/controle/{genuine.number}", base_url=BASE_URL)) == {}
    assert counted(site, client.get(f"/en/controle/{genuine.number}")) == {Act(Counted.NUMMER, "vo", "en"): 1}


def test_a_refused_request_counts_nothing(client: LookingClient, site: Site) -> None:
    assert counted(site, client.post("/controle", headers={"Origin": BASE_URL})) == {}


def test_a_database_that_fails_costs_the_count_alone(client: LookingClient, site: Site, genuine: Genuine) -> None:
    with writing_session(site.engine) as session:
        session.execute(text("ALTER TABLE tally RENAME TO away"))
    try:
        answer = client.send_file("/controle", genuine.file)
        answer.close()
        assert answer.status_code == 200
    finally:
        with writing_session(site.engine) as session:
            session.execute(text("ALTER TABLE away RENAME TO tally"))
    assert counted(site, client.get("/controle")) == {}
