"""The pages of the nieuwsbrief, for its readers and for the editors who make it."""

import time
from urllib.parse import urlsplit

from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import AnyScreen, Screen

_SECONDS_FOR_THE_WORKER = 60


class Subscribe(Screen):
    """The form of a reader."""

    address = "/nieuwsbrief"

    def fill_in(self, email: str, topic: str, language: str) -> "Subscribe":
        """Choose one topic and a language, and write the address."""
        self.page.locator(f"input[name=onderwerpen][value={topic}]").check()
        self.page.locator(f"input[name=taal][value={language}]").check()
        self.page.locator("input[name=email]").fill(email)
        return self


class Asked(Screen):
    """Look in your mailbox."""

    address = "/nieuwsbrief/aangevraagd"


class ToConfirm(Screen):
    """The button behind the link in the letter."""

    address = "/nieuwsbrief/bevestigen/[0-9a-f-]+"


class Confirmed(Screen):
    """The subscription began."""

    address = "/nieuwsbrief/bevestigd"


class Leave(Screen):
    """The button behind the link under an issue."""

    address = "/nieuwsbrief/afmelden/[0-9a-f-]+"


class Change(Screen):
    """What a reader gets news about."""

    address = "/nieuwsbrief/wijzigen/[0-9a-f-]+"


class Mailbox(Screen):
    """The e-mail of the demonstration, the newest on top."""

    address = "/demonstratie/post"

    def wait_for(self, *texts: str) -> "Mailbox":
        """Reload until the newest letter holds these texts."""
        end = time.monotonic() + _SECONDS_FOR_THE_WORKER
        while not all(text in self.newest for text in texts):
            assert time.monotonic() < end, f"no letter with {texts}"
            time.sleep(0.3)
            self.reload()
        return self

    @property
    def newest(self) -> str:
        """What the letter on top says."""
        letters = self.page.locator("article.panel")
        return letters.first.inner_text() if letters.count() else ""

    def follow_link(self, word: str, next_page: type[AnyScreen]) -> AnyScreen:
        """Follow the link in the newest letter that holds a word."""
        return self.go(self.page.locator("article.panel").first.locator(f"a[href*='/{word}/']"), next_page)


class Issues(AccountScreen):
    """The list of the editors."""

    address = "/redactie/nieuwsbrief"


class Writing(AccountScreen):
    """The form of an issue."""

    address = "/redactie/nieuwsbrief/(nieuw|[0-9]+/wijzigen)"

    def fill_in(self, language: str, topic: str, **fields: str) -> "Writing":
        """Choose for whom it is and write the rest."""
        self.page.locator(f"input[name=taal][value={language}]").check()
        self.page.locator(f"input[name=onderwerpen][value={topic}]").check()
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)
        return self

    def keep(self, next_page: type[AnyScreen]) -> AnyScreen:
        """Keep it and look at it."""
        return self.go(self.page.locator("button[value=bekijken]"), next_page)


class IssuePage(AccountScreen):
    """An issue as it is mailed, and how far it is."""

    address = "/redactie/nieuwsbrief/[0-9]+"

    @property
    def number(self) -> str:
        """The number of the issue."""
        return urlsplit(self.page.url).path.rpartition("/")[2]

    def try_out(self, email: str) -> "IssuePage":
        """Send a trial."""
        self.page.locator("input[name=email]").fill(email)
        return self.go(self.page.locator("form[action$='/proef'] button"), IssuePage)

    def to_send(self) -> "Sending":
        """Go to the last question."""
        return self.follow(f"/redactie/nieuwsbrief/{self.number}/versturen", Sending)


class Sending(AccountScreen):
    """The last question before an issue goes."""

    address = "/redactie/nieuwsbrief/[0-9]+/versturen"

    def agree(self) -> IssuePage:
        """Say that it may go."""
        self.page.locator("input[name=akkoord]").check()
        return self.send(IssuePage)
