"""Puts right in the structure tree what WeasyPrint leaves out or gets wrong (ISO 14289-1 sections 7.3 and 7.5)."""

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]


def elements_of(pdf: Any) -> dict[bytes, Any]:
    """Give the dictionaries of a file by their reference."""
    return {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}


def finish_structure(pdf: Any, page_height: float) -> None:
    """Say what headers head and how lists count, list elements by ID, place figures; the height is in points."""
    elements = elements_of(pdf)
    identified = {}
    for element in elements.values():
        if element.get("S") == "/TH":
            row = elements[element["P"]]
            in_head = elements[row["P"]].get("S") == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        if element.get("S") == "/Figure":
            # WeasyPrint writes CSS pixels from the top; a BBox is in points from below (ISO 32000-1 table 344).
            left, top, right, bottom = (0.75 * side for side in element["A"]["BBox"])
            element["A"]["BBox"] = pydyf.Array((left, page_height - bottom, right, page_height - top))
        if element.get("S") == "/L":
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})
        if "ID" in element:
            identified[element["ID"].data] = element.reference
    _make_artifacts(pdf, elements)
    if identified:
        names = [part for name in sorted(identified) for part in (name, identified[name])]
        id_tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
        pdf.add_object(id_tree)
        elements[pdf.catalog["StructTreeRoot"]]["IDTree"] = id_tree.reference


def _make_artifacts(pdf: Any, elements: dict[bytes, Any]) -> None:
    """Make the text in the margins an artifact: WeasyPrint tags it with elements that hang in no tree (section 7.8)."""
    root = elements[pdf.catalog["StructTreeRoot"]]
    in_tree = set(_list_below(root, elements))
    numbers = elements[root["ParentTree"]]["Nums"]
    for page, marked in zip(pdf.page_references, numbers[1::2], strict=False):
        outside = {mark for mark, reference in enumerate(marked) if reference not in in_tree}
        items = pdf.objects[int(elements[page]["Contents"].split()[0])].stream
        for place, item in enumerate(items):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in outside:
                items[place - 1], items[place] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
        marked[:] = ["null" if mark in outside else reference for mark, reference in enumerate(marked)]
        while marked and marked[-1] == "null":
            marked.pop()


def _list_below(element: Any, elements: dict[bytes, Any]) -> Iterator[bytes]:
    for kid in element.get("K", []):
        if isinstance(kid, bytes):
            yield kid
            yield from _list_below(elements[kid], elements)
