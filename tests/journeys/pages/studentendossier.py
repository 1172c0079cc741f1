"""The pages of the studentendossier."""

from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import AnyScreen


class AskStudent(AccountScreen):
    """The question whom to look up, and why."""

    address = "/mijn-duo/studentendossier"

    def look_up(self, number: str, reason: str, landing: type[AnyScreen]) -> AnyScreen:
        """Fill in a number and a reason, and look."""
        self.page.locator("input[name=nummer]").fill(number)
        self.page.locator(f"input[name=reden][value={reason}]").check()
        return self.send(landing)


class SeenStudent(AccountScreen):
    """What was found, at the same address."""

    address = "/mijn-duo/studentendossier"

    @property
    def soorten(self) -> list[str]:
        """The soort of each diploma that is shown."""
        return [panel.locator("dd").first.inner_text() for panel in self.page.locator("main .panel").all()]

    def again(self) -> AskStudent:
        """Go on to another student."""
        return self.follow("/mijn-duo/studentendossier", AskStudent)


class Logboek(AccountScreen):
    """Who looked, as the student reads it."""

    address = "/mijn-diplomas/logboek"

    @property
    def lines(self) -> list[str]:
        """The looks, the newest first."""
        return self.page.locator("main ol.timeline > li").all_inner_texts()
