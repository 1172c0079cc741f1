"""The tables that the statements of the site show: cookies, and how long data are kept."""

from collections.abc import Callable, Mapping

from jinja2 import Environment

from duo_site.retention import RetentionRule
from duo_site.web.invitation_cookie import COOKIE as INVITATION_COOKIE
from duo_site.web.session import COOKIE

Block = Callable[[str, str], str]


def statement_blocks(rules: tuple[RetentionRule, ...], environments: Mapping[str, Environment]) -> dict[str, Block]:
    """Make the blocks `::cookies` and `::bewaartermijnen`; each gives HTML for a language."""

    def cookies(language: str, _argument: str) -> str:
        template = environments[language].get_template("statements/cookies.html")
        return template.render(session_cookie=COOKIE, invitation_cookie=INVITATION_COOKIE)

    def retention(language: str, _argument: str) -> str:
        return environments[language].get_template("statements/retention.html").render(rules=rules)

    return {"cookies": cookies, "bewaartermijnen": retention}
