"""The part of the lint that looks at the structure tree: kinds, nesting, headings, tables, figures, identifiers."""

from collections.abc import Iterator
from typing import Any

import pikepdf

_KINDS = {
    "/Document", "/Sect", "/Div", "/P", "/Span", "/NonStruct", "/H1", "/H2", "/L", "/LI", "/Lbl", "/LBody", "/Figure",
    "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Form",
}  # fmt: skip
_PARENTS = {
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TR": {"/Table", "/THead", "/TBody"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
}


def lint_structure(document: Any) -> Iterator[str]:
    """List what is wrong with the structure tree."""
    root = document.Root.StructTreeRoot
    elements = list(walk(root))
    for element, parent in elements:
        kind = str(element.S)
        if kind not in _KINDS:
            yield f"there is an element of the kind {kind}"
        if parent.get("/S") is not None and str(parent.S) not in _PARENTS.get(kind, {str(parent.S)}):
            yield f"{kind} stands in {parent.S}"
        if element.P.objgen != parent.objgen:
            yield f"{kind} does not know its parent"
        if kind == "/L" and not element.get("/A", {}).get("/ListNumbering"):
            yield "a list does not say how it counts"
    yield from _lint_headings([str(element.S) for element, _parent in elements])
    yield from _lint_figures([element for element, _parent in elements if element.S == "/Figure"])
    yield from _lint_identifiers(root, [element for element, _parent in elements])
    for table in [element for element, _parent in elements if element.S == "/Table"]:
        yield from _lint_table(table)


def walk(parent: Any) -> Iterator[tuple[Any, Any]]:
    """Walk through the elements below a parent in reading order, each with its parent."""
    for kid in parent.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, parent
            yield from walk(kid)


def _lint_headings(kinds: list[str]) -> Iterator[str]:
    headings = [kind for kind in kinds if kind in ("/H1", "/H2")]
    if headings[:1] != ["/H1"] or headings.count("/H1") != 1:
        yield "the document does not begin with one heading of the first level"


def _lint_figures(figures: list[Any]) -> Iterator[str]:
    for figure in figures:
        if not figure.get("/Alt"):
            yield "a figure has no words"
        box = [float(side) for side in figure.get("/A", {}).get("/BBox", [])]
        if len(box) != 4 or not (0 <= box[0] < box[2] <= 596 and 0 <= box[1] < box[3] <= 842):
            yield "a figure has no place on its page"


def _lint_identifiers(root: Any, elements: list[Any]) -> Iterator[str]:
    identified = {bytes(element.ID): element.objgen for element in elements if "/ID" in element}
    names = list(root.get("/IDTree", {}).get("/Names", []))
    tree = {bytes(name): element.objgen for name, element in zip(names[::2], names[1::2], strict=True)}
    if tree != identified or list(tree) != sorted(tree):
        yield "the tree of identifiers is not what the elements say"
    for element in elements:
        for header in element.get("/A", {}).get("/Headers", []):
            if bytes(header) not in identified:
                yield "a cell names a header that is not there"


def _lint_table(table: Any) -> Iterator[str]:
    rows = [element for element, _parent in walk(table) if element.S == "/TR"]
    lengths = {sum(kid.S in ("/TH", "/TD") for kid in row.K) for row in rows}
    if len(lengths) != 1:
        yield "the rows of a table are not of one length"
    for cell in [kid for row in rows for kid in row.K]:
        attributes = cell.get("/A", {})
        if attributes.get("/O") != "/Table":
            yield "a cell has no table attributes"
        if cell.S == "/TH" and attributes.get("/Scope") not in ("/Column", "/Row"):
            yield "a header does not say what it heads"
        if cell.S == "/TD" and not attributes.get("/Headers"):
            yield "a cell has no header"
