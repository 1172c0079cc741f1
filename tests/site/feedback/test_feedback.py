"""The survey, as a visitor without cookie or script meets it."""

from datetime import date

import pytest
from lxml import html
from sqlalchemy import inspect, select

from duo_site.database import reading_session
from duo_site.feedback.models import SurveyAnswerRow
from duo_site.web.clock import today
from duo_site.web.site import Site
from tests.site.client import LookingClient

ANSWER = {
    "doel": "uittreksel-downloaden",
    "gevonden": "deels",
    "cijfer": "7",
    "opmerking": "Duidelijk.",
    "pagina": "/particulier/uittreksel",
}


def stored(site: Site) -> list[SurveyAnswerRow]:
    with reading_session(site.engine) as session:
        return list(session.scalars(select(SurveyAnswerRow)))


def test_an_answer_is_stored_with_the_day_only(client: LookingClient, site: Site) -> None:
    answer = client.post("/feedback", data=ANSWER, headers={"User-Agent": "Spoor/1.0"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback/bedankt")
    assert "Set-Cookie" not in answer.headers
    (row,) = stored(site)
    assert (row.doel, row.gevonden, row.cijfer, row.opmerking) == ("uittreksel-downloaden", "deels", 7, "Duidelijk.")
    assert (row.day, row.page, row.language) == (today(), "/particulier/uittreksel", "nl")
    columns = {column.key for column in inspect(SurveyAnswerRow).columns}
    assert columns == {
        "id", "day", "page", "task", "kind", "complete", "doel", "gevonden", "cijfer", "opmerking", "gemist",
        "language", "state",
    }  # fmt: skip
    assert type(row.day) is date
    assert row.id.version == 4, "the key is chance alone: a key of version 1 or 7 would hold the moment"


def test_only_one_field_must_be_answered(client: LookingClient, site: Site) -> None:
    assert client.post("/feedback", data={"gevonden": "ja"}).status_code == 303
    (row,) = stored(site)
    assert (row.doel, row.cijfer, row.opmerking, row.page) == (None, None, "", "")


def test_the_same_answer_twice_is_fine(client: LookingClient, site: Site) -> None:
    assert [client.post("/feedback", data=ANSWER).status_code for _ in range(2)] == [303, 303]
    assert len({row.id for row in stored(site)}) == 2


def test_the_form_asks_what_must_be_answered_and_says_what_need_not(client: LookingClient) -> None:
    page = client.page("/feedback?pagina=/particulier/uittreksel")
    assert page.xpath("//form[contains(@action, '/feedback')]/@method") == ["post"]
    assert page.xpath("string(//input[@name='pagina']/@value)") == "/particulier/uittreksel"
    legends = {text.text_content().split("?")[0]: text.text_content() for text in page.xpath("//main//legend")}
    assert [name for name, text in legends.items() if "(niet verplicht)" not in text] == ["Hebt u gevonden wat u zocht"]
    names = set(page.xpath("//main//form//*[@name]/@name"))
    assert names == {*ANSWER, "onderwerp", "taak", "uitnodiging"}


@pytest.mark.parametrize("page", ["https://elders.example/", "//elders.example", "/" + "x" * 200])
def test_the_page_in_the_address_must_be_our_own(client: LookingClient, page: str) -> None:
    shown = client.page("/feedback", query_string={"pagina": page})
    assert shown.xpath("string(//input[@name='pagina']/@value)") == ""


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"gevonden": ""}, "Hebt u gevonden wat u zocht? Kies een antwoord."),
        ({"gevonden": "misschien"}, "Hebt u gevonden wat u zocht?"),
        ({"doel": "niets"}, "Waarvoor kwam u?"),
        ({"cijfer": "11"}, "Welk cijfer geeft u de website?"),
        ({"cijfer": "zeven"}, "Welk cijfer geeft u de website?"),
        ({"opmerking": "a" * 1003}, "Uw tekst telt 1003 tekens. Gebruik er hoogstens 1000. Haal er 3 weg."),
        ({"pagina": "https://elders.example/"}, "Het adres van de pagina klopte niet."),
        ({"pagina": "/" + "x" * 200}, "Het adres van de pagina klopte niet."),
    ],
)
def test_what_is_wrong_is_told_and_values_are_kept(
    client: LookingClient, site: Site, wrong: dict[str, str], complaint: str
) -> None:
    answer = client.post("/feedback", data={**ANSWER, **wrong})
    assert answer.status_code == 422
    page = html.fromstring(answer.get_data(as_text=True))
    assert page.findtext(".//title").startswith("Fout:")
    assert complaint in page.xpath("string(//*[@data-error-summary])")
    for link in page.xpath("//*[@data-error-summary]//a/@href"):
        assert page.xpath("//*[@id=$id]", id=link.removeprefix("#")), link
    assert page.xpath("string(//textarea)").strip() == wrong.get("opmerking", "Duidelijk.")
    if "cijfer" not in wrong:
        assert page.xpath("//input[@name='cijfer' and @checked]/@value") == ["7"]
    assert stored(site) == []


def test_a_comment_of_the_longest_length_is_fine(client: LookingClient, site: Site) -> None:
    text = "regel\r\n" + "é" * 994
    assert client.post("/feedback", data={**ANSWER, "opmerking": text}).status_code == 303
    assert stored(site)[0].opmerking == text.replace("\r\n", "\n")


def test_personal_data_are_taken_out_before_storing(client: LookingClient, site: Site) -> None:
    text = "BSN 123.456.782, NL91 ABNA 0417 1643 00, anja@voorbeeld.nl, 06-12345678, diploma uit 1996.\x07"
    client.post("/feedback", data={**ANSWER, "opmerking": text, "pagina": "/zoeken/123456782?q=Anja"})
    (row,) = stored(site)
    assert row.opmerking == (
        "BSN [BSN weggehaald], [IBAN weggehaald], [e-mailadres weggehaald], [telefoonnummer weggehaald], "
        "diploma uit 1996."
    )
    assert row.page == "/zoeken/[BSN weggehaald]"


def test_programs_that_fill_in_everything_are_thanked_and_forgotten(client: LookingClient, site: Site) -> None:
    answer = client.post("/feedback", data={**ANSWER, "onderwerp": "Koop nu"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback/bedankt")
    assert stored(site) == []


def test_a_form_on_another_site_is_refused(client: LookingClient, site: Site) -> None:
    for headers in ({"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/feedback", data=ANSWER, headers=headers).status_code == 403
    assert stored(site) == []


def test_one_network_cannot_flood_the_survey(client: LookingClient, site: Site) -> None:
    codes = [client.post("/feedback", data=ANSWER).status_code for _ in range(31)]
    assert codes == [303] * 30 + [429]
    assert len(stored(site)) == 30


def test_the_survey_in_english(client: LookingClient, site: Site) -> None:
    page = client.page("/en/feedback")
    assert page.get("lang") == "en"
    assert page.xpath("//main//form/@action") == ["/en/feedback"]
    assert client.post("/en/feedback", data=ANSWER).headers["Location"] == "/en/feedback/bedankt"
    assert stored(site)[0].language == "en"
    client.page("/en/feedback/bedankt")
