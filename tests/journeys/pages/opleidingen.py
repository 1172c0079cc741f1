"""The pages of the opleidingen."""

import re
from datetime import date

from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import AnyScreen


class Offer(AccountScreen):
    """The list, or what was searched in it."""

    address = "/mijn-duo/opleidingen"

    def search(self, query: str, **filters: str) -> "Offer":
        """Search, with filters by their values."""
        self.page.locator("input[name=q]").fill(query)
        for name, value in filters.items():
            self.page.locator(f"select[name={name}]").select_option(value)
        return self.send(Offer)

    @property
    def found(self) -> int:
        """How many there are, as the heading says."""
        number = re.search("[0-9.,]+", self.page.locator("h2#gevonden").inner_text())
        assert number is not None
        return int(re.sub("[.,]", "", number[0]))

    @property
    def names(self) -> list[str]:
        """The names on this page of the list."""
        return self.page.locator("main tbody th a").all_inner_texts()

    def choose(self, name: str) -> "OpleidingScreen":
        """Open an opleiding."""
        return self.go(self.page.locator("main tbody th a", has_text=name).first, OpleidingScreen)


class OpleidingScreen(AccountScreen):
    """An opleiding with its history."""

    address = "/mijn-duo/opleidingen/[0-9]{5}"

    @property
    def history(self) -> list[str]:
        """What was and will be, the newest first."""
        return self.page.locator("main ol.timeline > li").all_inner_texts()

    def as_on(self, day: date) -> "OpleidingScreen":
        """Look how it is on another day."""
        self.page.locator("input[name=op]").fill(f"{day:%d-%m-%Y}")
        return self.go(self.page.locator("main form.search-panel button"), OpleidingScreen)


class Proposal(AccountScreen):
    """The form of a proposal, also when something was wrong with it."""

    address = "/mijn-duo/opleidingen/(nieuw|[0-9]{5}/(wijzigen|beeindigen))"

    def fill_in(self, day: date | None = None, boxes: tuple[str, ...] = (), **fields: str) -> "Proposal":
        """Write in lines of text, choose, and tick boxes by their values."""
        for name, value in fields.items():
            choice = self.page.locator(f"input[type=radio][name={name}][value='{value}']")
            if choice.count():
                choice.check()
            else:
                self.page.locator(f"[name={name}]").fill(value)
        for value in boxes:
            self.page.locator(f"input[type=checkbox][value={value}]").check()
        if day:
            self.page.locator("input[name=dag]").fill(f"{day:%d-%m-%Y}")
        return self

    def go_on(self, landing: type[AnyScreen]) -> AnyScreen:
        """Press the button to go on."""
        return self.go(self.page.locator("main form button[value=verder]"), landing)
