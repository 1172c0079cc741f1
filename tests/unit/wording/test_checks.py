"""What may be wrong with a text."""

import pytest

from duo_site.wording.checks import Fault, check_text
from duo_site.wording.domain import TextKey
from duo_site.wording.shipped import list_shipped

LINK = TextKey('Lees <a href="%(href)s">meer</a>.')


def faults(source: str, text: str, language: str = "nl") -> list[Fault]:
    return [finding.fault for finding in check_text(TextKey(source), (text,), language)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Download uw uittreksel.", "Haal uw uittreksel op."),
        ("%(num)s pagina's", "%(num)s bladen"),
        ("Een <strong>echt</strong> bewijs.", "Een bewijs dat <strong>echt</strong> is."),
        ("100%% zeker.", "Helemaal zeker, 100%%."),
        ("Zoek", "Zoeken"),
    ],
)
def test_a_good_text_has_nothing(source: str, text: str) -> None:
    assert faults(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("Zoek", "  ", Fault.EMPTY),
        ("Zoek", "x" * 2001, Fault.TOO_LONG),
        ("%(num)s pagina's", "pagina's", Fault.PLACEHOLDERS),
        ("pagina's", "%(num)s pagina's", Fault.PLACEHOLDERS),
        ("Zeker.", "100% zeker.", Fault.PERCENT),
        ("Zeker.", "Zeker, <script>alert(1)</script>.", Fault.HTML),
        ("Zeker.", "3 < 4.", Fault.HTML),
        ("<b>Een</b> <i>twee</i>.", "<b>Een <i>twee</b></i>.", Fault.HTML),
        ("<b>Een</b>.", '<b onclick="x()">Een</b>.', Fault.HTML),
        ("Zoek", 'Zoek" onfocus="x', Fault.QUOTE),
        ("Zoek", "Zo\u202eek", Fault.CONTROL),
        ("Zoek", "Zo\x07ek", Fault.CONTROL),
    ],
)
def test_what_breaks_a_page_is_blocked(source: str, text: str, fault: Fault) -> None:
    found = check_text(TextKey(source), (text,), "nl")
    assert fault in [finding.fault for finding in found if finding.blocks]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Log in, dan zie je uw diploma's.", Fault.JE),
        (
            "De zin gaat maar door en door en door en door, zodat aan het eind niemand meer weet hoe hij ooit begon.",
            Fault.SENTENCE,
        ),
        ("Download uw extract hier nu maar.", Fault.TERM),
        ("Download  uw uittreksel.", Fault.SPACES),
        ("Het kan tot 2026-07-01 nog steeds.", Fault.DATE),
        ("Het kost € 12.50 per keer.", Fault.AMOUNT),
        ("Kort." * 30, Fault.LENGTH),
        ("Download uw uittreksel", Fault.END),
    ],
)
def test_what_reads_badly_is_doubted(text: str, fault: Fault) -> None:
    found = check_text(TextKey("Download nu uw uittreksel van het register."), (text,), "nl")
    assert fault in [finding.fault for finding in found]
    assert not any(finding.blocks for finding in found)


def test_english_has_its_own_rules() -> None:
    assert faults("Het kost niets.", "It costs € 12,50.", "en") == [Fault.AMOUNT]
    assert faults("Je", "You", "en") == []


def test_both_forms_are_needed() -> None:
    key = TextKey("%(num)s pagina", "%(num)s pagina's")
    assert [finding.fault for finding in check_text(key, ("%(num)s page",), "en")] == [Fault.FORMS]
    found = check_text(key, ("%(num)s page", "pages"), "en")
    assert [(finding.fault, finding.form) for finding in found] == [(Fault.PLACEHOLDERS, 1)]


def test_a_link_keeps_its_address() -> None:
    assert check_text(LINK, ('Hier staat <a href="%(href)s">alles</a>.',), "nl") == []
    assert check_text(LINK, ('Hier staat <a href="https://elders.test">alles</a>.',), "nl")[0].blocks


def test_shipped_texts_break_no_page() -> None:
    for language in ("nl", "en"):
        for text in list_shipped(language).values():
            found = [finding for finding in check_text(text.key, text.texts, language) if finding.blocks]
            assert found == [], (text.key.msgid, found)
