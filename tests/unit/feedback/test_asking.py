"""The rule of asking: what its file may say, and what follows from it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from duo_site.feedback.asking import AskingRule, WrongRule, read_rule
from duo_site.feedback.domain import Task

KEY = b"a key of the tests"
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SHARED = "/privacy"


@pytest.fixture(scope="module")
def rule() -> AskingRule:
    return read_rule()


def test_a_share_is_a_share_of_moments(rule: AskingRule) -> None:
    moments = [MOMENT + number * rule.moment for number in range(4000)]
    invited = sum(rule.invites(Task.PAGINA, SHARED, at, KEY) for at in moments)
    assert 900 < invited < 1100, "a quarter of the moments"


def test_within_a_moment_everybody_sees_the_same(rule: AskingRule) -> None:
    for number in range(50):
        began = MOMENT + number * rule.moment
        seen = {
            rule.invites(Task.PAGINA, SHARED, began + timedelta(seconds=second), KEY) for second in (0, 1, 450, 899)
        }
        assert len(seen) == 1


def test_another_key_chooses_other_moments(rule: AskingRule) -> None:
    moments = [MOMENT + number * rule.moment for number in range(100)]
    first = [rule.invites(Task.PAGINA, SHARED, at, KEY) for at in moments]
    assert first != [rule.invites(Task.PAGINA, SHARED, at, b"another") for at in moments]


@pytest.mark.parametrize(
    ("task", "page", "expected"),
    [
        (Task.PAGINA, "/particulier/uittreksel", True),
        (Task.PAGINA, "/", True),
        (Task.PAGINA, "/zakelijk/hoger-onderwijs/inloggen", False),
        (Task.PAGINA, "/feedback", False),
        (Task.PAGINA, "/diplomahulp", False),
        (Task.DIPLOMAHULP, "/diplomahulp", True),
        (Task.ZOEKEN, "/zoeken", True),
        (Task.UITTREKSEL, "/mijn-diplomas", True),
    ],
)
def test_where_is_asked(rule: AskingRule, task: Task, page: str, expected: bool) -> None:
    assert rule.invites(task, page, MOMENT, KEY) is expected


def test_silence_lasts_90_days_and_then_for_good(rule: AskingRule) -> None:
    assert rule.silent_until(1, date(2026, 11, 22)) == date(2027, 2, 20)
    assert rule.silent_until(2, date(2026, 11, 22)) == date.max


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("share = 1.0", "share = 1.1"),
        ("share = 1.0", 'share = "veel"'),
        ("at_most = 2", "at_most = 0"),
        ("silence_days = 90", "silence_days = 90.5"),
        ('task = "zoeken"', 'task = "vinden"'),
        ("[foot]", "[voet]"),
        ("counted_a_day_for_a_page = 2000", "counted_a_day_for_a_page = true"),
    ],
)
def test_a_wrong_rule_is_refused_at_the_start(tmp_path: Path, before: str, after: str) -> None:
    text = Path(read_rule.__code__.co_filename).with_name("asking.toml").read_text()
    assert before in text
    file = tmp_path / "asking.toml"
    file.write_text(text.replace(before, after))
    with pytest.raises(WrongRule, match=r"asking\.toml"):
        read_rule(file)
