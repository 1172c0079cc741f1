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


SEARCH_INDEX = "search_index"
"""How the tables are called that no model describes: the index of the search, and what FTS5 keeps beside it."""


def list_differences(engine: Engine) -> list[object]:
    """List where the tables differ from the models; an empty list is right."""
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_object": _is_of_a_model}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, Base.metadata))


def _is_of_a_model(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Pass over the index of the search: SQLAlchemy has no words for it (duo_site/zoeken/models.py)."""
    return not (kind == "table" and str(name).startswith(SEARCH_INDEX))
