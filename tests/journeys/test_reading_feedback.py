"""An editor reads what visitors say, clears the queue, and tells visitors what was done with it."""

import pytest

from tests.journeys.conftest import Newcomers, Way
from tests.journeys.pages import DemoLogin
from tests.journeys.pages.feedback import Comments, Deed, Deeds, Digest, Done, Figures, Groups, Redactie
from tests.journeys.test_every_page import look_at_all_widths

pytestmark = pytest.mark.xdist_group("browser")

_AT = "/redactie/feedback"
_QUEUE = f"{_AT}/opmerkingen?stand=wachtrij&periode=alles"


@pytest.mark.parametrize("way", [Way("nl", True), Way("nl", False)], ids=str)
def test_an_editor_goes_from_figures_to_what_was_done(newcomer: Newcomers, way: Way) -> None:
    els, visitor = newcomer(way), newcomer(way)
    figures = DemoLogin.open(els, "medewerker").log_in_as("Els", Redactie).follow(_AT, Figures)
    needy = figures.list_pages()[0]
    chosen = figures.choose_page(needy)
    assert chosen.list_pages() == [needy]

    queue = Comments.open(els, _QUEUE)
    waiting = queue.count
    assert waiting > 1
    emptied = queue.do("spam", with_all=True).confirm()
    assert emptied.count == 0
    emptied.undo()
    assert Comments.open(els, _QUEUE).count == waiting

    deed = Groups.open(els, f"{_AT}/groepen?periode=alles&stand=alle").write_about_first()
    deed.send(Deed).require_errors("gezegd_nl", "gezegd_en", "gedaan_nl", "gedaan_en")
    said = f"U zei dit ({way})."
    deed.write(gezegd_nl=said, gezegd_en="You said.", gedaan_nl="Dat is veranderd.", gedaan_en="We changed it.")
    deed.send(Deeds)
    assert said in Done.open(visitor, "/feedback/gedaan").text


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_pages_of_the_feedback_have_no_findings(newcomer: Newcomers, way: Way) -> None:
    els = newcomer(way)
    DemoLogin.open(els, "medewerker").log_in_as("Els", Redactie)
    findings: list[str] = []
    for screen, rest in (
        (Figures, ""),
        (Figures, "?pagina=/nergens"),
        (Comments, "/opmerkingen"),
        (Comments, "/opmerkingen?zoek=bestaatniet"),
        (Groups, "/groepen?periode=alles&stand=alle"),
        (Deeds, "/gedaan"),
        (Digest, "/weekbericht"),
    ):
        screen.open(els, f"{_AT}{rest}")
        if rest == "":  # The tables beside the charts are looked at too.
            els.page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        findings += look_at_all_widths(els)
    Comments.open(els, f"{_AT}/opmerkingen").do("afhandelen", with_all=False)
    findings += look_at_all_widths(els)
    Groups.open(els, f"{_AT}/groepen?periode=alles&stand=alle").write_about_first()
    findings += look_at_all_widths(els)
    assert not findings, "\n".join(findings)
