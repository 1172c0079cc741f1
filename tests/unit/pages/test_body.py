"""What a body becomes: links in their language, quotes, blocks, tables."""

import pytest

from duo_site.pages.markdown import Body, Furniture, render_body
from tests.unit.pages.conftest import ContentFolder, page_text


def render(text: str, furniture: Furniture, language: str = "nl") -> Body:
    def weather(language: str, argument: str) -> str:
        return f"<p>{language} {argument}</p>"

    return render_body(
        text, file="x.md", first_line=1, language=language, blocks={"weer": weather}, furniture=furniture
    )


@pytest.mark.parametrize(
    ("target", "english"),
    [
        ("/", "/en/"),
        ("/diplomahulp", "/en/diplomahulp"),
        ("/diplomahulp?soort=hbo&jaar=1994#antwoord", "/en/diplomahulp?soort=hbo&amp;jaar=1994#antwoord"),
        ("/organisatie/persberichten/atom.xml", "/en/organisatie/persberichten/atom.xml"),
        ("/static/x.css", "/static/x.css"),
        ("/api/v1/openapi.json", "/api/v1/openapi.json"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#kop", "#kop"),
    ],
)
def test_links_get_the_language_of_their_page(target: str, english: str, furniture: Furniture) -> None:
    text = f"[weg]({target})"

    assert f'href="{english}"' in render(text, furniture, "en").html
    assert f'href="{target.replace("&", "&amp;")}"' in render(text, furniture).html


def test_a_block_of_another_room_gets_language_and_argument(furniture: Furniture) -> None:
    assert render("Voor.\n::weer morgen\nNa.", furniture, "en").html == "<p>Voor.</p>\n<p>en morgen</p><p>Na.</p>\n"


def test_a_notice_holds_markdown(furniture: Furniture) -> None:
    html = render("::let-op\nDit is **zo**.\n\n- een\n::einde\n\nNa.", furniture).html

    assert 'class="utrecht-alert utrecht-alert--' in html
    assert "<strong>zo</strong>" in html
    assert "<li>een</li>" in html
    assert html.endswith("<p>Na.</p>\n")


def test_steps_are_a_list_with_its_own_look(furniture: Furniture) -> None:
    html = render("::stappen\n1. Een.\n2. Twee.\n::einde", furniture).html

    assert html == '<ol class="steps">\n<li>Een.</li>\n<li>Twee.</li>\n</ol>\n'


def test_a_table_scrolls_by_itself_and_has_a_name(furniture: Furniture) -> None:
    table = "| Soort | Jaar |\n| --- | ---: |\n| hbo | 1996 |\n"
    html = render(f"## Jaren\n\n{table}\n{table}", furniture).html

    assert html.count('<div class="table-scroll" role="region" aria-label="Jaren" tabindex="0">') == 1
    assert 'aria-label="Jaren (2)"' in html
    assert '<th scope="col">Soort</th>' in html
    assert "style=" not in html


def test_anchors_are_unique_and_ascii(furniture: Furniture) -> None:
    body = render("## Één kop\n\n## Één kop\n\n## Inhoud\n\n### ???", furniture)

    assert body.headings == (("Één kop", "een-kop"), ("Één kop", "een-kop-2"), ("Inhoud", "inhoud-2"))
    assert '<h3 id="kop">' in body.html


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x onerror=alert(1)>", "<script>x</script>", "[a](javascript:x)", "<a href='x'>", "**<svg/onload=x>**"],
)
def test_hostile_text_stays_text_and_is_refused(hostile: str, furniture: Furniture) -> None:
    body = render(hostile, furniture)

    assert body.problems
    for tag in ("<img", "<script", "<a ", "<svg"):
        assert tag not in body.html


def test_code_may_show_html(furniture: Furniture) -> None:
    body = render("Typ `<b>`.", furniture)

    assert body.problems == ()
    assert body.html == "<p>Typ <code>&lt;b&gt;</code>.</p>\n"


def test_quotes_are_filled_in_everywhere(content: ContentFolder) -> None:
    content.write(
        "hulp", page_text("Kost {{feit:prijs}}.\n\n- {{ feit:termijn }}", summary="'Al {{feit:aantal}} keer.'")
    )

    nl, en = (content.load().library.get(language, "hulp") for language in ("nl", "en"))
    assert (nl.summary, en.summary) == ("Al 1.400.000 keer.", "Al 1,400,000 keer.")
    assert "<p>Kost €\xa072.</p>" in nl.body
    assert "<p>Kost €72.</p>" in en.body
    assert ("<li>3 weken</li>" in nl.body, "<li>3 weeks</li>" in en.body) == (True, True)


def test_quotes_of_another_room_cannot_bring_markdown(content: ContentFolder) -> None:
    content.write("hulp", page_text("Jaar {{jaren:hbo}}."))
    loaded = content.load({"jaren": lambda _language, argument: f"*{argument}* <b>[x](/y)</b>"})

    assert "<p>Jaar *hbo* &lt;b&gt;[x](/y)&lt;/b&gt;.</p>" in loaded.library.get("nl", "hulp").body


def test_rollen_come_from_the_policy(content: ContentFolder) -> None:
    content.write("hulp", page_text("::rollen"))

    body = content.load().library.get("nl", "hulp").body
    assert body.count('<th scope="row">') == 5
    assert "Raadpleger zaakdossier" in body


def test_the_sitemap_names_every_page_once(content: ContentFolder) -> None:
    content.write("sitemap", page_text("::sitemap", title="Sitemap"))
    content.write("particulier/index", page_text(title="Particulier", layout="section"))
    content.write("particulier/hulp", page_text(title="Hulp"))
    content.write("organisatie/index", page_text(title="Organisatie", layout="section"))
    content.write("organisatie/persberichten/bericht", page_text(title="Bericht", layout="press"))

    body = content.load().library.get("en", "sitemap").body
    for path in ("/sitemap", "/particulier", "/particulier/hulp", "/organisatie", "/organisatie/persberichten/",
                 "/organisatie/persberichten/bericht", "/diplomahulp", "/controle"):  # fmt: skip
        assert body.count(f'href="/en{path}"') == 1, path
