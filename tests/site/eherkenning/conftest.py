"""The site as it logs medewerkers in at npm oidc-provider, which holds the cast and asks no questions of ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from duo_site.app import create_app
from duo_site.audit import AuditLine
from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.people import CAST, DemoPerson
from duo_site.demo.rollen import give_demo_rollen
from duo_site.identity import Means
from duo_site.login.domain import LEVELS
from duo_site.login.oidc import new_client_key
from duo_site.login.providers import clients_of
from duo_site.web.i18n import translations
from duo_site.web.site import Site
from tests.builders import make_settings
from tests.site.client import LookingClient
from tests.site.conftest import client_of, empty
from tests.unit.login.houses import House, act_at_strict, strict_house

EH2, EH2_PLUS, EH3, EH4 = range(len(LEVELS[Means.EHERKENNING]))
UNAUTHORISED = "eh-demo-unauthorised"
"""Somebody whom nobody let act for an organisation: the provider knows him, and says no organisation."""

_NEEDED = LEVELS[Means.EHERKENNING][EH3].uri
_MEDEWERKERS = [person for person in CAST if person.means is Means.EHERKENNING]
_PEOPLE: dict[str, dict[str, str | None]] = {
    **{
        str(person.subject): {
            "name": person.name,
            "organisation": person.school.instellingscode if person.school else None,
        }
        for person in _MEDEWERKERS
    },
    UNAUTHORISED: {"name": "Onno Zonder"},
}


@pytest.fixture(scope="session")
def eherkenning_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the key of the site."""
    path = tmp_path_factory.mktemp("eherkenning-key") / "client.pem"
    new_client_key(path)
    return path


@pytest.fixture(scope="session")
def house(eherkenning_key: Path) -> Iterator[House]:
    """Run npm oidc-provider as a supplier of eHerkenning."""
    with strict_house(eherkenning_key, Means.EHERKENNING, _NEEDED, _PEOPLE) as running:
        yield running


@pytest.fixture(scope="session")
def eherkenning_app(house: House, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the application once for each database, with that supplier in its settings."""
    settings = make_settings(
        tmp_path_factory.mktemp("eherkenning"), database_url, providers=(house.client("honest").provider,)
    )
    app = create_app(settings)
    app.testing = True
    app.test_client_class = LookingClient
    Base.metadata.create_all(app.extensions["duo"].engine)
    yield app
    app.extensions["duo"].engine.dispose()


@pytest.fixture
def app(eherkenning_app: Flask) -> Flask:
    """Give the application with the register and the rollen of the cast, and nothing else."""
    site: Site = empty(eherkenning_app).extensions["duo"]
    with writing_session(site.engine) as session:
        give_demo_rollen(session)
    return eherkenning_app


@dataclass(frozen=True)
class Browser:
    """Somebody at a browser of his own, who uses the site in a language."""

    client: LookingClient
    language: str

    def path(self, rest: str) -> str:
        """Give an address in his language."""
        return rest if self.language == "nl" else f"/{self.language}{rest}"

    def start(self, wanted: str = "") -> str:
        """Begin to log in and give the address at the provider."""
        query = "?" + urlencode({"volgende": wanted}) if wanted else ""
        begun = self.client.get(self.path(f"/inloggen/eherkenning{query}"))
        assert begun.status_code == 303
        return begun.headers["Location"]

    def do(self, deed: str, wanted: str = "") -> TestResponse:
        """Do a deed at the provider and come back with its answer."""
        answer = act_at_strict(self.start(wanted), deed)
        return self.client.get(f"/inloggen/eherkenning/terug?{urlencode(answer)}")

    def log_in(self, person: DemoPerson | str, level: int = EH3, wanted: str = "") -> TestResponse:
        """Log in as one of the cast, or by the subject of somebody else."""
        subject = person if isinstance(person, str) else person.subject
        return self.do(f"login/{level}/{subject}", wanted)

    def page(self, address: str, status: int = 200) -> html.HtmlElement:
        """Read a page, which must be in his language."""
        found = self.client.page(address, status)
        assert found.get("lang") == self.language
        return found

    def text(self, address: str, status: int = 200) -> str:
        """Read what a page says, as one line."""
        return " ".join(str(self.page(address, status).xpath("string(//main)")).split())

    def says(self, sentence: str, **values: str) -> str:
        """Give a sentence of the site in his language."""
        said = translations(self.language).gettext(sentence)
        return said % values if values else said

    @property
    def is_logged_in(self) -> bool:
        """Whether the site knows him."""
        return self.client.get("/inloggen/sessie-verlengd").status_code == 200

    def log_out(self) -> None:
        """Log out with the button of the site."""
        token = self.client.page("/inloggen/sessie-verlengd").xpath("string(//input[@name='csrf_token']/@value)")
        assert self.client.post("/uitloggen", data={"csrf_token": token}).status_code == 303
        assert not self.is_logged_in


@pytest.fixture(params=["nl", "en"])
def browser(app: Flask, request: pytest.FixtureRequest) -> Browser:
    """Give a browser without history, in each language."""
    return Browser(client_of(app), request.param)


@pytest.fixture
def dutch(app: Flask) -> Browser:
    """Give a browser without history, in Dutch."""
    return Browser(client_of(app), "nl")


@pytest.fixture
def behave(site: Site, house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the provider make its tokens wrong in a way, by the name of the client that the site uses there."""

    def become(client_id: str) -> None:
        monkeypatch.setitem(clients_of(site), Means.EHERKENNING, house.client(client_id))

    return become


def results(site: Site) -> list[str]:
    """List how logins ended, as the audit log has it."""
    with reading_session(site.engine) as session:
        assert site.audit.check(session).is_whole
        query = select(AuditLine.result).where(AuditLine.action == "inloggen").order_by(AuditLine.number)
        return list(session.scalars(query))
