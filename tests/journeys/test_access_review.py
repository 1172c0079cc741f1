"""The access review as a beheerder does it: who was away, several rollen ended at once, the file, and the history."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from duo_site.database import make_engine, writing_session
from duo_site.identity import Rol
from duo_site.mijn_duo.rollen.domain import Actor, Grant
from duo_site.mijn_duo.rollen.models import MedewerkerEmailRow, MedewerkerRow, RoltoekenningRow, RolwijzigingRow
from duo_site.mijn_duo.rollen.service import record_login
from duo_site.mijn_duo.rollen.service.giving import record
from duo_site.settings import Settings
from duo_site.web.clock import now, today
from tests.journeys.conftest import Way
from tests.journeys.pages import DemoLogin, MijnDuo, Screen, Visitor
from tests.journeys.pages.rollen import EndScreen, Rollen
from tests.journeys.processes import RunningSite

pytestmark = pytest.mark.xdist_group("browser")

AWAY, HERE = ("Ans Weg", "Bas Weg"), "Cor Hier"


@pytest.fixture
def colleagues(running_site: RunningSite) -> Iterator[None]:
    """Give three people a rol at Hogeschool Waterland, of whom two were away for long; take them out afterwards."""
    engine = make_engine(Settings.from_environment(running_site.environment).database_url)
    with writing_session(engine) as session:
        for name in (*AWAY, HERE):
            email = f"{name[:3].lower()}@voorbeeld.invalid"
            grant = Grant(name, name, Rol.RAADPLEGER, "99001", "99AB", today(), email=email)
            record(session, Actor("eh-demo-carla", "Carla Smit"), grant, now())
            record_login(session, name, name, "EH3", now() - timedelta(days=1 if name == HERE else 120))
    yield
    with writing_session(engine) as session:
        for table in (RoltoekenningRow, MedewerkerEmailRow, RolwijzigingRow, MedewerkerRow):
            session.execute(delete(table).where(table.subject.in_((*AWAY, HERE))))
    engine.dispose()


@pytest.mark.usefixtures("colleagues")
@pytest.mark.parametrize("way", [Way("nl", False), Way("en", True)], ids=str)
def test_who_was_away_for_long_loses_the_rol(visitor: Visitor) -> None:
    DemoLogin.open(visitor, "eherkenning").log_in_as("Carla", MijnDuo)
    review = Rollen.open(visitor, "/mijn-duo/rollen")
    review.page.locator("input[name=toon][value=stil]").check()
    review = review.go(review.page.locator("main form button.button--secondary").first, Rollen)
    table = review.page.locator("table.review")
    assert HERE not in table.inner_text()
    for name in AWAY:
        table.locator("tr", has_text=name).locator("input[type=checkbox]").check()
    confirm = review.go(review.page.locator("form:has(table.review) button.button--secondary"), EndScreen)
    assert confirm.page.locator("main form li").count() == len(AWAY)
    review = confirm.go(confirm.page.locator("main form button.button--danger"), Rollen)
    assert not any(name in review.page.locator("table.review").inner_text() for name in AWAY)
    with review.page.expect_download() as download:
        review.page.locator("main a[href*='overzicht.csv']").click()
    listed = download.value.path().read_text(encoding="utf-8-sig")
    assert HERE in listed
    assert not any(name in listed for name in AWAY)
    history = Screen.open(visitor, "/mijn-duo/rollen/geschiedenis")
    newest = [line.inner_text() for line in history.page.locator("ol.timeline li").all()[: len(AWAY)]]
    assert all(any(name in line and "Carla Smit" in line for line in newest) for name in AWAY)
