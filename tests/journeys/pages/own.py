"""Logging in at the demo identity provider, and the pages of a diplomahouder."""

from pathlib import Path

from tests.journeys.pages.visitor import AnyScreen, Screen, Visitor


class DemoLogin:
    """The page of the demo identity provider that shows the cast; another site, with addresses of its own."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        assert self.page.locator("input[name=ticket]").count() == 1, self.page.url

    @classmethod
    def open(cls, visitor: Visitor, means: str) -> "DemoLogin":
        """Start a login at the site."""
        visitor.visit(f"/inloggen/{means}")
        return cls(visitor)

    def log_in_as(self, name: str, landing: type[AnyScreen]) -> AnyScreen:
        """Choose one of the cast by first name."""
        return self._press(f"button.person:has-text('{name}')", landing)

    def log_in_too_low(self, name: str) -> "NotLoggedIn":
        """Choose one of the cast, with a level that is too low for the site."""
        self.page.locator("input[name=low]").check()
        return self._press(f"button.person:has-text('{name}')", NotLoggedIn)

    def cancel(self) -> "NotLoggedIn":
        """Stop."""
        return self._press("button[name=cancel]", NotLoggedIn)

    def _press(self, button: str, landing: type[AnyScreen]) -> AnyScreen:
        with self.page.expect_navigation() as navigation:
            self.page.locator(button).click()
        answer = navigation.value
        self.visitor.status = answer.status if answer else 0
        return landing(self.visitor)


class NotLoggedIn(Screen):
    """Why somebody is not logged in, and the way to try again."""

    address = "/inloggen/[a-z]+/niet-gelukt/[a-z]+"

    def try_again(self) -> DemoLogin:
        """Take the way to try again."""
        with self.page.expect_navigation():
            self.page.locator("main a.button--primary").click()
        return DemoLogin(self.visitor)


class AccountScreen(Screen):
    """A page behind login."""

    def log_out(self) -> "LoggedOut":
        """Log out with the button at the top."""
        return self.go(self.page.locator("form[action$='/uitloggen'] button"), LoggedOut)


class LoggedOut(Screen):
    """You are logged out."""

    address = "/uitgelogd"


class MijnDuo(AccountScreen):
    """The first page of a medewerker of an onderwijsinstelling."""

    address = "/mijn-duo"


class MijnDiplomas(AccountScreen):
    """The diplomas of who is logged in."""

    address = "/mijn-diplomas"

    @property
    def diplomas(self) -> list[str]:
        """The addresses of the diplomas, in the order of the page."""
        return [link.get_attribute("href") or "" for link in self.page.locator("main .card a").all()]

    def choose(self, number: int) -> "DiplomaScreen":
        """Open a diploma by its place on the page, from 0."""
        return self.go(self.page.locator("main .card a").nth(number), DiplomaScreen)


class DiplomaScreen(AccountScreen):
    """One diploma, with the form for an uittreksel."""

    address = "/mijn-diplomas/[A-Za-z0-9_-]+"

    def wish(self, language: str, with_grades: bool = True) -> "DiplomaScreen":
        """Choose how the uittreksel will be."""
        self.page.locator(f"input[name=taal][value={language}]").check()
        grades = self.page.locator(f"input[name=cijferlijst][value={'ja' if with_grades else 'nee'}]")
        if grades.count():
            grades.check()
        return self

    def make(self) -> "UittrekselScreen":
        """Make the uittreksel."""
        return self.send(UittrekselScreen)

    def make_impatiently(self) -> "UittrekselScreen":
        """Press the button twice in one breath."""
        with self.page.expect_navigation(url=lambda url: "/uittreksels/" in url):
            self.page.locator("main form button.button--primary").dblclick()
        self.page.wait_for_load_state()
        return UittrekselScreen(self.visitor)

    @property
    def made(self) -> int:
        """How many uittreksels of this diploma the page lists."""
        return self.page.locator("ul.uittreksels > li").count()


class UittrekselScreen(AccountScreen):
    """An uittreksel that is ready."""

    address = "/mijn-diplomas/uittreksels/[A-Z0-9-]+"

    @property
    def number(self) -> str:
        """The number, as the address holds it."""
        return self.page.url.split("?")[0].rsplit("/", 1)[-1]

    def download(self, folder: Path) -> Path:
        """Download the file and keep it under the name it comes with."""
        with self.page.expect_download() as download:
            self.page.locator("main a[href$='/bestand']").click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def to_diploma(self) -> DiplomaScreen:
        """Go back to the diploma by the breadcrumb."""
        return self.go(self.page.locator(".breadcrumb li:nth-last-child(2) a"), DiplomaScreen)
