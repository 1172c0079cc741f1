"""The pages as somebody uses them: each click gives the next page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

WORDS = {
    "nl": {
        "press": "Persberichten",
        "record": "Recordjaar voor Mijn diploma's",
        "to_diplomahulp": "Zoek op of uw diploma in het register staat",
        "logout": "Uitloggen",
    },
    "en": {
        "press": "Press releases",
        "record": "Record year for Mijn diploma's",
        "to_diplomahulp": "Look up your diploma",
        "logout": "Log out",
    },
}


class Visitor:
    """Somebody in a browser, in one language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language

    def path(self, rest: str) -> str:
        """Give an address in the visitor's language."""
        return rest if self.language == "nl" else f"/en{rest}"

    def open(self, rest: str) -> "Visitor":
        """Open a page by its address and require that it answers."""
        answer = self.page.goto(self.path(rest))
        assert answer is not None
        assert answer.status == 200, f"{rest}: {answer.status}"
        return self

    def word(self, key: str) -> str:
        """Give a word of the site in the visitor's language."""
        return WORDS[self.language][key]

    def follow(self, text: str) -> "Visitor":
        """Click the first link in the main part with this text."""
        self.page.locator("main").get_by_role("link", name=text).first.click()
        return self

    def heading(self) -> str:
        """Read the h1."""
        return self.page.locator("h1").inner_text()

    def main(self) -> str:
        """Read the main part."""
        return self.page.locator("main").inner_text()

    def find(self, choose: Callable[[Page], Locator]) -> Locator:
        """Find something on the page."""
        return choose(self.page)


def log_in(visitor: Visitor, means: str, name: str) -> Visitor:
    """Log in at the demo identity provider as one of the cast."""
    visitor.page.goto(visitor.path(f"/inloggen/{means}"))
    visitor.page.get_by_role("button", name=name).or_(visitor.page.get_by_role("link", name=name)).first.click()
    return visitor
