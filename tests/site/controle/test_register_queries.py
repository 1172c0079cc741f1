"""The register is asked about all files at once: one query, however many they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Engine, event

from duo_site.controle.domain import GeenZegel, Geldig, NietTeControleren, Oordeel, Reden, SealOutcome, Verzegeld
from duo_site.controle.service import confirm_all
from duo_site.database import reading_session, writing_session
from duo_site.uittreksel.domain import UittrekselRequest
from duo_site.uittreksel.number import new_number
from duo_site.uittreksel.service import store
from duo_site.web.site import Site
from tests.site.controle.conftest import INHOUD, SEALED_AT


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are executed meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def issue(site: Site, place: int) -> Geldig:
    """Enter an uittreksel in the register, and give what its seal would say."""
    number = new_number(lambda size: bytes([place]) * size)
    inhoud = replace(INHOUD, number=number, status_index=100 + place)
    request = UittrekselRequest(f"queries-{place}", 1, "nl", True, INHOUD.downloaded_on)
    with writing_session(site.engine) as session:
        store(session, site.secrecy, request, inhoud, f"{place:064}", SEALED_AT)
    return Geldig(Verzegeld(SEALED_AT, "Zegel", "key", inhoud))


def test_one_and_five_files_take_the_same_queries(site: Site) -> None:
    seals = [issue(site, place) for place in range(1, 5)]
    unknown = Geldig(replace(seals[0].verzegeld, inhoud=replace(INHOUD, number=new_number(lambda size: bytes(size)))))
    said = []
    batches: list[list[SealOutcome]] = [[seals[0]], [*seals[::-1], GeenZegel(), unknown]]
    for outcomes in batches:
        with reading_session(site.engine) as session, counted_queries(site.engine) as queries:
            said.append(confirm_all(session, site.secrecy, outcomes))
        assert len([query for query in queries if query.startswith("SELECT")]) == 1
    assert [outcome.oordeel for outcome, _entry in said[1]] == [
        *[Oordeel.GELDIG] * 4,
        Oordeel.GEEN_ZEGEL,
        Oordeel.NIET_TE_CONTROLEREN,
    ]
    assert [entry.inhoud.number if entry else None for _outcome, entry in said[1]] == [
        *(seal.verzegeld.number for seal in seals[::-1]),
        None,
        None,
    ]
    assert said[1][-1][0] == NietTeControleren((Reden.NIET_IN_REGISTER,))


def test_files_without_our_seal_ask_nothing(site: Site) -> None:
    with reading_session(site.engine) as session, counted_queries(site.engine) as queries:
        assert confirm_all(session, site.secrecy, [GeenZegel()]) == [(GeenZegel(), None)]
    assert not [query for query in queries if query.startswith("SELECT")]
