"""The search as somebody uses it."""

from tests.journeys.pages.reactions import HelpPage
from tests.journeys.pages.visitor import Screen


class Search(Screen):
    """The search, with or without results."""

    address = "/zoeken"

    def ask(self, question: str) -> "Search":
        """Type a question and press Enter."""
        self.page.locator("main input[type='search']").fill(question)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return Search(self.visitor)

    def narrow(self, kind: str) -> "Search":
        """Leave only the pages of a kind, by its word in the address."""
        return self.go(self.page.locator(f"main nav a[href$='soort={kind}']"), Search)

    @property
    def titles(self) -> list[str]:
        """The titles of the pages that were found."""
        return self.page.locator("ol.hits h3").all_inner_texts()

    @property
    def answer(self) -> str:
        """The answer on top; empty where there is none."""
        answer = self.page.locator(".quick-answer")
        return answer.inner_text() if answer.count() else ""

    @property
    def meant(self) -> str:
        """What the search says about the spelling."""
        meant = self.page.locator(".search__meant")
        return meant.inner_text() if meant.count() else ""

    def follow_first(self) -> HelpPage:
        """Go to the first page that was found."""
        return self.go(self.page.locator("ol.hits h3 a").first, HelpPage)
