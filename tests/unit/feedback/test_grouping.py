"""Comments that are alike come together, always in the same way."""

import random

from hypothesis import given
from hypothesis import strategies as some

from duo_site.feedback.comments.grouping import MOST_COMMENTS, Group, Written, group_alike

WAITING = (
    "Hoe lang duurt het wachten op mijn nieuwe diploma?",
    "Het wachten op het nieuwe diploma duurde lang.",
    "Wachten duurt te lang voor een nieuw diploma",
    "Ik moet lang wachten, mijn nieuwe diploma is er niet.",
)
PHONE = (
    "Het uittreksel opent niet op mijn telefoon",
    "Mijn telefoon opent geen uittreksels",
    "Op de telefoon is een uittreksel te klein",
)
ENGLISH = (
    "The list of countries is missing",
    "I miss a list of the countries",
    "Which countries are in the list?",
)
ALONE = ("Mooie kleuren.", "Waar vind ik het parkeerterrein?", "", "!!!", "👍")


def written(*texts: str) -> list[Written]:
    return [Written(f"{number:03}", text) for number, text in enumerate(texts)]


def texts_of(groups: tuple[Group, ...], comments: list[Written]) -> list[set[str]]:
    text_of = {comment.key: comment.text for comment in comments}
    return [{text_of[key] for key in group.keys} for group in groups]


def test_what_is_alike_comes_together() -> None:
    comments = written(*WAITING, *PHONE, *ENGLISH, *ALONE)
    assert texts_of(group_alike(comments), comments) == [set(WAITING), set(PHONE), set(ENGLISH)]


def test_the_words_of_a_group_are_those_that_bind_it() -> None:
    (group,) = group_alike(written(*PHONE))
    assert {"telefoon", "uittreksel"} <= set(group.words)
    assert group.typical == ("000", "002"), "the second says the same in the same words"


def test_a_flood_of_one_text_is_one_group() -> None:
    (group,) = group_alike(written(*["Goedkope schoenen in onze winkel"] * 40, "Iets anders"))
    assert (group.words, len(group.keys), len(group.typical)) == (("goedkope", "schoenen", "winkel"), 40, 1)


def test_the_order_makes_no_difference() -> None:
    comments = written(*WAITING, *PHONE, *ENGLISH, *ALONE)
    shuffled = comments.copy()
    random.Random(4).shuffle(shuffled)
    assert group_alike(shuffled) == group_alike(comments)


def test_the_same_words_twice_are_quoted_once() -> None:
    (group,) = group_alike(written(*["De kosten van een verklaring"] * 5))
    assert (len(group.keys), len(group.typical)) == (5, 1)


def test_nothing_to_group() -> None:
    assert group_alike([]) == ()
    assert group_alike(written("Een opmerking", "Een heel andere")) == ()


@given(some.lists(some.text(max_size=80), max_size=30))
def test_any_text_can_be_grouped_and_nobody_stands_in_two_groups(texts: list[str]) -> None:
    groups = group_alike(written(*texts))
    keys = [key for group in groups for key in group.keys]
    assert len(keys) == len(set(keys))
    assert all(set(group.typical) <= set(group.keys) and len(group.keys) >= 3 for group in groups)


def test_no_more_than_the_most_are_looked_at() -> None:
    comments = written(*["Wachten op het diploma duurt lang"] * (MOST_COMMENTS + 50))
    (group,) = group_alike(comments)
    assert len(group.keys) == MOST_COMMENTS
