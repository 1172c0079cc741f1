"""The part of the lint that looks at the pages: everything drawn is either an artifact or belongs to one element."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.unit.uittreksel.norms_lint_structure import walk

_DRAWING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "Tj", "TJ", "'", '"'}


def lint_content(document: Any) -> Iterator[str]:
    """List what is drawn outside the structure, or belongs to no element or to two."""
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    in_tree = {element.objgen for element, _parent in walk(document.Root.StructTreeRoot)}
    for number, page in enumerate(document.pages, 1):
        place = page.obj.get("/StructParents")
        elements = list(parents.get(int(place), [])) if place is not None else []
        drawn = _list_marked(page)
        marked = [content for content in drawn if content is not None]
        if None in drawn:
            yield f"page {number} draws something that is neither tagged nor an artifact"
        if len(marked) != len(set(marked)):
            yield f"page {number} marks two contents with one number"
        for content in marked:
            element = elements[content] if content < len(elements) else None
            if element is None or element.objgen not in in_tree or content not in list(element.K):
                yield f"content {content} of page {number} belongs to no element"


def _list_marked(page: Any) -> list[int | None]:
    """List the numbers of marked contents in the order of drawing; None stands for what is drawn outside of them."""
    found: list[int | None] = []
    nesting: list[str] = []
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        name = str(operator)
        if name in ("BDC", "BMC"):
            nesting.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                found.append(int(operands[1].MCID))
        elif name == "EMC":
            nesting.pop()
        elif name in _DRAWING and not nesting:
            found.append(None)
    return found
