"""The body of a page: CommonMark with tables and our own blocks, checked and rendered once at the start."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from markupsafe import Markup

from duo_site.pages.block_syntax import ENCLOSING, END, NOTICE, PARSER, STEPS, split
from duo_site.pages.links import FoundLink, RefusedLink, in_language, is_inside
from duo_site.pages.problems import Problem
from duo_site.pages.quotes import Block

Furniture = Callable[[str, str, Mapping[str, object]], str]
"""Renders a template of `templates/pages/blocks/` for a language, a name and a context."""

_HTML = re.compile(r"</?[a-zA-Z!?]")
_REFUSED_LINK = re.compile(r"\]\(|\]\[|^\[[^\]]+\]:")
_TAKEN_ANCHORS = ("inhoud",)


@dataclass(frozen=True)
class Body:
    """What came of a body: HTML, headings of level 2, all anchors, links within the site, and faults."""

    html: str
    headings: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    links: tuple[FoundLink, ...]
    problems: tuple[Problem, ...]


def render_body(
    text: str, *, file: str, first_line: int, language: str, blocks: Mapping[str, Block], furniture: Furniture
) -> Body:
    """Render the body of a page whose first line is line `first_line` of its file."""
    return _Rendering(file, first_line, language, blocks, furniture).run(text)


class _Rendering:
    """One body on its way to HTML."""

    def __init__(
        self, file: str, first_line: int, language: str, blocks: Mapping[str, Block], furniture: Furniture
    ) -> None:
        self._file, self._first_line, self._language = file, first_line, language
        self._blocks, self._furniture = blocks, furniture
        self._anchors: set[str] = set(_TAKEN_ANCHORS)
        self._links: list[FoundLink] = []
        self._problems: list[Problem] = []
        self._level = 1
        self._heading = ""
        self._headings: list[tuple[str, str]] = []
        self._labels: set[str] = set()

    def run(self, text: str) -> Body:
        tokens = PARSER.parse(text)
        for number, token in enumerate(tokens):
            self._check(token, tokens[number + 1] if number + 1 < len(tokens) else token)
        html = self._render(tokens)
        return Body(html, tuple(self._headings), frozenset(self._anchors), tuple(self._links), tuple(self._problems))

    def _check(self, token: Token, following: Token) -> None:
        if token.type == "heading_open":
            self._check_heading(token, following)
        elif token.type == "table_open":
            token.meta["label"] = self._label_table()
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "duo_open" and token.info == STEPS:
            if following.type != "ordered_list_open":
                self._complain(token, f"::{STEPS} holds no numbered list")
            following.attrSet("class", "steps")
        elif token.type == "inline":
            for child in token.children or ():
                self._check_inline(child, token)
        for name in ("style", "align"):
            token.attrs.pop(name, None)

    def _check_heading(self, token: Token, following: Token) -> None:
        level = int(token.tag[1])
        if level == 1:
            self._complain(token, "the title is the only heading of level 1; begin at ##")
        elif level > self._level + 1:
            self._complain(token, f"a heading of level {level} follows one of level {self._level}")
        self._level = level
        self._heading = "".join(child.content for child in following.children or ())
        anchor = base = _slug(self._heading)
        number = 2
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        token.attrSet("id", anchor)
        if level == 2:
            self._headings.append((self._heading, anchor))

    def _check_inline(self, child: Token, parent: Token) -> None:
        if child.type == "image":
            self._complain(parent, "images are not possible here")
        elif child.type == "text" and _HTML.search(child.content):
            self._complain(parent, "HTML is not possible here")
        elif child.type == "text" and _REFUSED_LINK.search(child.content):
            self._complain(parent, "this link is refused; only / # https: mailto: and tel: are possible")
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
            try:
                inside = is_inside(target)
            except RefusedLink as error:
                self._complain(parent, str(error))
                return
            if inside or target.startswith("#"):
                self._links.append(FoundLink(self._file, self._line(parent), self._language, target))
            if inside:
                child.attrSet("href", in_language(target, self._language))

    def _label_table(self) -> str:
        label, number = self._heading, 2
        while label in self._labels:
            label, number = f"{self._heading} ({number})", number + 1
        self._labels.add(label)
        return label

    def _render(self, tokens: Sequence[Token]) -> str:
        return "".join(self._render_part(part) for part in split(tokens))

    def _render_part(self, part: list[Token]) -> str:
        first = part[0]
        match first.type:
            case "duo_open":
                inner = Markup(self._render(part[1:-1]))  # noqa: S704 - markdown-it has escaped it
                return inner if first.info == STEPS else self._furniture(self._language, NOTICE, {"text": inner})
            case "table_open":
                inner = Markup(PARSER.renderer.render(part, PARSER.options, {}))  # noqa: S704 - as above
                return self._furniture(self._language, "table", {"table": inner, "label": first.meta["label"]})
            case "duo_block":
                return self._render_block(first)
            case _:
                return str(PARSER.renderer.render(part, PARSER.options, {}))

    def _render_block(self, token: Token) -> str:
        if token.info in ENCLOSING:
            self._complain(token, f"::{token.info} has no ::{END}")
        elif token.info not in self._blocks:
            self._complain(token, f"the block ::{token.info} is unknown")
        else:
            try:
                return str(self._blocks[token.info](self._language, token.content))
            except (LookupError, ValueError):
                self._complain(token, f"::{token.info} does not know '{token.content}'")
        return ""

    def _line(self, token: Token) -> int:
        return self._first_line + (token.map[0] if token.map else 0)

    def _complain(self, token: Token, reason: str) -> None:
        self._problems.append(Problem(self._file, self._line(token), reason))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "kop"
