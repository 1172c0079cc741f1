"""A content file taken apart: its front matter with the line of each value, and its body."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from duo_site.pages.problems import Problem

Key = tuple[str | int, ...]
"""Way to a value in the front matter, such as ("tasks", 0, "href")."""

_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_INDEX = "index"
_FENCE = re.compile(r"^-{3,}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """One content file as it was read; lines are counted from 1."""

    file: str
    language: str
    address: str
    values: dict[str, object]
    lines: dict[Key, int]
    body: str
    body_line: int
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, *key: str | int) -> int:
        """Tell the line of a value; that of what holds it where it has none."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read_source(path: Path, content: Path, language: str) -> Source:
    """Read a file below `content/<language>/`; what cannot be read is a problem of the source."""
    name = f"{content.name}/{path.relative_to(content).as_posix()}"
    source = Source(name, language, _address_of(path, content / language), {}, {}, "", 1)
    if source.address and not _ADDRESS.fullmatch(source.address):
        source.problems.append(Problem(name, 1, "the name holds more than small letters, digits and hyphens"))
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        source.problems.append(Problem(name, 1, "this is not UTF-8"))
        return source
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or fences[0].start() != 0:
        source.problems.append(Problem(name, 1, "there is no front matter between two lines ---"))
        return source
    matter, body = YAMLHandler().split(text)
    values, lines, problems = _read_matter("\n" * text.count("\n", 0, fences[0].end()) + matter, name)
    body_line = text.count("\n", 0, fences[1].end()) + 1
    return Source(name, language, source.address, values, lines, body, body_line, [*source.problems, *problems])


def _address_of(path: Path, folder: Path) -> str:
    address = path.relative_to(folder).with_suffix("").as_posix()
    return "" if address == _INDEX else address.removesuffix(f"/{_INDEX}")


def _read_matter(matter: str, name: str) -> tuple[dict[str, object], dict[Key, int], list[Problem]]:
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    try:
        node = yaml.compose(matter, Loader=yaml.SafeLoader)
        values = YAMLHandler().load(matter)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        return {}, lines, [Problem(name, line, f"the front matter is no YAML: {reason}")]
    except ValueError as error:
        # A date such as 2026-13-45: PyYAML does not tell where it stands.
        return {}, lines, [Problem(name, _find_bad_scalar(node), f"this is no date: {error}")]
    if not isinstance(values, dict):
        return {}, lines, [Problem(name, 1, "the front matter holds no fields")]
    _note_lines(node, (), lines, name, problems)
    return values, lines, problems


def _note_lines(node: object, key: Key, lines: dict[Key, int], name: str, problems: list[Problem]) -> None:
    if isinstance(node, yaml.MappingNode):
        for name_node, value_node in node.value:
            below = (*key, str(name_node.value))
            line = name_node.start_mark.line + 1
            if below in lines:
                problems.append(Problem(name, line, f"{name_node.value} stands here twice"))
            lines[below] = line
            _note_lines(value_node, below, lines, name, problems)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*key, number)] = item.start_mark.line + 1
            _note_lines(item, (*key, number), lines, name, problems)


def _find_bad_scalar(node: object) -> int:
    """Find the line of the first scalar of which PyYAML can make no value; 1 where there is none."""
    if isinstance(node, yaml.ScalarNode):
        try:
            yaml.safe_load(node.value)
        except ValueError:
            return int(node.start_mark.line) + 1
        except yaml.YAMLError:
            return 1
        return 1
    children = node.value if isinstance(node, yaml.CollectionNode) else []
    flat = [part for child in children for part in (child if isinstance(child, tuple) else (child,))]
    return max((_find_bad_scalar(child) for child in flat), default=1)
