"""The description for catalogues has what DCAT-AP-NL 3.0 makes mandatory.

The table was read from the SHACL shapes of the profile and of DCAT-AP 3.0, on which it builds (Geonovum, DCAT-AP-NL30,
dcat-ap-nl-SHACL.ttl and dcat-ap-SHACL.ttl, July 2026): every property with a minimum of one, and the kind of its value.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from duo_site.cijfers.catalogue import describe_catalogue
from duo_site.cijfers.domain import Figures, Month

MANDATORY = {
    "dcat:Catalog": {
        "dct:title": "", "dct:description": "", "dct:publisher": "foaf:Agent", "dcat:contactPoint": "vcard:Kind",
        "dcat:dataset": "dcat:Dataset",
    },
    "dcat:Dataset": {
        "dct:title": "", "dct:description": "", "dct:identifier": "", "dct:accessRights": "dct:RightsStatement",
        "dcat:contactPoint": "vcard:Kind", "dct:creator": "foaf:Agent", "dct:publisher": "foaf:Agent",
        "dcat:theme": "skos:Concept",
    },
    "dcat:Distribution": {"dcat:accessURL": "", "dct:license": "dct:LicenseDocument"},
    "foaf:Agent": {"foaf:name": ""},
}  # fmt: skip
"""Mandatory properties by class, each with the class of its value (empty: a text or an address)."""
ONCE = {
    "dcat:Dataset": ("dct:identifier", "dct:accessRights", "dct:publisher", "dct:modified", "dct:issued"),
    "dcat:Distribution": ("dct:license", "dcat:mediaType", "dct:format"),
}
"""What may be there once at most."""
MONTHS = Figures((Month(2025, 1), Month(2025, 2)), ())


def kinds_of(thing: dict[str, Any]) -> list[str]:
    kind = thing.get("@type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Give every thing that is described."""
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name != "@context":
                yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def values_of(thing: dict[str, Any], name: str) -> list[Any]:
    value = thing.get(name, [])
    return value if isinstance(value, list) else [value]


@pytest.fixture(params=[None, "Onderwijsdienst"], ids=["demonstration", "operator"])
def catalogue(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Describe some months, as a demonstration and for an operator."""
    return describe_catalogue(MONTHS, base_url="https://duo.test", operator=request.param)


def test_every_mandatory_property_is_there(catalogue: dict[str, Any]) -> None:
    things = list(walk(catalogue))
    for kind, properties in MANDATORY.items():
        of_kind = [thing for thing in things if kind in kinds_of(thing)]
        assert of_kind, kind
        for thing in of_kind:
            for name, wanted in properties.items():
                values = values_of(thing, name)
                assert values, f"{kind} has no {name}"
                assert all(value not in ("", None, {}) for value in values)
                if wanted:
                    assert all(wanted in kinds_of(value) for value in values), f"{name} is no {wanted}"


def test_what_may_be_there_once_is_there_once(catalogue: dict[str, Any]) -> None:
    for thing in walk(catalogue):
        for kind in kinds_of(thing):
            for name in ONCE.get(kind, ()):
                assert len(values_of(thing, name)) == 1, f"{kind} {name}"


def test_every_prefix_is_declared(catalogue: dict[str, Any]) -> None:
    declared = set(catalogue["@context"])
    for thing in walk(catalogue):
        names = [name for name in (*thing, *kinds_of(thing)) if ":" in name]
        assert {name.partition(":")[0] for name in names} <= declared


def test_a_demonstration_says_so() -> None:
    described = describe_catalogue(MONTHS, base_url="https://duo.test", operator=None)
    assert "demonstratie" in described["dct:publisher"]["foaf:name"]


def test_the_period_is_told_once_there_is_one() -> None:
    dataset = describe_catalogue(MONTHS, base_url="https://duo.test", operator=None)["dcat:dataset"]
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == date(2025, 2, 28).isoformat()
    empty = describe_catalogue(Figures((), ()), base_url="https://duo.test", operator=None)["dcat:dataset"]
    assert "dct:temporal" not in empty
