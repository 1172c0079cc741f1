"""The process in which Arelle checks one jaarrekening: started by `checking.py` as a script, and never imported.

It knows nothing of the site. It limits itself before it imports Arelle, works in the folder where it was started,
opens no connection, and writes what Arelle found to `findings.json` there.
"""

import ctypes
import json
import logging
import resource
import signal
import sys
from pathlib import Path
from typing import Any

_MOST_FINDINGS = 300
_MOST_PLACES = 6
_LONGEST_TEXT = 600
_LARGEST_FILE = 32 * 1024 * 1024
_MOST_OPEN = 128
_DIE_WITH_PARENT = 1
_NEW_NETWORK = 0x40000000 | 0x10000000
_NO_FINDING = {"info", ""}
_OUR_FAULT = ("exception:", "arelle:packageLoadingError")
_REFUSED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn")
_NO_VALUE = "(ixTransform"
_SEVERE = {"ERROR", "CRITICAL", "INCONSISTENCY"}


def limit_itself(megabytes: int, seconds: int) -> None:
    """Bound memory, processor time, files and connections, and end when the site ends."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, megabytes * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_OPEN, _MOST_OPEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    system = ctypes.CDLL(None)
    system.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # Where the kernel allows it there is no network left at all; where not, the hook refuses every connection.
    system.unshare(_NEW_NETWORK)
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    """Refuse what a check of a file never needs."""
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(event)


class _Keeper(logging.Handler):
    """Keeps what Arelle logs, and whether it came to the end of the validation."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self.is_whole = False

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line of the log."""
        self.is_whole = self.is_whole or str(record.msg).startswith("validated in")
        code = getattr(record, "messageCode", "") or ""
        if code not in _NO_FINDING and record.levelname not in ("INFO", "DEBUG"):
            self.records.append(record)


def check(report: Path, package: Path) -> list[dict[str, Any]]:
    """Check a report against a taxonomy package and list what is wrong."""
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    keeper = _Keeper()
    options = RuntimeOptions(
        entrypointFile=str(report),
        packages=[str(package)],
        validate=True,
        calcs="c10",
        formulaAction="run",
        formulaUnsatisfiedAsser=True,
        formulaUnsatisfiedAsserError=True,
        internetConnectivity="offline",
        cacheDirectory=str(report.parent / "cache"),
        disablePersistentConfig=True,
        labelLang="nl",
        uiLang="en",
        logRefObjectProperties=False,
        keepOpen=True,
    )
    with Session() as session:
        session.run(options, logHandler=keeper)
        models = session.get_models()
        # No findings is good news only where facts were read and the validation came to its end.
        if len(models) != 1 or not (models[0].facts and keeper.is_whole):
            raise RuntimeError("Arelle did not check the file.")
        if any(getattr(record, "messageCode", "").startswith(_OUR_FAULT) for record in keeper.records):
            raise RuntimeError("Arelle could not work.")
        return [_describe(record, models[0], report.name) for record in keeper.records[:_MOST_FINDINGS]]


def _describe(record: logging.LogRecord, model: Any, name: str) -> dict[str, Any]:
    """Put a line of the log in plain values, with the facts it is about."""
    arguments = record.args if isinstance(record.args, dict) else {}
    objects = [model.modelObject(ref["objectId"]) for ref in getattr(record, "refs", []) if "objectId" in ref]
    places = [place for found in objects[:_MOST_PLACES] if (place := _place(found, name))]
    return {
        "code": str(getattr(record, "messageCode", ""))[:120],
        "is_error": record.levelname in _SEVERE,
        "text": _message(record)[:_LONGEST_TEXT],
        "rule": _label_of_rule(objects[0]) if objects else "",
        "arguments": {str(key): str(value)[:_LONGEST_TEXT] for key, value in list(arguments.items())[:12]},
        "concept": _label_of_concept(model, str(arguments.get("concept", ""))),
        "places": places,
    }


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _place(found: Any, name: str) -> dict[str, Any] | None:
    """Tell where something stands in the file that was sent; None for what stands in the taxonomy."""
    if found is None or found.modelDocument.basename != name:
        return None
    concept = getattr(found, "concept", None)
    value = getattr(found, "value", None) if concept is not None else None
    if value is None or str(value).startswith(_NO_VALUE):
        value = found.text or ""
    return {
        "line": int(found.sourceline or 0),
        "element": str(getattr(found, "qname", None) or found.elementQname)[:120],
        "label": str(concept.label(lang="nl", fallbackToQname=False) or "")[:200] if concept is not None else "",
        "value": str(value).strip()[:120],
    }


def _label_of_rule(found: Any) -> str:
    """Give the label of an assertion in the taxonomy, where it has one."""
    label = getattr(found, "genLabel", None)
    return str(label(lang="nl", strip=True) or "")[:_LONGEST_TEXT] if label is not None else ""


def _label_of_concept(model: Any, name: str) -> str:
    """Give the Dutch name of an element that a line of the log names."""
    for concept in model.nameConcepts.get(name.rpartition(":")[2], []):
        return str(concept.label(lang="nl", fallbackToQname=False) or name)[:200]
    return name[:200]


if __name__ == "__main__":
    _report, _package, _megabytes, _seconds = sys.argv[1:]
    limit_itself(int(_megabytes), int(_seconds))
    _found = check(Path(_report), Path(_package))
    Path("findings.json").write_text(json.dumps(_found), encoding="utf-8")
