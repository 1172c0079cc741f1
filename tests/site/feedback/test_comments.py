"""The comments for editors: finding them, and doing something with many at once."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from duo_site.database import reading_session, writing_session
from duo_site.feedback.comments.domain import Action
from duo_site.feedback.comments.service.changing import carry_out, undo
from duo_site.feedback.domain import Found, State, Task
from duo_site.feedback.models import SurveyAnswerRow
from duo_site.retention import erase_expired
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.cast import ELS
from tests.site.client import LookingClient
from tests.site.conftest import log_in
from tests.site.feedback.answers import answer, rebuilt, store, totals_of

_AT = "/redactie/feedback/opmerkingen"
HOSTILE = "<script>alert(1)</script> \u202egnp.exe\u202c \u2066x\u2069 \u200bA\u0336\u0337\u0338\u0339 ' OR 1=1 --"


@pytest.fixture
def els(client: LookingClient) -> LookingClient:
    """Give a client in which Els is logged in."""
    log_in(client, ELS)
    return client


def shown(client: LookingClient, query: str = "") -> list[str]:
    """Read the comments that a page shows."""
    texts = client.page(f"{_AT}?{query}").xpath("//*[contains(@class, 'comment__text')]/text()")
    return [text.strip() for text in texts]


def token(client: LookingClient, address: str = _AT) -> str:
    """Read the token of the forms."""
    found: str = client.page(address).xpath("//input[@name='csrf_token']/@value")[0]
    return found


def send(client: LookingClient, action: str, keys: list[UUID], query: str = "", **more: str) -> TestResponse:
    """Choose answers, read how many are asked about, and say yes."""
    data = {"csrf_token": token(client), "actie": action, "keuze": [str(key) for key in keys], **more}
    asked = client.post(f"{_AT}?{query}", data=data)
    assert asked.status_code == 200
    form = html.fromstring(asked.get_data(as_text=True)).xpath("//form[contains(@action, 'uitvoeren')]")[0]
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return client.post(form.get("action"), data=fields)


def states(site: Site) -> list[str]:
    """Read the states of all answers."""
    with reading_session(site.engine) as session:
        return sorted(session.scalars(select(SurveyAnswerRow.state)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["fijn", "kwijt", "lang"]),
        ("zoek=FIJN", ["fijn"]),
        ("zoek=100%25", []),
        ("gevonden=nee", ["kwijt"]),
        ("cijfer=1-5", ["kwijt"]),
        ("cijfer=geen", ["lang"]),
        ("taal=en", ["lang"]),
        ("taak=zoeken", ["fijn"]),
        ("pagina=/zoeken", ["fijn"]),
        ("onderdeel=zoeken", ["fijn"]),
        ("stand=wachtrij", ["Zonder tekst.", "winkel"]),
        ("stand=spam", ["reclame"]),
        ("stand=alle", ["fijn", "kwijt", "lang", "reclame", "winkel"]),
        ("periode=alles", ["fijn", "kwijt", "lang", "oud"]),
        ("label=nergens", []),
    ],
)
def test_comments_are_found(els: LookingClient, site: Site, query: str, found: list[str]) -> None:
    store(
        site,
        [
            answer(text="fijn", page="/zoeken", task=Task.ZOEKEN),
            answer(Found.NEE, 2, missed="kwijt"),
            answer(mark=None, text="lang", language="en"),
            answer(),
            answer(text="winkel", state=State.WACHTRIJ),
            answer(state=State.WACHTRIJ),
            answer(text="reclame", state=State.SPAM),
            answer(text="oud", day=today() - timedelta(days=300)),
        ],
    )
    assert sorted(shown(els, query)) == sorted(found)


def test_there_are_pages_and_an_end(els: LookingClient, site: Site) -> None:
    store(site, [answer(text=f"opmerking {number}") for number in range(30)])
    assert len(shown(els)) == 25
    assert len(shown(els, "bladzijde=2")) == 5
    els.page(f"{_AT}?bladzijde=3", status=404)
    els.page(f"{_AT}?bladzijde=41", status=422)


def test_hostile_text_does_no_harm(els: LookingClient, site: Site) -> None:
    store(site, [answer(text=HOSTILE)] * 3)
    for address in (_AT, "/redactie/feedback/groepen"):
        source = els.get(address).get_data(as_text=True)
        assert "<script>alert" not in source
        assert "&lt;script&gt;alert(1)&lt;/script&gt; gnp.exe x A" in source
        assert not [letter for letter in "\u202e\u202c\u2066\u2069\u200b" if letter in source]
        assert html.fromstring(source).xpath("//*[@dir='auto']")


def test_spam_goes_out_of_the_totals_and_comes_back(els: LookingClient, site: Site) -> None:
    keys = store(site, [answer(text="a"), answer(text="b", mark=3), answer(text="c")])
    before = totals_of(site)
    answered = send(els, "spam", keys[:2])
    assert states(site) == ["geteld", "spam", "spam"]
    assert totals_of(site) == rebuilt(site) != before
    page = els.page(answered.headers["Location"])
    assert "2 antwoorden zijn als spam gemarkeerd." in page.text_content()
    (back,) = page.xpath("//form[contains(@action, '/ongedaan/')]/@action")
    again = els.post(back, data={"csrf_token": token(els)})
    assert "2 antwoorden zijn teruggezet." in els.page(again.headers["Location"]).text_content()
    assert totals_of(site) == rebuilt(site) == before
    els.post(back, data={"csrf_token": token(els)})
    assert totals_of(site) == before


def test_the_queue_is_let_in_all_at_once(els: LookingClient, site: Site) -> None:
    store(site, [answer(text="echt", state=State.WACHTRIJ)] * 40 + [answer(text="b", state=State.SPAM)])
    answered = send(els, "goedkeuren", [], "stand=wachtrij", welke="alles")
    assert "40 antwoorden tellen nu mee." in els.page(answered.headers["Location"]).text_content()
    assert states(site) == ["geteld"] * 40 + ["spam"]
    assert totals_of(site) == rebuilt(site)
    assert shown(els, "stand=wachtrij") == []


def test_what_is_done_leaves_the_list_and_can_be_opened_again(els: LookingClient, site: Site) -> None:
    keys = store(site, [answer(text="een"), answer(text="twee")])
    send(els, "afhandelen", keys[:1])
    assert (shown(els), shown(els, "stand=afgehandeld")) == (["twee"], ["een"])
    send(els, "heropenen", keys)
    assert sorted(shown(els)) == ["een", "twee"]


def test_labels_are_given_in_one_writing(els: LookingClient, site: Site) -> None:
    keys = store(site, [answer(text="een"), answer(text="twee")])
    send(els, "label", keys[:1], label="  Wacht\u202e TIJD ")
    send(els, "label", keys, label="wacht tijd")
    assert sorted(shown(els, "label=Wacht+tijd")) == ["een", "twee"]
    assert els.page(_AT).xpath("//a[contains(@href, 'label=wacht')]/text()") == ["wacht tijd"]


@pytest.mark.parametrize(
    ("data", "field"),
    [({"actie": "spam"}, "keuze"), ({"actie": "label", "keuze": "x"}, "label"), ({"actie": "wissen"}, "actie")],
)
def test_what_cannot_be_done_is_told(els: LookingClient, site: Site, data: dict[str, str], field: str) -> None:
    (key,) = store(site, [answer(text="een")])
    data = {name: str(key) if value == "x" else value for name, value in data.items()}
    answered = els.post(_AT, data={"csrf_token": token(els), **data})
    assert answered.status_code == 422
    page = html.fromstring(answered.get_data(as_text=True))
    assert page.xpath("//*[@data-error-summary]//a/@href")[0] == f"#{field}"
    assert page.xpath("//*[@id=$field]", field=field)
    assert states(site) == ["geteld"]


def test_who_only_reads_can_change_nothing(client: LookingClient, site: Site) -> None:
    (key,) = store(site, [answer(text="een")])
    log_in(client, replace(ELS, groups=("feedback",)))
    sent = {"csrf_token": token(client, "/redactie/feedback/weekbericht"), "actie": "spam", "keuze": str(key)}
    assert not client.page(_AT).xpath("//input[@type='checkbox']")
    assert not client.page("/redactie/feedback/groepen").xpath("//main//form[@method='post']")
    for address in (_AT, f"{_AT}/uitvoeren", f"{_AT}/ongedaan/1", "/redactie/feedback/gedaan"):
        assert client.post(address, data=sent).status_code == 403
    assert states(site) == ["geteld"]


def test_two_who_mark_the_same_at_once_count_it_once(site: Site) -> None:
    keys = store(site, [answer(text="een")])
    with writing_session(site.engine) as session:
        first = carry_out(session, Action.SPAM, keys, now())
    with writing_session(site.engine) as session:
        second = carry_out(session, Action.SPAM, keys, now())
    assert (first.count, second.count) == (1, 0)
    assert totals_of(site) == {}
    with writing_session(site.engine) as session:
        assert (undo(session, second.number), undo(session, first.number), undo(session, first.number)) == (0, 1, 0)
    assert totals_of(site) == rebuilt(site)


def test_what_hangs_on_an_answer_goes_with_it(els: LookingClient, site: Site) -> None:
    keys = store(site, [answer(text="oud", day=today() - timedelta(days=800))])
    send(els, "label", keys, "periode=alles", label="oud")
    send(els, "afhandelen", keys, "periode=alles")
    with writing_session(site.engine) as session:
        erase_expired(session, site.retention, now() + timedelta(days=31))
    log_in(els, ELS)
    assert shown(els, "stand=alle&periode=alles") == []
    assert not els.page(_AT).xpath("//a[contains(@href, 'label=')]")


def test_groups_show_what_is_alike(els: LookingClient, site: Site) -> None:
    said = ("Ik zoek de kosten van een verklaring", "De kosten van de verklaring staan te laag", "Kosten verklaring?")
    keys = store(site, [*(answer(text=text) for text in said), answer(text="Inloggen lukt met mijn telefoon niet")])
    page = els.page("/redactie/feedback/groepen")
    (group,) = page.xpath("//section[contains(@class, 'comment-group')]")
    assert "(3 opmerkingen)" in group.text_content()
    assert set(group.xpath(".//input[@name='keuze']/@value")) == {str(key) for key in keys[:3]}
    assert set(group.xpath(".//blockquote/p/text()")) == set(said)


def test_no_groups_yet(els: LookingClient) -> None:
    assert els.page("/redactie/feedback/groepen").xpath("//p[@class='empty']")


def test_comments_can_be_taken_along(els: LookingClient, site: Site) -> None:
    store(site, [answer(text='=HYPERLINK("x")'), answer(text='twee; "regels"\nhier', mark=None)])
    text = els.get(f"{_AT}.csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert sorted(row["opmerking"] for row in rows) == ['\'=HYPERLINK("x")', 'twee; "regels"\nhier']
    content = json.loads(els.get(f"{_AT}.json").get_data())["opmerkingen"]
    assert sorted(line["opmerking"] for line in content) == ['=HYPERLINK("x")', 'twee; "regels"\nhier']
    assert {line["cijfer"] for line in content} == {8, None}
    assert els.get(f"{_AT}.json?zoek=niets").get_json() == {"opmerkingen": []}
