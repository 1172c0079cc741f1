"""People who read in their own way: larger, wider spaced, on a narrow screen, in their own colours, by keyboard."""

import pytest

from tests.journeys.conftest import ALL_WAYS, Newcomers, Way
from tests.journeys.pages import DemoLogin, Home, MijnDiplomas, Screen, Visitor

pytestmark = pytest.mark.xdist_group("browser")

PAGES = (
    "/",
    "/particulier/diploma-kwijt",
    "/organisatie/persberichten/",
    "/organisatie/persberichten/recordjaar-mijn-diplomas",
    "/diplomahulp",
    "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994",
    "/zakelijk/hoger-onderwijs/inloggen",
    "/inloggen",
    "/controle",
    "/feedback",
    "/sitemap",
)
TEXT_TWICE_AS_LARGE = "html { font-size: 200% !important }"
TEXT_SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important }"""
"""WCAG 2.2, 1.4.12."""

CUT_OFF = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.display === "none" || style.visibility === "hidden" || box.width <= 1 || box.height <= 1) continue;
    if (element.closest("svg, .visually-hidden, .table-scroll")) continue;
    const name = element.tagName.toLowerCase() + (element.className ? "." + element.className : "");
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(name + " cuts width");
    if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(name + " cuts height");
    const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (ownText && box.right > innerWidth + 1 && box.left < innerWidth) found.push(name + " stands beside the screen");
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push("the page is " + wide + " pixels wide");
  return found;
}"""

FOCUS = """() => {
  const element = document.activeElement;
  const rings = [getComputedStyle(element), getComputedStyle(element, "::after")];
  const box = element.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + Math.min(box.width / 2, 12), box.y + box.height / 2);
  return {
    name: element.tagName.toLowerCase() + " " + (element.getAttribute("href") ?? element.textContent.trim()),
    outline: Math.max(...rings.map((ring) => (ring.outlineStyle === "none" ? 0 : parseFloat(ring.outlineWidth)))),
    inside: box.top >= 0 && box.bottom <= innerHeight && box.left >= -1 && box.right <= innerWidth + 1,
    covered: !(at && (at === element || element.contains(at) || at.contains(element))),
    isBody: element === document.body,
  };
}"""


def list_cut_off(visitor: Visitor, address: str, css: str = "") -> list[str]:
    """Open a page with a style of the reader's own and list what is cut off."""
    visitor.page.goto(visitor.path(address))
    if css:
        # The CSP forbids a style in the page; this is the reader's own, as browsers and extensions set it.
        visitor.page.evaluate(
            """css => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              document.adoptedStyleSheets = [sheet];
            }""",
            css,
        )
    return [f"{address}: {found}" for found in visitor.page.evaluate(CUT_OFF)]


@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
@pytest.mark.parametrize(
    ("width", "css"),
    [(1280, TEXT_TWICE_AS_LARGE), (1280, TEXT_SPACING), (320, ""), (320, TEXT_SPACING), (640, TEXT_TWICE_AS_LARGE)],
    ids=["twice-as-large", "spaced", "narrow", "narrow-spaced", "half-as-wide"],
)
def test_nothing_is_cut_off(newcomer: Newcomers, way: Way, width: int, css: str) -> None:
    visitor = newcomer(way, viewport={"width": width, "height": 900})
    found = [line for address in PAGES for line in list_cut_off(visitor, address, css)]
    DemoLogin.open(visitor, "digid").log_in_as("Fenna", MijnDiplomas).choose(0)
    behind_login = visitor.page.url.split("/mijn-diplomas/")[1]
    for rest in ("/mijn-diplomas", f"/mijn-diplomas/{behind_login}"):
        found += list_cut_off(visitor, rest, css)
    assert not found, "\n".join(sorted(set(found)))


def test_the_skip_link_comes_first_and_works(visitor: Visitor) -> None:
    Home.open(visitor, "/")
    visitor.page.keyboard.press("Tab")
    link = visitor.page.locator(".skip-link:focus")
    assert link.count() == 1
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["height"] >= 24
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.locator("main :focus").count() == 1, "what comes next stands in the main part"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("way", [Way("nl", True), Way("en", True)], ids=str)
def test_the_focus_is_always_seen(newcomer: Newcomers, way: Way, width: int) -> None:
    visitor = newcomer(way, viewport={"width": width, "height": 900})
    Home.open(visitor, "/")
    seen: list[str] = []
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate(FOCUS)
        if focus["isBody"]:
            break
        assert focus["outline"] >= 2, f"{focus['name']} shows no focus"
        assert focus["inside"], f"{focus['name']} is off the screen"
        assert not focus["covered"], f"{focus['name']} is covered"
        seen.append(focus["name"])
    assert len(seen) > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_own_colours(newcomer: Newcomers, way: Way, scheme: str) -> None:
    visitor = newcomer(way, forced_colors="active", color_scheme=scheme)
    bare = """() => [...document.querySelectorAll(".button, main input:not([type=file])")]
      .filter((element) => element.getBoundingClientRect().width > 1)
      .filter((element) => {
        const style = getComputedStyle(element);
        return style.appearance === "none" && (style.borderTopStyle === "none" || style.borderTopWidth === "0px");
      })
      .map((element) => element.outerHTML)"""
    for address in PAGES:
        visitor.page.goto(address)
        assert visitor.page.evaluate(bare) == [], f"{address}: without a border only its text is left"


@pytest.mark.parametrize("way", [Way("nl", True)], ids=str)
def test_less_motion(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const longest = (list) => Math.max(...list.split(",").map(parseFloat));
      return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01
        || style.scrollBehavior === "smooth";
    }).map((element) => element.className)"""
    for address in PAGES:
        visitor.page.goto(address)
        assert visitor.page.evaluate(moving) == [], address


@pytest.mark.parametrize("way", ALL_WAYS, ids=str)
def test_the_menu_opens_on_a_small_screen(newcomer: Newcomers, way: Way) -> None:
    visitor = newcomer(way, viewport={"width": 390, "height": 844})
    home = Home.open(visitor, "/")
    entry = visitor.page.locator(f".menu a[href='{visitor.path('/controle')}']")
    assert not entry.is_visible()
    visitor.page.locator(".menu summary").click()
    assert home.go(entry, Screen).page.url.endswith("/controle")


def test_the_other_language_keeps_page_and_state(visitor: Visitor) -> None:
    state = "/diplomahulp?soort=hbo&bekostiging=bekostigd&jaar=1994"
    Screen.open(visitor, state)
    visitor.page.locator("a.language").click()
    visitor.page.wait_for_load_state()
    there = state if visitor.language == "en" else f"/en{state}"
    assert visitor.page.url.endswith(there)
    assert visitor.page.locator("html").get_attribute("lang") == ("nl" if visitor.language == "en" else "en")
    visitor.page.locator("a.language").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.url.endswith(visitor.path(state))
