"""What a diplomahouder does is counted: an uittreksel when it is made, and every time that its file is handed out."""

from sqlalchemy import select, text

from duo_site.database import reading_session
from duo_site.tally import TallyRow
from duo_site.web.site import Site
from tests.cast import ANJA
from tests.site.client import LookingClient
from tests.site.mijn_diplomas.conftest import Deliver
from tests.site.mijn_diplomas.test_uittreksels import make, start


def counts(site: Site) -> dict[tuple[str, str, str], int]:
    with reading_session(site.engine) as session:
        rows = session.scalars(select(TallyRow)).all()
        return {(row.what, row.soort, row.language): row.count for row in rows}


def test_made_once_and_downloaded_twice(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    public_id = start(client, sealed, deliver)
    made = make(client, public_id, taal="en")
    assert counts(sealed) == {("uittreksel", "vo", "en"): 1}
    make(client, public_id, taal="en")
    assert counts(sealed) == {("uittreksel", "vo", "en"): 1}, "the same one of the same day is no new one"
    address = f"{made.location}/bestand"
    client.head(address).close()
    for _time in range(2):
        answer = client.get(address)
        assert answer.mimetype == "application/pdf"
        answer.close()
    assert counts(sealed) == {("uittreksel", "vo", "en"): 1, ("download", "vo", "en"): 2}


def test_the_counts_tell_nothing_of_anybody(client: LookingClient, sealed: Site, deliver: Deliver) -> None:
    made = make(client, start(client, sealed, deliver))
    client.get(f"{made.location}/bestand").close()
    number = made.location.rsplit("/", 1)[1]
    assert ANJA.bsn is not None
    telling = (number, ANJA.bsn, sealed.secrecy.lookup("bsn", ANJA.bsn), ANJA.name, "127.0.0.1")
    with reading_session(sealed.engine) as session:
        kept = [str(value) for row in session.execute(text("SELECT * FROM tally")) for value in row]
    assert kept
    assert not [value for value in kept for secret in telling if secret in value]
