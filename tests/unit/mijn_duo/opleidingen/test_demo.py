"""The opleidingen of the demonstration."""

from sqlalchemy import Engine, func, select

from duo_site.database import Base, reading_session, writing_session
from duo_site.demo.opleidingen import keep_demo_opleidingen
from duo_site.demo.rollen import keep_demo_register
from duo_site.mijn_duo.opleidingen.models import OpleidingRow


def test_each_onderwijsinstelling_with_opleidingen_gets_a_hundred_once(sqlite_engine: Engine) -> None:
    Base.metadata.create_all(sqlite_engine)
    for _ in range(2):
        with writing_session(sqlite_engine) as session:
            keep_demo_register(session)
            keep_demo_opleidingen(session)
    codes = func.count(OpleidingRow.opleidingscode.distinct())
    with reading_session(sqlite_engine) as session:
        found = session.execute(select(OpleidingRow.instellingscode, codes).group_by(OpleidingRow.instellingscode))
        assert {row.instellingscode: row[1] for row in found} == {"99AB": 100, "99AC": 100, "94RM": 100}
        names = session.scalars(select(OpleidingRow.name).where(OpleidingRow.opleidingscode == "34560"))
        assert "Bachelor Verpleegkunde" in set(names), "what stands on diplomas is in the aanbod"
