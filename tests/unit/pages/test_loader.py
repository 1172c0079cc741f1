"""The loader on good pages and on each kind of bad one."""

from datetime import date

import pytest

from duo_site.identity import Sector
from duo_site.pages.domain import Layout
from tests.unit.pages.conftest import ContentFolder, page_text


def test_a_good_page_has_all_its_fields(content: ContentFolder) -> None:
    content.write("particulier/index", page_text(title="Particulier", layout="section"))
    content.write(
        "particulier/hulp", page_text("## Kop\n\nTekst.", title="Hulp", order="7", related="[diplomahulp, particulier]")
    )

    assert content.problems() == []
    library = content.load().library
    page = library.get("en", "particulier/hulp")
    assert (page.language, page.title, page.layout, page.order) == ("en", "Hulp", Layout.PAGE, 7)
    assert (page.published, page.updated, page.review) == (date(2026, 1, 1), date(2026, 2, 1), date(2027, 2, 1))
    assert page.related == ("diplomahulp", "particulier")
    assert page.headings == (("Kop", "kop"),)
    assert page.body == '<h2 id="kop">Kop</h2>\n<p>Tekst.</p>\n'
    assert [ancestor.address for ancestor in library.list_ancestors(page)] == ["", "particulier"]
    assert library.list_below(library.get("en", "particulier")) == [page]


def test_a_sector_page_has_environments_in_the_language(content: ContentFolder) -> None:
    extra = (
        "sector: hoger-onderwijs\nlogin_problems: true\nnewsletter: false\nenvironments:\n  - name: Mijn DUO\n"
        "    text: Voor uw werk.\n    href: /inloggen/eherkenning\n    tasks: [Dossier bekijken]\n"
        "manuals:\n  - {title: Rol, text: Uitleg., href: /diplomahulp}"
    )
    text = page_text(title="Inloggen", layout="sector\n" + extra)
    content.write("zakelijk/hoger-onderwijs/inloggen", text)

    assert content.problems() == []
    page = content.load().library.get("en", "zakelijk/hoger-onderwijs/inloggen")
    assert page.sector is Sector.HOGER_ONDERWIJS
    assert page.environments[0].href == "/en/inloggen/eherkenning"
    assert page.environments[0].tasks == ("Dossier bekijken",)
    assert page.manuals[0].href == "/en/diplomahulp"
    assert (page.login_problems, page.newsletter) == (True, False)


BAD_FIELDS = [
    ({"title": None}, 1, "title is missing"),
    ({"summary": None}, 1, "summary is missing"),
    ({"owner": None}, 1, "owner is missing"),
    ({"review": None}, 1, "review is missing"),
    ({"published": None}, 1, "published is missing"),
    ({"layout": None}, 1, "layout is missing"),
    ({"colour": "rood"}, 9, "the field colour is unknown here"),
    ({"tasks": "[]"}, 9, "the field tasks is unknown here"),
    ({"title": "[1, 2]"}, 8, "title must be a text"),
    ({"order": "eerst"}, 9, "order must be a whole number"),
    ({"related": "contact"}, 9, "related must be a list of texts"),
    ({"published": "2026-13-45"}, 8, "this is no date: month must be in 1..12"),
    ({"updated": "gisteren"}, 8, "updated must be a date such as 2026-11-21"),
    ({"updated": "2026-02-01 10:00:00"}, 8, "updated must be a date such as 2026-11-21"),
    ({"updated": "2025-12-31"}, 8, "updated lies before published"),
    ({"layout": "poster"}, 8, f"layout poster is unknown; use {', '.join(Layout)}"),
    ({"layout": "press"}, 8, "layout press and a place below organisatie/persberichten go together"),
    ({"layout": "home"}, 8, "layout home and the file index.md go together"),
    ({"summary": "a" * 161}, 8, "summary has 161 characters; 160 is the most"),
    ({"summary": "'{{feit:niets}}'"}, 8, "the fact niets is unknown"),
    ({"related": "[bestaat-niet]"}, 9, "the related address bestaat-niet is unknown"),
    ({"related": "[hulp]"}, 9, "a page is related to itself"),
]


@pytest.mark.parametrize(("changes", "line", "reason"), BAD_FIELDS, ids=[reason for _, _, reason in BAD_FIELDS])
def test_a_bad_field_is_told_with_its_line(
    content: ContentFolder, changes: dict[str, str | None], line: int, reason: str
) -> None:
    content.write("hulp", page_text(**changes), page_text(title="Help"))

    assert f"content/nl/hulp.md:{line}: {reason}" in content.problems()


BAD_BODIES = [
    ("# Titel", "the title is the only heading of level 1; begin at ##"),
    ("### Kop", "a heading of level 3 follows one of level 1"),
    ("## Kop\n\n#### Dieper", "a heading of level 4 follows one of level 2"),
    ("{{feit:niets}}", "the fact niets is unknown"),
    ("{{weer:morgen}}", "the quote weer is unknown"),
    ("{{ half", "a quote reads {{name:argument}}"),
    ("::kalender", "the block ::kalender is unknown"),
    ("::rollen alle", "::rollen does not know 'alle'"),
    ("::let-op\n\nTekst.", "::let-op has no ::einde"),
    ("::einde", "the block ::einde is unknown"),
    ("::stappen\nTekst.\n::einde", "::stappen holds no numbered list"),
    ("[weg](/bestaat-niet)", "the link /bestaat-niet leads nowhere"),
    ("[weg](/en/diplomahulp)", "the link /en/diplomahulp names a language; leave that out"),
    ("[weg](#nergens)", "the link /hulp#nergens names a heading that is not there"),
    ("[weg](diplomahulp)", "the link diplomahulp begins with none of / # https:// mailto: tel:"),
    ("[weg](http://example.org)", "the link http://example.org begins with none of / # https:// mailto: tel:"),
    ("[weg](//example.org/x)", "the link //example.org/x begins with none of / # https:// mailto: tel:"),
    ("![plaatje](/static/x.png)", "images are not possible here"),
    ("<script>alert(1)</script>", "HTML is not possible here"),
    ("Een <b onclick=x>woord</b>.", "HTML is not possible here"),
    ("<!-- weg -->", "HTML is not possible here"),
    ("[klik](javascript:alert(1))", "this link is refused; only / # https: mailto: and tel: are possible"),
    ("[klik](data:text/html,x)", "this link is refused; only / # https: mailto: and tel: are possible"),
    ("[klik][x]\n\n[x]: vbscript:x", "this link is refused; only / # https: mailto: and tel: are possible"),
]


@pytest.mark.parametrize(("body", "reason"), BAD_BODIES, ids=[reason[:40] for _, reason in BAD_BODIES])
def test_a_bad_body_is_told_with_its_line(content: ContentFolder, body: str, reason: str) -> None:
    content.write("hulp", page_text(f"\nGoed.\n\n{body}"), page_text(title="Help"))

    told = [problem for problem in content.problems() if problem.endswith(reason)]
    assert told, content.problems()
    assert told[0].startswith("content/nl/hulp.md:")
    assert int(told[0].split(":")[1]) >= 12


def test_the_line_of_a_body_is_that_of_the_file(content: ContentFolder) -> None:
    content.write("hulp", page_text("\n## Kop\n\nRegel dertien: {{feit:niets}}."), page_text(title="Help"))

    assert content.problems() == ["content/nl/hulp.md:13: the fact niets is unknown"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Geen voorwerk.", "1: there is no front matter between two lines ---"),
        ("---\ntitle: a\n", "1: there is no front matter between two lines ---"),
        ("---\n- een\n- twee\n---\n", "1: the front matter holds no fields"),
        ("---\ntitle: 'open\n---\n", "3: the front matter is no YAML: found unexpected end of stream"),
        ("---\ntitle: a\ntitle: b\n---\n", "3: title stands here twice"),
    ],
)
def test_bad_front_matter_is_told(content: ContentFolder, text: str, reason: str) -> None:
    content.write("hulp", text, page_text(title="Help"))

    assert f"content/nl/hulp.md:{reason}" in content.problems()


def test_a_file_that_is_no_utf8_is_told(content: ContentFolder) -> None:
    content.write("hulp", page_text())
    (content.folder / "nl" / "hulp.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")

    assert "content/nl/hulp.md:1: this is not UTF-8" in content.problems()


def test_a_page_without_its_twin_is_told(content: ContentFolder) -> None:
    content.write_one("nl", "alleen", page_text(title="Alleen"))
    content.write_one("en", "alone", page_text(title="Alone"))

    assert content.problems() == [
        "content/en/alone.md:1: its twin in nl is missing",
        "content/nl/alleen.md:1: its twin in en is missing",
    ]


def test_two_files_with_one_address_are_told(content: ContentFolder) -> None:
    content.write("hulp", page_text(title="Hulp"))
    content.write("hulp/index", page_text(title="Nog eens"))

    assert "content/nl/hulp.md:1: content/nl/hulp/index.md has the same address" in content.problems()


def test_twins_differ_in_language_alone(content: ContentFolder) -> None:
    content.write("hulp", page_text(order="3"), page_text(published="2026-01-02", order="4"))

    assert content.problems() == [
        "content/en/hulp.md:8: published differs from its twin in nl",
        "content/en/hulp.md:9: order differs from its twin in nl",
    ]


def test_two_pages_with_one_title_are_told(content: ContentFolder) -> None:
    content.write("a", page_text(title="Hulp"), page_text(title="Help"))
    content.write("b", page_text(title="HULP"), page_text(title="More help"))

    assert content.problems() == ["content/nl/b.md:8: content/nl/a.md has the same title"]


def test_a_name_with_capitals_is_told(content: ContentFolder) -> None:
    content.write("Hulp", page_text())

    assert "content/nl/Hulp.md:1: the name holds more than small letters, digits and hyphens" in content.problems()


def test_all_problems_are_told_at_once(content: ContentFolder) -> None:
    content.write("a", page_text("# Kop\n\n[weg](/weg)", title=None, colour="rood"))
    (content.folder / "facts.toml").write_text(
        "[prijs]\nvalue = 1\nkind = 'weight'\nsource = 'x'\nchecked = 2026-01-01\n"
    )

    own = [
        "1: title is missing",
        "8: the field colour is unknown here",
        "10: the title is the only heading",
        "12: the link",
    ]
    told = content.problems()
    expected = [f"content/{language}/a.md:{line}" for language in ("en", "nl") for line in own]
    expected.append("content/facts.toml:1: prijs: kind weight is unknown")
    assert len(told) == 9
    for start in expected:
        assert any(line.startswith(start) for line in told), (start, told)


def test_what_refers_to_a_bad_page_is_not_told_as_well(content: ContentFolder) -> None:
    content.write("hulp", page_text(owner=None), page_text(title="Help"))
    content.write("verder", page_text("[hulp](/hulp)", title="Verder", related="[hulp]"))

    assert content.problems() == ["content/nl/hulp.md:1: owner is missing"]


def test_an_overdue_review_is_a_warning_alone(content: ContentFolder) -> None:
    content.write("hulp", page_text(review="2026-11-20"), page_text(review="2026-11-21"))

    assert content.problems() == []
    assert [str(warning) for warning in content.load().warnings] == [
        "content/nl/hulp.md:8: the review of 2026-11-20 by redactie website is overdue"
    ]
