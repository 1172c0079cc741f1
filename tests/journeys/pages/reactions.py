"""The pages where a visitor sends something in: the controle and the survey."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator

from tests.journeys.pages.visitor import Screen


class Controle(Screen):
    """The two ways to check an uittreksel."""

    address = "/controle"

    def check(self, file: Path | FilePayload | list[FilePayload] | None) -> "FileVerdict":
        """Choose a file, some or none, and have them checked."""
        if file is not None:
            self.page.locator("input[type=file]").set_input_files(file)
        return self.go(self.page.locator("main form[method=post] button.button--primary"), FileVerdict)

    def look_up(self, number: str) -> "NumberVerdict":
        """Fill in a number and look it up."""
        self.page.locator("input[name=nummer]").fill(number)
        return self.go(self.page.locator("main form[method=get] button.button--primary"), NumberVerdict)


class FileVerdict(Controle):
    """What the site says of a file, or of having got none."""

    @property
    def oordeel(self) -> str | None:
        """The word for the judgement."""
        return self.page.locator("main [data-oordeel]").get_attribute("data-oordeel")

    @property
    def look(self) -> str:
        """Good, bad or unknown: how the answer looks."""
        return (self.page.locator("main .verdict").get_attribute("class") or "").split("verdict--")[-1]


class NumberVerdict(FileVerdict):
    """What the site says of a number."""

    address = "/controle(/[A-Za-z0-9-]+)?"


class HelpPage(Screen):
    """A page that asks for an opinion."""

    address = "/particulier/[a-z-]+"

    @property
    def invitation(self) -> Locator:
        """The invitation to the survey."""
        return self.page.locator(".invitation")

    def toggle(self) -> bool:
        """Hide the invitation, or show it; tells whether its text shows."""
        self.invitation.locator("summary").click()
        return self.invitation.locator(".invitation__body").is_visible()

    def accept(self) -> "Survey":
        """Go to the survey."""
        return self.go(self.invitation.locator("a.button--primary"), Survey)

    def close(self) -> "HelpPage":
        """Ask not to be asked again."""
        return self.go(self.invitation.locator("form button"), HelpPage)

    def tell(self, found: str) -> "FootThanks":
        """Answer the question at the foot: ja or nee."""
        return self.go(self.page.locator(f".foot-question button[value={found}]"), FootThanks)


class Survey(Screen):
    """The survey of one minute."""

    address = "/feedback"

    def choose(self, field: str, value: str) -> "Survey":
        """Choose an answer."""
        self.page.locator(f".choice:has(input[name={field}][value='{value}']) label").click()
        return self

    def chosen(self, field: str) -> str | None:
        """Tell which answer is chosen."""
        marked = self.page.locator(f"input[name={field}]:checked")
        return marked.get_attribute("value") if marked.count() else None

    @property
    def comment(self) -> Locator:
        """The field for a comment."""
        return self.page.locator("textarea[name=opmerking]")

    @property
    def warning(self) -> str:
        """What the script says of what is typed."""
        return self.page.locator(".survey__warning").first.inner_text()

    def refuse(self) -> "Survey":
        """Send it, expecting that something is wrong."""
        return self.send(Survey)

    def finish(self) -> "Thanks":
        """Send it."""
        return self.send(Thanks)


class Thanks(Survey):
    """Thank you, with the questions that are still open where there are any."""

    address = "/feedback/bedankt"

    @property
    def missing(self) -> Locator:
        """The field for what was missing."""
        return self.page.locator("textarea[name=gemist]")


class FootThanks(Screen):
    """Thank you for the answer at the foot of a page."""

    address = "/feedback/paginavoet"

    def ways_on(self) -> list[str | None]:
        """List where its links lead."""
        return [link.get_attribute("href") for link in self.page.locator("main .survey a").all()]
