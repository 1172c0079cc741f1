"""An employer checks an uittreksel: the file itself, or its number."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload

from duo_site.uittreksel.number import new_number
from tests.journeys.conftest import ALL_WAYS, Newcomers, Way
from tests.journeys.pages import Controle, DemoLogin, MijnDiplomas, Visitor
from tests.journeys.processes import RunningSite

pytestmark = pytest.mark.xdist_group("browser")
