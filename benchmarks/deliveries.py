"""Diplomas for a delivery, as many as needed: those of the demonstration over again, for other people each time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from duo_site.demo.register import demo_delivery_lines
from duo_site.demo.register.bsns import list_test_bsns

_BSNS_OF_THE_DEMONSTRATION = 1_500
"""More than the people of the demonstration, who have the first of the test numbers."""
_PEOPLE_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Diplomahouder:
    """Name somebody invented, with a test BSN that nobody of the demonstration has."""

    bsn: str
    last_name: str


def list_diplomahouders(number: int) -> list[Diplomahouder]:
    """List so many people, always the same."""
    bsns = islice(list_test_bsns(), _BSNS_OF_THE_DEMONSTRATION, _BSNS_OF_THE_DEMONSTRATION + _PEOPLE_AT_MOST)
    return [Diplomahouder(bsn, f"Proefpersoon {bsn}a") for bsn in islice(bsns, number)]


def write_diplomas_of(people: Sequence[Diplomahouder], each: int, path: Path) -> None:
    """Write a delivery with `each` diplomas for each of these people."""
    lines = [json.loads(line) for line in islice(demo_delivery_lines(), each)]
    delivered = (
        line | {"levering": f"bench-{person.bsn}-{number}", "bsn": person.bsn, "achternaam": person.last_name}
        for person in people
        for number, line in enumerate(lines)
    )
    _write(delivered, path)


def write_many_diplomas(number: int, path: Path, series: str) -> None:
    """Write a delivery of `number` diplomas, for people who keep their names, dates and careers but get new BSNs."""
    _write(islice(_many(series), number), path)


def _many(series: str) -> Iterator[dict[str, object]]:
    lines = [json.loads(line) for line in demo_delivery_lines()]
    bsns = islice(list_test_bsns(), _BSNS_OF_THE_DEMONSTRATION + _PEOPLE_AT_MOST, None)
    for again in count():
        people: dict[str, str] = {}
        for place, line in enumerate(lines):
            if line["bsn"] not in people:
                people[line["bsn"]] = next(bsns)
            yield line | {"levering": f"{series}-{again}-{place}", "bsn": people[line["bsn"]]}


def _write(lines: Iterator[dict[str, object]], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
