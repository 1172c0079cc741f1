"""The plain texts of pages, for the search."""

from datetime import date

from duo_site.pages.domain import Layout, Library, Page, Signpost
from duo_site.pages.searched import list_texts

DAY = date(2026, 11, 22)
BODY = '<h2 id="a">Uw <em>bewijs</em></h2>\n<p>Lees &amp; <a href="/x">kijk</a>.</p><ul><li>een</li><li>twee.</li></ul>'


def page_of(address: str, layout: Layout) -> Page:
    task = Signpost("Zoek", "Zoek het op.", "/zoek")
    return Page(
        "nl",
        address,
        "Titel",
        "Kort.",
        layout,
        DAY,
        DAY,
        DAY,
        "wij",
        headings=(("Uw bewijs", "a"),),
        body=BODY,
        tasks=(task,),
    )


def test_a_page_gives_its_words_without_furniture() -> None:
    (found,) = list_texts(Library([page_of("een", Layout.PAGE)], {}), "nl")
    assert found.text == "Uw bewijs. Lees & kijk. een. twee. Zoek. Zoek het op."
    assert found.headings == ("Uw bewijs",)
    assert found.published is None


def test_a_press_release_has_its_day() -> None:
    (found,) = list_texts(Library([page_of("organisatie/persberichten/een", Layout.PRESS)], {}), "nl")
    assert found.published == DAY
