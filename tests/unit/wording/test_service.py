"""Saving texts, publishing them and going back; on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from duo_site.database import Base, reading_session, writing_session
from duo_site.wording.domain import (
    NeedsOther,
    NothingToPublish,
    Overtaken,
    Published,
    PublishedMeanwhile,
    PublishOutcome,
    Saved,
    SaveOutcome,
    ShippedText,
    TextKey,
)
from duo_site.wording.service import (
    current_snapshot,
    find_draft,
    get_snapshot,
    list_snapshots,
    list_versions,
    publish,
    return_to,
    save_draft,
)
from tests.moments import NOON

ZOEK = ShippedText(TextKey("Zoek"), ("Search",))
PAGES = ShippedText(TextKey("%(num)s pagina", "%(num)s pagina's"), ("%(num)s page", "%(num)s pages"))
SHIPPED = {"en": {text.key.digest: text for text in (ZOEK, PAGES)}}


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    Base.metadata.create_all(empty_engine)
    return empty_engine


def save(engine: Engine, text: str, seen: int, by: str = "els") -> SaveOutcome:
    with writing_session(engine) as session:
        return save_draft(session, "en", ZOEK, (text,), seen=seen, by=by, at=NOON)


def put_in_force(engine: Engine, seen: int, by: str = "els", *, four_eyes: bool = False) -> PublishOutcome:
    with writing_session(engine) as session:
        return publish(session, SHIPPED, seen=seen, by=by, at=NOON, four_eyes=four_eyes)


def in_force(engine: Engine) -> dict[str, tuple[str, ...]]:
    with reading_session(engine) as session:
        return dict(current_snapshot(session).texts.get("en", {}))


def test_a_draft_changes_nothing_until_it_is_published(engine: Engine) -> None:
    assert isinstance(save(engine, "Find", 0), Saved)
    assert in_force(engine) == {}
    outcome = put_in_force(engine, 0)
    assert isinstance(outcome, Published)
    assert outcome.snapshot.number == 1
    assert in_force(engine) == {ZOEK.key.digest: ("Find",)}


def test_who_saves_over_another_is_shown_both(engine: Engine) -> None:
    save(engine, "Find", 0)
    outcome = save(engine, "Look up", 0, by="noor")
    assert isinstance(outcome, Overtaken)
    assert outcome.theirs.texts == ("Find",)
    assert isinstance(save(engine, "Look up", 1, by="noor"), Saved)
    with reading_session(engine) as session:
        versions = list_versions(session, "en", ZOEK.key, ZOEK.texts)
    assert [(version.texts, version.by) for version in versions] == [(("Look up",), "noor"), (("Find",), "els")]


def test_the_same_text_saved_twice_is_no_conflict(engine: Engine) -> None:
    save(engine, "Find", 0)
    assert isinstance(save(engine, "Find", 0), Saved)


def test_publishing_what_is_in_force_makes_no_number(engine: Engine) -> None:
    assert isinstance(put_in_force(engine, 0), NothingToPublish)
    save(engine, "Search", 0)
    assert isinstance(put_in_force(engine, 0), NothingToPublish), "it equals what the program has"


def test_who_publishes_after_another_is_told(engine: Engine) -> None:
    save(engine, "Find", 0)
    put_in_force(engine, 0)
    save(engine, "Seek", 1)
    assert isinstance(put_in_force(engine, 0), PublishedMeanwhile)
    assert in_force(engine)[ZOEK.key.digest] == ("Find",)


def test_going_back_makes_a_new_number_and_loses_nothing(engine: Engine) -> None:
    for number, text in enumerate(("One", "Two"), start=1):
        save(engine, text, number - 1)
        put_in_force(engine, number - 1)
    with writing_session(engine) as session:
        outcome = return_to(session, 1, seen=2, by="els", at=NOON)
    assert isinstance(outcome, Published)
    assert (outcome.snapshot.number, outcome.snapshot.back_to) == (3, 1)
    assert in_force(engine) == {ZOEK.key.digest: ("One",)}
    with reading_session(engine) as session:
        draft = find_draft(session, "en", ZOEK.key.digest)
        assert draft is not None
        assert draft.texts == ("Two",), "what was saved stays to be published again"
        assert [snapshot.number for snapshot in list_snapshots(session)] == [3, 2, 1]
        with pytest.raises(LookupError):
            get_snapshot(session, 9)


def test_with_four_eyes_another_publishes(engine: Engine) -> None:
    save(engine, "Find", 0, by="els")
    assert put_in_force(engine, 0, by="els", four_eyes=True) == NeedsOther(1)
    assert isinstance(put_in_force(engine, 0, by="noor", four_eyes=True), Published)


def test_fifty_editors_at_once_lose_nothing(engine: Engine) -> None:
    def write(number: int) -> None:
        seen = 0
        while True:
            match save(engine, f"Text {number}", seen, by=f"editor-{number}"):
                case Saved():
                    return
                case Overtaken(theirs):
                    seen = theirs.version

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(write, range(50)))
    with reading_session(engine) as session:
        versions = list_versions(session, "en", ZOEK.key, ZOEK.texts)
    assert sorted(version.texts[0] for version in versions) == sorted(f"Text {number}" for number in range(50))
    assert [version.version for version in versions] == list(range(50, 0, -1))
