"""The pages of the zaken."""

from playwright.sync_api import FilePayload

from tests.journeys.pages.own import AccountScreen


class Zaken(AccountScreen):
    """The list."""

    address = "/mijn-duo/zaken"


class NewZaak(AccountScreen):
    """The choice of what to begin."""

    address = "/mijn-duo/zaken/nieuw"


class Draft(AccountScreen):
    """The form of a zaak."""

    address = "/mijn-duo/zaken/(nieuw/[a-z-]+|Z[0-9-]+/wijzigen)"

    def fill_in(self, **fields: str) -> "Draft":
        """Fill in lines of text and choose from lists."""
        for name, value in fields.items():
            choice = self.page.locator(f"input[type=radio][name={name}][value='{value}']")
            if choice.count():
                choice.check()
            else:
                self.page.locator(f"[name={name}]").fill(value)
        return self


class Check(AccountScreen):
    """The answers before they are handed in."""

    address = "/mijn-duo/zaken/Z[0-9-]+/controleren"

    def hand_in(self) -> "Dossier":
        """Hand in."""
        return self.go(self.page.locator("form[action$='/indienen'] button"), Dossier)

    def attach(self, content: bytes) -> "Check":
        """Add a document."""
        file = FilePayload(name="opgave.pdf", mimeType="application/pdf", buffer=content)
        self.page.locator("input[type=file]").set_input_files(file)
        return self.go(self.page.locator("form[action$='/documenten'] button"), Check)


class Dossier(AccountScreen):
    """A zaak that was handed in."""

    address = "/mijn-duo/zaken/Z[0-9-]+"

    @property
    def number(self) -> str:
        """The number of the zaak."""
        return self.page.url.rsplit("/", 1)[-1]

    def download(self, rest: str) -> bytes:
        """Download what a link of the zaak gives."""
        with self.page.expect_download(timeout=60_000) as download:
            self.link(f"/mijn-duo/zaken/{self.number}/{rest}").first.click()
        return download.value.path().read_bytes()


class AgencyZaak(AccountScreen):
    """A zaak as the agency sees it."""

    address = "/redactie/zaken/Z[0-9-]+"

    def answer(self, text: str, status: str) -> "AgencyZaak":
        """Answer and change the state."""
        self.page.locator(f"input[name=status][value={status}]").check()
        self.page.locator("[name=antwoord]").fill(text)
        return self.send(AgencyZaak)


class AgencyZaken(AccountScreen):
    """The list of the agency."""

    address = "/redactie/zaken"
