"""What content pages quote from the diplomahulp: the table of years, and single years in a sentence."""

from collections.abc import Callable, Mapping

from jinja2 import Environment

from duo_site.diplomahulp.domain import Dataset
from duo_site.diplomahulp.texts import sources, years_table

Block = Callable[[str, str], str]
"""Gives text for a language and an argument; raises LookupError for an argument that it does not know."""

NAME = "diplomahulp"


def content_blocks(dataset: Dataset, environments: Mapping[str, Environment]) -> dict[str, Block]:
    """Make the blocks `::tabel diplomahulp` (HTML) and `{{diplomahulp:hbo.bekostigd}}` (a year).

    `environments` are those of `web.templating`, by language.
    """

    def table(language: str, argument: str) -> str:
        if argument != NAME:
            raise LookupError(f"There is no table {argument}.")
        template = environments[language].get_template("diplomahulp/table.html")
        return template.render(table=years_table(dataset, language), sources=sources(dataset, language))

    def year(_language: str, argument: str) -> str:
        return str(dataset.first_year(argument))

    return {"tabel": table, NAME: year}
