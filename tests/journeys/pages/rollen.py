"""The pages of Mijn DUO: choosing a place, inviting, accepting, and the access review."""

import time
from urllib.parse import urlsplit

from tests.journeys.pages.own import AccountScreen, DemoLogin, MijnDuo
from tests.journeys.pages.visitor import Screen, Visitor

_SECONDS_TO_ARRIVE = 30


class ChooseWerkplek(AccountScreen):
    """The question for which onderwijsinstelling somebody is here."""

    address = "/mijn-duo/kies"

    def choose(self, key: str) -> MijnDuo:
        """Choose a place by its key."""
        self.page.locator(f"input[name=keuze][value='{key}']").check()
        return self.send(MijnDuo)


class Rollen(AccountScreen):
    """The access review."""

    address = "/mijn-duo/rollen"

    def invite(self, name: str, email: str, rol: str, code: str) -> "Rollen":
        """Go to the form and invite somebody."""
        form = self.follow("/mijn-duo/rollen/uitnodigen", InviteScreen)
        form.page.locator("input[name=naam]").fill(name)
        form.page.locator("input[name=email]").fill(email)
        form.page.locator(f"input[name=rol][value={rol}]").check()
        form.page.locator("select[name=instellingscode]").select_option(code)
        return form.send(Rollen)

    def end(self, name: str) -> "Rollen":
        """End every rol of somebody."""
        row = self.page.locator("table.review tr", has_text=name)
        row.locator("input[type=checkbox]").check()
        confirm = self.go(self.page.locator("form:has(table.review) button.button--secondary"), EndScreen)
        return confirm.go(confirm.page.locator("main form button.button--danger"), Rollen)


class InviteScreen(AccountScreen):
    """The form with which somebody is invited."""

    address = "/mijn-duo/rollen/uitnodigen"


class EndScreen(AccountScreen):
    """The question whether rollen must end."""

    address = "/mijn-duo/rollen/beeindigen"


class Mailbox(Screen):
    """The e-mail of the demonstration."""

    address = "/demonstratie/post"

    def link_to(self, email: str) -> str:
        """Give the path of the link in the newest message to somebody, once the worker has sent it."""
        end = time.monotonic() + _SECONDS_TO_ARRIVE
        letter = self.page.locator("main article", has_text=email)
        while not letter.count():
            assert time.monotonic() < end, f"no letter to {email}"
            self.page.reload()
        return urlsplit(letter.locator("a").first.get_attribute("href") or "").path


class InvitationScreen(AccountScreen):
    """What an invitation gives."""

    address = "/mijn-duo/uitnodiging/[A-Za-z0-9_-]+"

    @classmethod
    def open_and_log_in(cls, visitor: Visitor, link: str, name: str) -> "InvitationScreen":
        """Follow the link of the e-mail, which leads to the login first."""
        visitor.page.goto(link)
        return DemoLogin(visitor).log_in_as(name, InvitationScreen)

    def accept(self) -> MijnDuo:
        """Accept it."""
        return self.send(MijnDuo)
