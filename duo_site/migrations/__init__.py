"""The history of the database's tables, for Alembic: one file in `versions/` per change."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from duo_site.database import Base


def make_config(engine: Engine, data_key: bytes | None = None) -> Config:
    """Make Alembic's configuration for a database; some revisions encrypt what is there, and need the data key."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["engine"] = engine
    config.attributes["data_key"] = data_key
    return config


def upgrade(engine: Engine, data_key: bytes | None = None) -> str:
    """Bring a database up to the newest revision and tell which that is; an empty one needs no data key."""
    config = make_config(engine, data_key)
    command.upgrade(config, "head")
    return str(ScriptDirectory.from_config(config).get_current_head())


def list_differences(engine: Engine) -> list[object]:
    """List where the tables differ from the models; an empty list is right."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
