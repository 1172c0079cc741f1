"""The pages of the editors who read the feedback."""

from tests.journeys.pages.own import AccountScreen
from tests.journeys.pages.visitor import Screen


class Redactie(AccountScreen):
    """The first page of an editor."""

    address = "/redactie"


class Figures(AccountScreen):
    """What visitors said, in figures."""

    address = "/redactie/feedback"

    def list_pages(self) -> list[str]:
        """List the names of the pages, as the first table has them."""
        return self.page.locator(".feedback-table").first.locator("tbody th").all_inner_texts()

    def choose_page(self, name: str) -> "Figures":
        """See the figures of one page."""
        return self.go(self.page.locator(".feedback-table tbody th a", has_text=name).first, Figures)


class Comments(AccountScreen):
    """What visitors wrote."""

    address = "/redactie/feedback/opmerkingen"

    @property
    def count(self) -> int:
        """How many stand on this page."""
        return self.page.locator(".comment").count()

    def do(self, action: str, *, with_all: bool) -> "Confirm":
        """Choose the first two, or all that the filter finds, and what to do with them."""
        if with_all:
            self.page.locator("select[name=welke]").select_option("alles")
        else:
            for number in (0, 1):
                self.page.locator("input[name=keuze]").nth(number).check()
        self.page.locator("select[name=actie]").select_option(action)
        return self.go(self.page.locator(".comment-actions button"), Confirm)

    def undo(self) -> "Comments":
        """Take back what was just done."""
        return self.go(self.page.locator("form[action*='/ongedaan/'] button"), Comments)


class Confirm(AccountScreen):
    """The question whether so many answers are meant."""

    address = "/redactie/feedback/opmerkingen"

    def confirm(self) -> Comments:
        """Say yes."""
        return self.go(self.page.locator("form[action*='/uitvoeren'] button"), Comments)


class Groups(AccountScreen):
    """Comments that are alike."""

    address = "/redactie/feedback/groepen"

    def write_about_first(self) -> "Deed":
        """Begin to write what was done with the first group."""
        return self.go(self.page.locator(".comment-group button[formaction]").first, Deed)


class Deeds(AccountScreen):
    """What was changed after what visitors said."""

    address = "/redactie/feedback/gedaan"


class Deed(AccountScreen):
    """Writing one of them."""

    address = "/redactie/feedback/gedaan/[0-9a-f-]+"

    def write(self, **texts: str) -> "Deed":
        """Fill in fields, and let visitors see it."""
        for name, text in texts.items():
            self.page.locator(f"[name={name}]").fill(text)
        self.page.locator("[name=publiek]").check()
        return self


class Digest(AccountScreen):
    """The weekly e-mail."""

    address = "/redactie/feedback/weekbericht"


class Done(Screen):
    """U zei, wij deden, for everybody."""

    address = "/feedback/gedaan"
