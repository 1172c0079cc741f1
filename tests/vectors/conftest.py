"""The vectors, made once for all tests, and the site that knows their register."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from duo_site.app import create_app
from duo_site.controle.parts import inspections_of
from duo_site.database import Base, writing_session
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.service import set_status, store
from duo_site.web.site import Site
from tests.builders import make_settings
from tests.site.client import LookingClient
from tests.vectors.making.codes import Code, list_codes
from tests.vectors.making.listing import list_vectors
from tests.vectors.making.manifest import write_folder
from tests.vectors.making.people import NOW, REGISTER, SEALED_AT
from tests.vectors.making.vector import Vector
from tests.vectors.making.world import World


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the site, in which the keys lie too."""
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="session")
def world(instance: Path) -> World:
    """Make the keys and the genuine files."""
    return World(instance)


@pytest.fixture(scope="session")
def vectors(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Vector]:
    """Make all vectors."""
    return list(list_vectors(world, tmp_path_factory.mktemp("others")))


@pytest.fixture(scope="session")
def codes(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Code]:
    """Make all codes."""
    return list(list_codes(world, tmp_path_factory.mktemp("others")))


@pytest.fixture(scope="session")
def folder(world: World, vectors: list[Vector], codes: list[Code], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the vectors as anybody can."""
    written = tmp_path_factory.mktemp("written")
    assert write_folder(written, world, vectors, codes) == len(vectors)
    return written


@pytest.fixture(scope="session")
def app(world: World, instance: Path) -> Iterator[Flask]:
    """Run the site on SQLite, with the register of the vectors."""
    made = create_app(replace(make_settings(instance), seal_folder=world.folder))
    made.testing = True
    made.test_client_class = LookingClient
    site: Site = made.extensions["duo"]
    Base.metadata.create_all(site.engine)
    with writing_session(site.engine) as session:
        for person in REGISTER:
            store(session, site.secrecy, person.request, person.inhoud, "0" * 64, SEALED_AT)
            if person.status not in (None, Status.GELDIG):
                set_status(session, person.request.diploma_key, person.status, NOW)
    yield made
    inspections_of(site).close()
    site.engine.dispose()


@pytest.fixture
def client(app: Flask) -> Iterator[LookingClient]:
    """Ask the site at the moment of judging."""
    with time_machine.travel(NOW):
        made = app.test_client()
        assert isinstance(made, LookingClient)
        yield made
