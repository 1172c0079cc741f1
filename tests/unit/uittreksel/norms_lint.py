"""A lint of our own for PDF/A-3a and PDF/UA-1: each function lists what it finds wrong in one part of a file.

It is no validator: it knows the rules that a file of ours can break. `test_norms_lint.py` plants a fault for each.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf

from tests.unit.uittreksel.norms_lint_content import lint_content
from tests.unit.uittreksel.norms_lint_fonts import lint_fonts
from tests.unit.uittreksel.norms_lint_structure import lint_structure

_XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_SAID_TWICE = {
    "/Title": "dc:title//rdf:li",
    "/Author": "dc:creator//rdf:li",
    "/Subject": "dc:description//rdf:li",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_HIDDEN = 1 + 2 + 32 + 256
_PRINT = 4


def list_faults(pdf: bytes) -> list[str]:
    """List everything that is wrong with a file, in words."""
    with pikepdf.open(BytesIO(pdf)) as document:
        parts = (_lint_catalog, _lint_metadata, _lint_colours, _lint_attachments, _lint_annotations)
        others = (lint_fonts, lint_content, lint_structure)
        return [fault for part in (*parts, *others) for fault in part(document)]


def _lint_catalog(document: Any) -> Iterator[str]:
    root = document.Root
    if not re.fullmatch("nl|en", str(root.get("/Lang", ""))):
        yield "the catalog has no language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "the file does not say that it is tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown in the window"
    if "/ID" not in document.trailer:
        yield "the file has no identifier"
    if document.is_encrypted:
        yield "the file is encrypted"
    for key in ("/OpenAction", "/AA"):
        if key in root:
            yield f"the catalog has {key}"
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and {"/JS", "/LZWDecode"} & {*item.keys()}:
            yield "the file has a script"
        if isinstance(item, pikepdf.Stream) and "LZW" in str(item.get("/Filter", "")):
            yield "a stream has a filter that is not allowed"


def _lint_metadata(document: Any) -> Iterator[str]:
    stream = document.Root.get("/Metadata")
    if stream is None:
        yield "there is no XMP"
        return
    if "/Filter" in stream:
        yield "the XMP is compressed"
    xmp = ElementTree.fromstring(stream.read_bytes())
    for path, value in {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}.items():
        if xmp.findtext(f".//{path}", namespaces=_XMP) != value:
            yield f"the XMP does not say {path} {value}"
    schemas = [element.text for element in xmp.iterfind(".//pdfaSchema:namespaceURI", _XMP)]
    properties = [element.text for element in xmp.iterfind(".//pdfaSchema:property//pdfaProperty:name", _XMP)]
    if schemas != [_XMP["pdfuaid"]] or properties != ["part"]:
        yield "the XMP does not describe the schema of PDF/UA"
    for name, path in _SAID_TWICE.items():
        in_info, in_xmp = str(document.docinfo.get(name, "")), xmp.findtext(f".//{path}", namespaces=_XMP) or ""
        if name.endswith("Date"):
            in_info, in_xmp = re.sub(r"\D", "", in_info), re.sub(r"\D", "", in_xmp)
        if not in_info or in_info != in_xmp:
            yield f"{name} of the Info is not what the XMP says"


def _lint_colours(document: Any) -> Iterator[str]:
    intents = [intent for intent in document.Root.get("/OutputIntents", []) if intent.S == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0].get("/DestOutputProfile", {}).get("/N") != 3:
        yield "there is no output intent with an RGB profile"
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            if item.get("/ColorSpace") not in ("/DeviceRGB", "/DeviceGray"):
                yield "an image has another colour space than the output intent covers"
            if item.get("/Interpolate"):
                yield "an image is interpolated"


def _lint_attachments(document: Any) -> Iterator[str]:
    named = [part.objgen for part in document.Root.get("/AF", [])]
    specifications = [
        item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Filespec"
    ]
    if Counter(named) != Counter(item.objgen for item in specifications):
        yield "the catalog does not name each attached file once"
    for item in specifications:
        if item.get("/AFRelationship") != "/Source":
            yield "an attached file has no relationship to the page"
        if not all(item.get(key) for key in ("/F", "/UF", "/Desc")):
            yield "an attached file has no name or no words"
        embedded = item.EF.F
        if "/" not in str(embedded.get("/Subtype", ""))[1:]:
            yield "an attached file has no media type"
        params: Any = embedded.get("/Params", {})
        dates = [str(params.get(key, "")) for key in ("/CreationDate", "/ModDate")]
        if not all(re.fullmatch(r"D:\d{14}Z", moment) for moment in dates):
            yield "an attached file has no dates"
        if embedded.Params.get("/Size") != len(embedded.read_bytes()):
            yield "the size of an attached file is wrong"


def _lint_annotations(document: Any) -> Iterator[str]:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    form_fields = document.Root.AcroForm.Fields if "/AcroForm" in document.Root else []
    fields = [field.objgen for field in form_fields]
    found = []
    for page in document.pages:
        if page.obj.get("/Tabs") != "/S":
            yield "the order of a page does not follow the structure"
        for annotation in page.obj.get("/Annots", []):
            found.append(annotation.objgen)
            if annotation.Subtype != "/Widget" or annotation.get("/FT") != "/Sig":
                yield "there is an annotation that is no seal"
            if not annotation.get("/TU"):
                yield "the seal has no words"
            flags = int(annotation.get("/F", 0))
            if flags & _HIDDEN or not flags & _PRINT:
                yield "the seal is hidden or not printed"
            if max(float(corner) for corner in annotation.Rect) < 0:
                # The field of the document time stamp is out of sight: ISO 14289-1 section 7.18.1 leaves it out.
                continue
            if _is_out_of_sight(annotation):
                continue
            if "/N" not in annotation.get("/AP", {}):
                yield "the seal has no appearance"
            form = parents.get(int(annotation.get("/StructParent", -1)))
            if form is None or form.get("/S") != "/Form":
                yield "the seal is in no Form element"
            elif [kid.Obj.objgen for kid in form.K if kid.get("/Type") == "/OBJR"] != [annotation.objgen]:
                yield "the Form element does not point to the seal"
    if not found or found[:1] != fields[:1]:
        yield "there is no seal field"


def _is_out_of_sight(annotation: Any) -> bool:
    """Tell whether a field takes no room and lies outside the page: both norms then ask less of it."""
    left, bottom, right, top = (float(side) for side in annotation.Rect)
    return left == right < 0 and bottom == top < 0
