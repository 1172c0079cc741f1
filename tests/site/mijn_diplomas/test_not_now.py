"""When a document cannot be sealed: clear words, nothing issued, and a later try that succeeds."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from lxml import html
from sqlalchemy import insert
from werkzeug.test import TestResponse

from duo_site.controle.domain import Geldig
from duo_site.controle.inspection import inspect
from duo_site.database import writing_session
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.uittreksel.domain import MOST_PLACES
from duo_site.uittreksel.key_making import InToken, believe, new_seal
from duo_site.uittreksel.keys import KEY_LIST, load_keys
from duo_site.uittreksel.models import UittrekselRow
from duo_site.uittreksel.proofs.keys import new_credential_key
from duo_site.uittreksel.rendering import RenderPool
from duo_site.uittreksel.signers import make_key_in_token
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.mijn_diplomas.conftest import Deliver
from tests.site.mijn_diplomas.test_uittreksels import count_uittreksels, make, start, stored_files
from tests.tokens import new_token
from tests.unit.uittreksel.authorities import Authorities, authorities_in

NOW = datetime.now(UTC)


@pytest.fixture
def authorities(tmp_path: Path) -> Iterator[Authorities]:
    """Time stamp authorities over HTTP."""
    (tmp_path / "authorities").mkdir()
    with authorities_in(tmp_path / "authorities") as running:
        yield running


@pytest.fixture
def pools() -> Iterator[list[RenderPool]]:
    """Take pools that the site is to use, and stop them at the end."""
    made: list[RenderPool] = []
    yield made
    for pool in made:
        pool.close()


def refused(answer: TestResponse, site: Site) -> str:
    """Look at a page that says that nothing was made; give its text."""
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    page = html.fromstring(answer.get_data(as_text=True))
    assert page.xpath("//form[contains(@action, '/uittreksel')]//input[@name='taal']/@value") == ["en"]
    assert page.xpath("string(//main//form//button)").strip() == "Probeer het opnieuw"
    assert (count_uittreksels(site), stored_files(site)) == (0, set())
    return str(page.text_content())


def issued(answer: TestResponse, client: LookingClient, folder: Path) -> bool:
    """Tell whether a document was issued that is valid."""
    assert answer.status_code == 303
    document = client.get(f"{answer.location}/bestand").get_data()
    return isinstance(inspect(document, load_keys(folder), datetime.now(UTC)), Geldig)


def test_an_authority_that_is_out_slow_or_lies_stops_the_seal_and_nothing_else(
    client: LookingClient,
    site: Site,
    deliver: Deliver,
    authorities: Authorities,
    pools: list[RenderPool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "zegel"
    new_seal(folder, "Stichting Voorbeeld", NOW - timedelta(days=1))
    new_credential_key(folder, NOW - timedelta(days=1))
    believe(folder, [authorities.root])
    public_id = start(client, site, deliver)
    for file in stored_files(site):
        file.unlink()
    pools.append(RenderPool(folder, tsa_urls=(authorities.address("eerste"),)))
    monkeypatch.setitem(site.parts, "mijn_diplomas", replace(issuer_of(site), pool=pools[0]))
    authorities.slowness = 30
    for number, failure in enumerate(("out", "wrong nonce", "wrong time", "slow")):
        authorities.fails["eerste"] = failure
        assert "tijdstempel van een andere organisatie" in refused(make(client, public_id, taal="en"), site)
        asked = len(authorities.asked)
        assert "tijdstempel" in refused(make(client, public_id, taal="en"), site)
        assert len(authorities.asked) == asked, "who comes next is told at once"
        # A changed key list makes the sealer begin anew, as the pause of twenty seconds would.
        os.utime(folder / KEY_LIST, ns=(number, number))
    authorities.fails.clear()
    assert issued(make(client, public_id, taal="en"), client, folder)
    assert count_uittreksels(site) == 1


def test_a_token_that_is_away_stops_the_seal_and_comes_back(
    client: LookingClient,
    site: Site,
    deliver: Deliver,
    pools: list[RenderPool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, token = tmp_path / "zegel", new_token(tmp_path, monkeypatch)
    public = load_der_public_key(make_key_in_token(token.access, "zegel-1").public_key)
    assert isinstance(public, EllipticCurvePublicKey)
    new_seal(folder, None, NOW - timedelta(days=1), InToken("zegel-1", public))
    new_credential_key(folder, NOW - timedelta(days=1))
    public_id = start(client, site, deliver)
    for file in stored_files(site):
        file.unlink()
    pools.append(RenderPool(folder, token=token.access))
    monkeypatch.setitem(site.parts, "mijn_diplomas", replace(issuer_of(site), pool=pools[0]))
    token.plug_out()
    assert "Dat ligt aan ons" in refused(make(client, public_id, taal="en"), site)
    logged = capsys.readouterr().err
    assert "token zegel" in logged
    assert token.access.pin not in logged
    token.plug_in()
    made = make(client, public_id, taal="en")
    assert issued(made, client, folder)
    assert make(client, public_id, taal="en").location == made.location
    first, second = (client.get(f"{made.location}/bestand").get_data() for _ in range(2))
    assert first == second, "the token signs by lot, so the file is kept"


def test_a_full_status_list_is_no_accident(
    client: LookingClient, sealed: Site, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = start(client, sealed, deliver)
    taken = {
        "version": 1,
        "language": "nl",
        "with_grades": False,
        "day": date(2026, 1, 1),
        "sha256": "0" * 64,
        "inhoud": b"",
        "status": "geldig",
        "status_since": NOW,
        "created_at": NOW,
    }
    with writing_session(sealed.engine) as session:
        places = {"A": 0, "B": MOST_PLACES - 1}
        rows = [taken | {"number": name, "diploma_key": name, "status_index": at} for name, at in places.items()]
        session.execute(insert(UittrekselRow), rows)
    monkeypatch.setattr(secrets, "randbelow", lambda size: 0)
    answer = make(client, public_id)
    assert answer.status_code == 503
    assert "Er is niets afgegeven" in answer.get_data(as_text=True)
    assert count_uittreksels(sealed) == 2
