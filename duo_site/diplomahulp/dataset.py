"""Loads `dataset.toml` and checks it: a mistake in it stops the start, with the name of what is wrong."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from duo_site.diplomahulp.domain import Bekostiging, Dataset, Fact, NextStep, Note, Outcome, Reason, Soort

PATH = Path(__file__).with_name("dataset.toml")

_OUTSIDE = {
    Outcome.NOOIT: Reason.NEVER_HELD,
    Outcome.BUITENLAND: Reason.FOREIGN,
    Outcome.ONBEKEND: Reason.NOT_KNOWN,
}
_FACTS = (
    "nieuw_diploma.minste_weken", "nieuw_diploma.meeste_weken", "nieuw_diploma.levering_vo_mbo_dagen",
    "nieuw_diploma.levering_hoger_onderwijs_weken", "vae.prijs", "vae.weken", "hoger_onderwijs.bewaart_jaren",
    "idw.prijs",
)  # fmt: skip
_SOORT_KEYS = {
    "sleutel", "groep", "label", "bekostigd_vanaf", "particulier_vanaf", "uitkomst", "vervolgstappen",
    "bewaart_lang", "opmerking", "bron", "gecontroleerd_op",
}  # fmt: skip


class DatasetError(Exception):
    """The dataset of the diplomahulp is wrong; the message says where."""


def load_dataset(path: Path = PATH) -> Dataset:
    """Load and check the dataset; raise DatasetError with the place of the first mistake."""
    with path.open("rb") as file:
        try:
            raw = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise DatasetError(f"{path.name}: {error}") from error
    return make_dataset(raw, path.name)


def make_dataset(raw: dict[str, Any], name: str = PATH.name) -> Dataset:
    """Make the dataset of what the file holds."""
    groups = {_get(group, "sleutel", str, name): _get(group, "label", str, name) for group in raw.get("groep", [])}
    soorten: dict[str, Soort] = {}
    for entry in raw.get("soort", []):
        where = f"{name}: soort {entry.get('sleutel', len(soorten) + 1)!r}"
        soort = _make_soort(entry, where)
        _require(soort.group in groups, where, f"group {soort.group!r} is unknown")
        _require(soort.key not in soorten, where, "stands there twice")
        soorten[soort.key] = soort
    _require(bool(soorten), name, "holds no soort")
    return Dataset(groups, soorten, _make_facts(raw.get("feiten", {}), name), _get(raw, "vroegste_jaar", int, name))


def _make_soort(raw: dict[str, Any], where: str) -> Soort:
    _require(raw.keys() <= _SOORT_KEYS, where, f"has unknown keys: {', '.join(sorted(raw.keys() - _SOORT_KEYS))}")
    bekostigd = _find(raw, "bekostigd_vanaf", int, where)
    particulier = _find(raw, "particulier_vanaf", int, where)
    outside = None
    if "uitkomst" in raw:
        outside = _OUTSIDE.get(raw["uitkomst"])
        _require(outside is not None, where, f"uitkomst must be one of {', '.join(_OUTSIDE)}")
        _require(bekostigd is None and particulier is None, where, "has both a uitkomst and a year")
    else:
        _require(bekostigd is not None or particulier is not None, where, "has neither a year nor a uitkomst")
    if bekostigd is not None and particulier is not None:
        # The texts say "bekostigd already from …", so that must be the earlier one.
        _require(bekostigd < particulier, where, "bekostigd_vanaf must be before particulier_vanaf")
    try:
        steps = tuple(NextStep(step) for step in _get(raw, "vervolgstappen", list, where))
    except ValueError as error:
        raise DatasetError(f"{where}: {error}.") from error
    _require(bool(steps), where, "has no vervolgstap")
    return Soort(
        key=_get(raw, "sleutel", str, where),
        label=_get(raw, "label", str, where),
        group=_get(raw, "groep", str, where),
        bekostigd_from=bekostigd,
        particulier_from=particulier,
        outside=outside,
        steps=steps,
        notes=tuple(_make_note(note, where) for note in raw.get("opmerking", [])),
        is_kept_long=bool(raw.get("bewaart_lang", False)),
        source=_get(raw, "bron", str, where),
        checked_on=_get(raw, "gecontroleerd_op", date, where),
    )


def _make_note(raw: dict[str, Any], where: str) -> Note:
    bekostiging = _find(raw, "bekostiging", str, where)
    return Note(
        text=_get(raw, "tekst", str, where),
        since=_get(raw, "vanaf", int, where),
        until=_get(raw, "tot", int, where),
        bekostiging=Bekostiging(bekostiging) if bekostiging else None,
    )


def _make_facts(raw: dict[str, dict[str, Any]], name: str) -> dict[str, Fact]:
    """Flatten the facts to names such as `vae.prijs`."""
    facts: dict[str, Fact] = {}
    for group, values in raw.items():
        where = f"{name}: feiten.{group}"
        source = _get(values, "bron", str, where)
        checked_on = _get(values, "gecontroleerd_op", date, where)
        for key in values.keys() - {"bron", "gecontroleerd_op"}:
            facts[f"{group}.{key}"] = Fact(_get(values, key, (int, float), where), source, checked_on)
    missing = [key for key in _FACTS if key not in facts]
    _require(not missing, name, f"lacks the facts {', '.join(missing)}")
    return facts


def _get(raw: dict[str, Any], key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """Get a value that must be there, of that kind and not empty."""
    value = raw.get(key)
    _require(isinstance(value, kind) and value != "", where, f"{key} is missing or of the wrong kind")
    return value


def _find(raw: dict[str, Any], key: str, kind: type, where: str) -> Any:
    return _get(raw, key, kind, where) if key in raw else None


def _require(is_right: bool, where: str, mistake: str) -> None:
    if not is_right:
        raise DatasetError(f"{where}: {mistake}.")
