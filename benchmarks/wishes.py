"""Uittreksels that somebody can ask for, and the two requests that a download takes."""

from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from benchmarks.browser import Answer, Browser

OVERVIEW = "/mijn-diplomas"
_LISTED = f"{OVERVIEW}/"
_NO_DIPLOMAS = (f"{OVERVIEW}/uittreksels", f"{OVERVIEW}/logboek")


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold a form filled in: which diploma, in which language, with or without its cijferlijst."""

    path: str
    fields: dict[str, str]


def list_wishes(browser: Browser) -> list[Wish]:
    """List every uittreksel that somebody who is logged in can ask for; first one of each diploma, then the rest."""
    paths = [path for path in browser.get(OVERVIEW).links(_LISTED) if not path.startswith(_NO_DIPLOMAS)]
    forms = [browser.get(path).form(_LISTED, "/uittreksel") for path in paths]
    wishes = []
    for taal, cijferlijst in product(("nl", "en"), ("ja", "nee")):
        for form in forms:
            chosen = {"taal": taal, "cijferlijst": cijferlijst}
            if cijferlijst == "ja" or "cijferlijst" in form.choices:
                fields = form.fields | {name: value for name, value in chosen.items() if name in form.choices}
                wishes.append(Wish(form.path, fields))
    return wishes


def ask(browser: Browser, wish: Wish) -> str:
    """Send the form; gives the path of the file, of which the last part but one is the number."""
    made = browser.post(wish.path, wish.fields)
    return f"{urlsplit(made.location).path}/bestand"


def download(browser: Browser, wish: Wish) -> tuple[str, Answer]:
    """Ask for an uittreksel and get its file; gives the path of the file too."""
    path = ask(browser, wish)
    return path, browser.get(path)
