"""The page of the public figures."""

from tests.journeys.pages.visitor import Screen


class Cijfers(Screen):
    """Downloads, controles and satisfaction, with a form that chooses."""

    address = "/cijfers"

    def table(self, name: str) -> list[list[str]]:
        """Read the table of a picture; it may be folded away."""
        rows = self.page.locator(f"figure[aria-labelledby='{name}-kop'] tbody tr").all()
        return [[cell.strip() for cell in row.locator("th, td").all_text_contents()] for row in rows]

    def chosen(self) -> tuple[str, str, str]:
        """Tell what the form says."""
        what, year, part = (self.page.locator(f"select[name={name}]").input_value() for name in ("wat", "jaar", "deel"))
        return what, year, part

    def choose(self, **choices: str) -> "Cijfers":
        """Choose in the form and send it."""
        for name, value in choices.items():
            self.page.locator(f"select[name={name}]").select_option(value)
        return self.send(Cijfers)

    def download(self, name: str) -> str:
        """Download a file; gives what is in it."""
        with self.page.expect_download() as download:
            self.link(f"/cijfers/{name}.csv").click()
        return download.value.path().read_text("utf-8-sig")
