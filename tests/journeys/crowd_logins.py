"""The demo identity provider with more people than the cast: python -m tests.journeys.crowd_logins FILE.

The file holds lines of a delivery; who is named in it can log in with DigiD.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from duo_site.demo import people
from duo_site.demo.identity_provider.server import serve
from duo_site.means import Means
from duo_site.settings import Settings


def read_people(lines: list[str]) -> Iterator[people.DemoPerson]:
    """Read who is named in a delivery; the key of each is his BSN, which exists in the demonstration alone."""
    for row in {row["bsn"]: row for row in map(json.loads, lines)}.values():
        yield people.DemoPerson(
            row["bsn"], row["voornamen"], row["tussenvoegsel"], row["achternaam"],
            date.fromisoformat(row["geboortedatum"]), Means.DIGID, "Diplomahouder.", "Holds diplomas.", bsn=row["bsn"],
        )  # fmt: skip


if __name__ == "__main__":
    crowd = read_people(Path(sys.argv[1]).read_text().splitlines())
    setattr(people, "CAST", (*people.CAST, *crowd))  # noqa: B010  Its type says how many the cast are.
    serve(Settings.from_environment())
