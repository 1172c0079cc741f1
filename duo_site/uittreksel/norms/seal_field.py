"""The field of the seal, ready before sealing: so that the signer touches neither page nor structure tree.

A widget annotation with words for it, inside a Form element, with its appearance (ISO 14289-1 section 7.18). Around it
is room for what a seal brings: references to objects that come with the seal, and until then are null
(ISO 32000-1 section 7.3.10). `uittreksel.seal_room` finds it in the written file.
"""

from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from duo_site.uittreksel.norms.structure import elements_of

FIELD = "Zegel"
_SIZE = 22
_BELOW_FOOT_LINE = 25
_PRINT_AND_LOCKED = 4 + 128
_SIGNED_AND_APPEND_ONLY = 3
_NEVER_USED = 65535

# An open book in a ring, as in the emblem of the document; the box is 22 points wide and high.
_APPEARANCE = b"""q 0.086275 0.137255 0.239216 RG 0.086275 0.137255 0.239216 rg 0.6 w
1 0 0 1 11 11 cm
10 0 m 10 5.523 5.523 10 0 10 c -5.523 10 -10 5.523 -10 0 c -10 -5.523 -5.523 -10 0 -10 c 5.523 -10 10 -5.523 10 0 c s
-6.8 3.8 m -4.4 4.6 -1.8 4.2 0 2.8 c 1.8 4.2 4.4 4.6 6.8 3.8 c 6.8 -3.8 l 4.4 -3 1.8 -3.4 0 -4.8 c
-1.8 -3.4 -4.4 -3 -6.8 -3.8 c f
1 1 1 RG 0 2.8 m 0 -4.8 l S Q"""


def add_seal_field(pdf: Any, in_words: str, page_width: float) -> None:
    """Add an empty signature field at the foot of the first page, last in the reading order; the width is in points."""
    elements = elements_of(pdf)
    page_reference = pdf.page_references[0]
    page = elements[page_reference]
    root = elements[pdf.catalog["StructTreeRoot"]]
    document = elements[root["K"][0]]
    parent_tree = elements[root["ParentTree"]]
    place = max(parent_tree["Nums"][::2]) + 1

    appearance = pydyf.Stream(
        [_APPEARANCE],
        {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, _SIZE, _SIZE))},
        compress=True,
    )
    pdf.add_object(appearance)
    left = (page_width - _SIZE) / 2
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(FIELD),
            "TU": pydyf.String(in_words),
            "F": _PRINT_AND_LOCKED,
            "Rect": pydyf.Array((left, _BELOW_FOOT_LINE, left + _SIZE, _BELOW_FOOT_LINE + _SIZE)),
            "P": page_reference,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
            "StructParent": place,
        }
    )
    pdf.add_object(widget)
    _make_room(pdf, widget, page)
    object_reference = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page_reference})
    form = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "K": pydyf.Array([object_reference.data]),
            "Pg": page_reference,
            "P": document.reference,
        }
    )
    pdf.add_object(form)
    document["K"].append(form.reference)
    parent_tree["Nums"].extend([place, form.reference])
    root["ParentTreeNextKey"] = place + 1


def _make_room(pdf: Any, widget: Any, page: Any) -> None:
    """Take six numbers in a row: the field, the lists of fields and of annotations, and three for the seal.

    The lists are objects of their own, because the time stamp of the document makes both longer.
    """
    fields, annotations = pydyf.Array([widget.reference]), pydyf.Array([widget.reference])
    pdf.add_object(fields)
    pdf.add_object(annotations)
    widget["V"], pdf.catalog["Perms"], pdf.catalog["DSS"] = (_reserve(pdf) for _ in range(3))
    page["Annots"] = annotations.reference
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": fields.reference, "SigFlags": _SIGNED_AND_APPEND_ONLY})


def _reserve(pdf: Any) -> bytes:
    """Take a number that no object has yet, and give the reference to it."""
    reserved = pydyf.Object()
    pdf.add_object(reserved)
    reference = bytes(reserved.reference)
    # As pydyf does with the number 0, so that it writes the row of an object that is not in the file.
    reserved.free, reserved.number, reserved.generation = "f", 0, _NEVER_USED
    return reference
