"""The syntax of our own blocks in Markdown.

A block stands on its own line: `::name argument`, or for what encloses text `::let-op` or `::stappen` up to `::einde`.
"""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

NOTICE, STEPS, END = "let-op", "stappen", "einde"
ENCLOSING = (NOTICE, STEPS)


def _parse_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise `::name argument` and what encloses text (a block rule of markdown-it)."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not line.startswith("::"):
        return False
    if silent:
        return True
    name, _, argument = line[2:].strip().partition(" ")
    close = _find_end(state, start, end) if name in ENCLOSING else None
    if close is None:
        token = state.push("duo_block", "", 0)
        token.info, token.content, token.map = name, argument.strip(), [start, start + 1]
        state.line = start + 1
        return True
    token = state.push("duo_open", "", 1)
    token.info, token.map = name, [start, close]
    lines, state.lineMax = state.lineMax, close
    state.md.block.tokenize(state, start + 1, close)
    state.lineMax = lines
    state.push("duo_close", "", -1)
    state.line = close + 1
    return True


def _find_end(state: StateBlock, start: int, end: int) -> int | None:
    for number in range(start + 1, end):
        if state.src[state.bMarks[number] : state.eMarks[number]].strip() == f"::{END}":
            return number
    return None


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.block.ruler.before(
        "table", "duo_block", _parse_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return parser


def split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut tokens into parts: an enclosing block whole, a table whole, a block alone, and what lies between."""
    ends = {"duo_open": "duo_close", "table_open": "table_close", "duo_block": "duo_block"}
    between: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type not in ends:
            between.append(token)
            position += 1
            continue
        if between:
            yield between
            between = []
        stop = next(at for at in range(position, len(tokens)) if tokens[at].type == ends[token.type])
        yield list(tokens[position : stop + 1])
        position = stop + 1
    if between:
        yield between


PARSER = _make_parser()
