"""One editor at a time, nothing overwritten, everything encrypted: on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from duo_site.database import Base, reading_session, writing_session
from duo_site.identity import Sector, Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.verantwoording.domain import (
    LEASE,
    ChangedMeanwhile,
    Closed,
    Done,
    FileKind,
    FileState,
    NothingNew,
    Occupied,
    Outcome,
    Status,
    deadline,
)
from duo_site.mijn_duo.verantwoording.models import VerantwoordingFileRow, VerantwoordingRow
from duo_site.mijn_duo.verantwoording.retention import VERANTWOORDING
from duo_site.mijn_duo.verantwoording.service.editing import add_file, give_back, take, write_findings
from duo_site.mijn_duo.verantwoording.service.handing_in import forget_withdrawn, hand_in
from duo_site.mijn_duo.verantwoording.service.reading import find_content, find_file, get_dossier, read_findings
from duo_site.mijn_duo.zaken.domain import Status as ZaakStatus
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakRow
from duo_site.mijn_duo.zaken.service import find_zaak, list_documents
from duo_site.retention import erase_expired
from duo_site.secrecy import Secrecy
from tests.moments import NOON

HERE = Werkplek("99AB", "99001", "Hogeschool", Sector.HOGER_ONDERWIJS)
SAME_BESTUUR = Werkplek("99AC", "99001", "Andere", Sector.HOGER_ONDERWIJS)
SAME_CODE = Werkplek("99AB", "98002", "Vreemd", Sector.HOGER_ONDERWIJS)
HANNA, IVO = Actor("hanna", "Hanna"), Actor("ivo", "Ivo")
SECRECY = Secrecy(b"k" * 32)
FOUND = {"code": "x:y", "is_error": True, "text": "", "rule": "", "arguments": {}, "concept": "", "places": []}


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    return empty_engine


def send(
    session: Session,
    version: int = 1,
    by: Actor = HANNA,
    at: datetime = NOON,
    kind: FileKind = FileKind.JAARREKENING,
    name: str = "jaarrekening.xbrl",
) -> Outcome:
    content = b"de cijfers van " + name.encode()
    return add_file(session, HERE, 2025, version, by, at, kind=kind, name=name, content=content, secrecy=SECRECY)


def send_good(session: Session, version: int = 1, name: str = "jaarrekening.xbrl") -> int:
    """Send a jaarrekening in which nothing is found; the version goes up by two."""
    done = send(session, version, name=name)
    assert isinstance(done, Done)
    assert write_findings(session, HERE, done.number, [], SECRECY, NOON)
    return done.number


def at_once(engine: Engine, *acts: Callable[[Session], Outcome]) -> list[str]:
    """Do several things at the same moment; give the names of what came of them."""
    start = Barrier(len(acts))

    def do(act: Callable[[Session], Outcome]) -> str:
        start.wait(timeout=20)
        with writing_session(engine) as session:
            return type(act(session)).__name__

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def test_of_two_who_begin_at_once_one_edits(engine: Engine) -> None:
    acts = [lambda session, who=who: take(session, HERE, 2025, who, NOON) for who in (HANNA, IVO)]
    assert at_once(engine, *acts) == ["Done", "Occupied"]
    with reading_session(engine) as session:
        assert session.scalar(select(func.count()).select_from(VerantwoordingRow)) == 1


def test_of_two_windows_that_send_at_once_one_is_kept(engine: Engine) -> None:
    assert at_once(engine, send, send) == ["ChangedMeanwhile", "Done"]


def test_of_two_that_hand_in_at_once_there_is_one_zaak(engine: Engine) -> None:
    with writing_session(engine) as session:
        send_good(session)
    acts = [lambda session: hand_in(session, HERE, 2025, 3, HANNA, NOON, SECRECY)] * 2
    assert at_once(engine, *acts) == ["ChangedMeanwhile", "Done"]
    with reading_session(engine) as session:
        assert session.scalar(select(func.count()).select_from(ZaakRow)) == 1


def test_who_edits_keeps_others_out_until_his_time_is_over(engine: Engine) -> None:
    with writing_session(engine) as session:
        done = take(session, HERE, 2025, HANNA, NOON)
        assert done.dossier.lease is not None
        assert done.dossier.lease.until == NOON + LEASE
        just_before, after = NOON + LEASE - timedelta(seconds=1), NOON + LEASE
        for act in (take(session, HERE, 2025, IVO, just_before), send(session, 1, IVO, just_before)):
            assert isinstance(act, Occupied)
            assert act.dossier.lease is not None
            assert act.dossier.lease.name == "Hanna"
        assert isinstance(hand_in(session, HERE, 2025, 1, IVO, just_before, SECRECY), Occupied)
        give_back(session, HERE, 2025, IVO, just_before)
        assert isinstance(take(session, HERE, 2025, IVO, just_before), Occupied), "only Hanna can give it back"
        assert isinstance(take(session, HERE, 2025, IVO, after), Done)
        assert isinstance(send(session, 1, HANNA, after), Occupied)
        assert give_back(session, HERE, 2025, IVO, after).lease is None
        assert isinstance(send(session, 1, HANNA, after), Done)


def test_a_file_is_encrypted_and_belongs_to_its_place(engine: Engine) -> None:
    with writing_session(engine) as session:
        done = send(session)
        assert isinstance(done, Done)
        write_findings(session, HERE, done.number, [FOUND], SECRECY, NOON)
        row = session.get_one(VerantwoordingFileRow, done.number)
        assert b"cijfers" not in row.content
        assert row.findings is not None
        assert b"x:y" not in row.findings
        for place in (SAME_BESTUUR, SAME_CODE):
            assert find_file(session, place, done.number) is None
            assert find_content(session, SECRECY, place, done.number) is None
            assert read_findings(session, SECRECY, place, done.number) == []
            assert not write_findings(session, place, done.number, [], SECRECY, NOON)
            assert get_dossier(session, place, 2025, NOON).files == ()
        assert read_findings(session, SECRECY, HERE, done.number) == [FOUND]
        file, content = find_content(session, SECRECY, HERE, done.number) or (None, b"")
        assert file is not None
        assert (file.state, file.errors, content) == (FileState.FOUT, 1, b"de cijfers van jaarrekening.xbrl")


def test_what_was_found_is_written_once(engine: Engine) -> None:
    with writing_session(engine) as session:
        done = send(session)
        assert isinstance(done, Done)
        assert write_findings(session, HERE, done.number, [FOUND], SECRECY, NOON)
        assert not write_findings(session, HERE, done.number, [], SECRECY, NOON), "a late answer approves nothing"


def test_after_the_deadline_nothing_changes(engine: Engine) -> None:
    with writing_session(engine) as session:
        done, late = send(session), deadline(2025)
        assert isinstance(done, Done)
        assert not write_findings(session, HERE, done.number, [], SECRECY, late)
        outcomes = (
            take(session, HERE, 2025, HANNA, late),
            send(session, 2, at=late),
            hand_in(session, HERE, 2025, 2, HANNA, late, SECRECY),
        )
        assert all(isinstance(outcome, Closed) for outcome in outcomes)
        assert get_dossier(session, HERE, 2025, late).status is Status.GESLOTEN


def test_handing_in_correcting_and_withdrawing(engine: Engine) -> None:
    with writing_session(engine) as session:
        assert isinstance(hand_in(session, HERE, 2025, 1, HANNA, NOON, SECRECY), NothingNew)
        send_good(session)
        first = hand_in(session, HERE, 2025, 3, HANNA, NOON, SECRECY)
        assert isinstance(first, Done)
        assert first.dossier.submission is not None
        assert isinstance(hand_in(session, HERE, 2025, 4, HANNA, NOON, SECRECY), NothingNew)
        send(session, 4, kind=FileKind.CONTROLEVERKLARING, name="verklaring.pdf")
        second = hand_in(session, HERE, 2025, 5, HANNA, NOON, SECRECY)
        assert second.dossier.status is Status.GECORRIGEERD
        assert second.dossier.submission is not None
        zaak = find_zaak(session, HERE, second.dossier.submission.zaak, {ZaakKind.JAARVERSLAG})
        assert zaak is not None
        assert zaak.inhoud["keer"] == 2
        assert [document.name for document in list_documents(session, zaak)] == ["jaarrekening.xbrl", "verklaring.pdf"]
        forget_withdrawn(session, zaak, ZaakStatus.AFGEWEZEN, NOON)
        assert get_dossier(session, HERE, 2025, NOON).submission is not None
        forget_withdrawn(session, zaak, ZaakStatus.INGETROKKEN, NOON)
        after = get_dossier(session, HERE, 2025, NOON)
    assert (after.status, after.has_news) == (Status.MET_VERKLARING, True)


def test_a_later_file_with_errors_leaves_the_figures(engine: Engine) -> None:
    with writing_session(engine) as session:
        number = send_good(session)
        send(session, 3, name="later.xbrl")
        dossier = get_dossier(session, HERE, 2025, NOON)
        assert dossier.figures is not None
        assert dossier.figures.number == number
        assert isinstance(send(session, 3), ChangedMeanwhile)


def test_years_long_ago_go(engine: Engine) -> None:
    with writing_session(engine) as session:
        send_good(session)
    for later, gone in ((NOON + timedelta(days=365 * 6), 0), (NOON + timedelta(days=365 * 8), 1)):
        with writing_session(engine) as session:
            assert erase_expired(session, (VERANTWOORDING,), later) == {VERANTWOORDING.kind: gone}
    with reading_session(engine) as session:
        assert session.scalar(select(func.count()).select_from(VerantwoordingFileRow)) == 0
