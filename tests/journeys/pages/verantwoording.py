"""The pages of the verantwoording."""

from playwright.sync_api import FilePayload

from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import AnyScreen
from tests.journeys.pages.zaken import Dossier


class Verantwoording(AccountScreen):
    """The years."""

    address = "/mijn-duo/verantwoording"


class Year(AccountScreen):
    """One year, also when a file was refused."""

    address = "/mijn-duo/verantwoording/[0-9]{4}(/jaarrekening)?"

    def send_report(self, name: str, content: bytes, landing: type[AnyScreen]) -> AnyScreen:
        """Send a jaarrekening."""
        file = FilePayload(name=name, mimeType="application/xml", buffer=content)
        self.page.locator("input[name=jaarrekening]").set_input_files(file)
        return self.go(self.page.locator("form[action$='/jaarrekening'] button"), landing)


class ReportFile(AccountScreen):
    """A file that was checked."""

    address = "/mijn-duo/verantwoording/bestanden/[0-9]+"

    @property
    def findings(self) -> int:
        """How many findings are shown."""
        return self.page.locator("ol.findings > li").count()


class Confirm(AccountScreen):
    """A last look."""

    address = "/mijn-duo/verantwoording/[0-9]{4}/indienen"

    def hand_in(self) -> Dossier:
        """Hand in."""
        return self.go(self.page.locator("main form[action$='/indienen'] button"), Dossier)
