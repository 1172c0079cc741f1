"""Puts right in the structure tree what WeasyPrint leaves out: Scope on table headers (ISO 14289-1 section 7.5)."""

from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]


def finish_tags(pdf: Any) -> None:
    """Mark each TH as the header of a column or a row, and name each attached file once in the catalog."""
    elements: dict[Any, Any] = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    for element in elements.values():
        if element.get("S") == "/TH":
            row = elements[element["P"]]
            in_head = elements[row["P"]].get("S") == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
