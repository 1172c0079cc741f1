"""Somebody in a browser, and what every page has in common."""

import re
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request

_NOT_A_SCRIPT = "Failed to load resource"
"""How Chromium begins its message about an answer of 400 or more, which many a journey meets on purpose."""

ERROR_BEFORE_TITLE = {"nl": "Fout: ", "en": "Error: "}


class Visitor:
    """Somebody in a browser, in one language; remembers which hosts were asked and what scripts complained of."""

    def __init__(self, page: Page, language: str, has_script: bool = True) -> None:
        self.page = page
        self.language = language
        self.has_script = has_script
        self.status = 0
        self.hosts: set[str] = set()
        self.script_errors: list[str] = []
        page.context.on("request", self._note_request)
        page.context.on("console", self._note_message)
        page.context.on("weberror", lambda error: self.script_errors.append(str(error.error)))

    def path(self, rest: str) -> str:
        """Give an address in the visitor's language."""
        return rest if self.language == "nl" else f"/en{rest}"

    def visit(self, rest: str, *, status: int = 200) -> None:
        """Go to a page by its address and require how it answers."""
        answer = self.page.goto(self.path(rest))
        assert answer is not None
        assert answer.status == status, f"{rest}: {answer.status}"
        self.status = status

    def cookies(self) -> dict[str, str]:
        """Give the cookies that the browser keeps."""
        return {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data":
            self.hosts.add(parts.netloc)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_NOT_A_SCRIPT):
            self.script_errors.append(f"{message.text} ({message.location['url']})")


AnyScreen = TypeVar("AnyScreen", bound="Screen")


class Screen:
    """A page that is open; what leads on gives the next page. Being at another address is a failure."""

    address = ".*"
    """What the path looks like, without the language."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        expected = visitor.path("") + self.address
        found = urlsplit(self.page.url).path
        assert re.fullmatch(expected, found), f"{type(self).__name__} at {found}"

    @classmethod
    def open(cls: type[AnyScreen], visitor: Visitor, rest: str, status: int = 200) -> AnyScreen:
        """Open the page by its address."""
        visitor.visit(rest, status=status)
        return cls(visitor)

    @property
    def title(self) -> str:
        """The title of the window."""
        return self.page.title()

    @property
    def heading(self) -> str:
        """The h1."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """What the main part says."""
        return self.page.locator("main").inner_text()

    def link(self, rest: str) -> Locator:
        """Find the links of the main part to an address in the visitor's language."""
        return self.page.locator(f'main a[href="{self.visitor.path(rest)}"]')

    def go(self, clicked: Locator, next_page: type[AnyScreen]) -> AnyScreen:
        """Click on something that opens another page."""
        with self.page.expect_navigation() as navigation:
            clicked.click()
        answer = navigation.value
        self.visitor.status = answer.status if answer else 0
        return next_page(self.visitor)

    def follow(self, rest: str, next_page: type[AnyScreen]) -> AnyScreen:
        """Follow the first link of the main part to an address."""
        return self.go(self.link(rest).first, next_page)

    def send(self, next_page: type[AnyScreen], form: str = "main form") -> AnyScreen:
        """Send a form with its main button."""
        return self.go(self.page.locator(form).first.locator("button.button--primary"), next_page)

    def reload(self: AnyScreen) -> AnyScreen:
        """Load the same address again."""
        answer = self.page.reload()
        self.visitor.status = answer.status if answer else 0
        return type(self)(self.visitor)

    def require_errors(self, *fields: str) -> None:
        """Require that the page tells, in every way it should, that these fields are wrong."""
        language = self.visitor.language
        assert self.visitor.status == 422
        assert self.title.startswith(ERROR_BEFORE_TITLE[language]), self.title
        summary = self.page.locator("main .error-summary")
        targets = [link.get_attribute("href") or "" for link in summary.locator("a").all()]
        assert len(targets) == len(fields)
        for target, field in zip(targets, fields, strict=True):
            assert self.page.locator(target).get_attribute("name") == field
            assert self.page.locator(f"#{field}-fout").is_visible(), f"the message stands at {field} too"
        if self.visitor.has_script:
            assert summary.evaluate("summary => summary === document.activeElement"), "the summary has the focus"
