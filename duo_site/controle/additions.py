"""Looks at what was added to a file after it was certified: time stamps and validation data, or anything else?

This is the policy with which pyHanko judges the revisions behind the seal, in the place of its own, and it lets through
less in every respect: pyHanko lets the document information and the XMP packet change, and forms be filled in. Here
nothing that stood there may change at all, but for the lists to which the field of a time stamp is added, and the
validation data. See docs/decisions/0006-two-readings-of-a-seal.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, PdfObject, Reference, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DiffPolicy, DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from duo_site.controle.added_bytes import are_all_named
from duo_site.controle.pdf_parts import Place, find_place, find_value, list_pages, write, write_value
from duo_site.controle.stamp_fields import is_stamp_field
from duo_site.controle.validation_data import NoValidationData, list_parts

_TRAILER = ("/Root", "/Info", "/Encrypt")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R")


class _Change(Enum):
    ANY = auto()
    """This is looked at by itself: the validation data."""
    LONGER = auto()
    """Behind this list may come fields of time stamps."""


Rule = _Change | Mapping[str, "Rule"]
"""What may change: all, a list, or only what stands under some keys of a dictionary."""

_FORM: Rule = {"/Fields": _Change.LONGER}
_CATALOG: Rule = {"/DSS": _Change.ANY, "/AcroForm": _FORM}
_PAGE: Rule = {"/Annots": _Change.LONGER}
_NOTHING: Rule = {}


class OnlyWhatLasts(DiffPolicy):
    """Lets through time stamps over the document and validation data, and nothing else."""

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        """Look at each revision behind the signed one; pyHanko calls this."""
        base = base_revision if isinstance(base_revision, int) else base_revision.revision
        if are_allowed(reader, base):
            return DiffResult(ModificationLevel.LTA_UPDATES, set())
        return SuspiciousModification("Something was added that does not make the seal last longer.")


def are_allowed(reader: PdfFileReader, signed_revision: int) -> bool:
    """Tell whether all that was added after a revision only makes its signature last longer.

    Each revision is looked at as it was, so that nothing can come and go.
    """
    comparison = _Comparison(reader, signed_revision)
    later = range(signed_revision + 1, reader.xrefs.total_revisions)
    return (
        are_all_named(reader, signed_revision)
        and all(comparison.allows(revision) for revision in later)
        and comparison.is_told_apart()
    )


class _Comparison:
    """The signed revision, against which later ones are held."""

    def __init__(self, reader: PdfFileReader, signed_revision: int) -> None:
        self._reader = reader
        self._before = reader.get_historical_resolver(signed_revision)
        self._pages = dict(list_pages(self._before.root["/Pages"]))
        self._rules = self._list_rules()
        self._touched: set[Reference] = set()
        self._containers: set[Place] = set()

    def allows(self, revision: int) -> bool:
        """Tell whether a revision, with those before it, adds nothing but what makes the seal last."""
        xrefs, after = self._reader.xrefs, self._reader.get_historical_resolver(revision)
        old, new = self._before.trailer_view, after.trailer_view
        if xrefs.refs_freed_in_revision(revision) or any(
            write_value(old, key) != write_value(new, key) for key in _TRAILER
        ):
            return False
        self._touched |= set(xrefs.explicit_refs_in_revision(revision))
        try:
            parts = list_parts(self._before.root, after.root)
        except NoValidationData:
            return False
        self._containers |= set(self._list_containers(revision))
        explained = parts | self._containers | set(self._list_stamps(after))
        return all(
            (reference.idnum, reference.generation) in explained
            if self._before.is_ref_unassignable(reference)
            else self._is_kept(reference, after)
            for reference in self._touched
        )

    def is_told_apart(self) -> bool:
        """Tell whether the signed part names nothing that came into use later, and its validation data only once.

        What it named already would come to stand there; what it names twice would change at the other place too.
        """
        named = Counter(int(number) for part in self._list_signed() for number in _REFERENCE.findall(part))
        new = {touched.idnum for touched in self._touched if self._before.is_ref_unassignable(touched)}
        changed = {touched.idnum for touched in self._touched if self._find_rule(touched) is _Change.ANY}
        return not any(named[number] for number in new) and all(named[number] <= 1 for number in changed)

    def _list_signed(self) -> Iterator[bytes]:
        """Give the bytes of the signed revision: as they stand there, and the packed objects in them."""
        xrefs, signed = self._reader.xrefs, self._before.revision
        self._reader.stream.seek(0)
        yield self._reader.stream.read(xrefs.get_xref_container_info(signed).end_location)
        for revision in range(signed + 1):
            for reference in self._packed_in(revision):
                packed = self._before.get_object(reference)
                if not isinstance(packed, StreamObject):
                    raise TypeError("This is no object stream.")
                yield packed.read_data(DecodePurpose.OBJECT_STREAM)

    def _list_rules(self) -> dict[Place | None, Rule]:
        """List the objects in a document of which something may change, by number and generation."""
        root = self._before.root
        rules: dict[Place | None, Rule] = {
            find_place(self._before.trailer_view, "/Root"): _CATALOG,
            find_place(root, "/AcroForm"): _FORM,
            find_place(root["/AcroForm"], "/Fields"): _Change.LONGER,
        }
        for number, generation in list_parts(None, root):
            part = self._before.get_object(Reference(number, generation, self._before))
            rules[number, generation] = _NOTHING if isinstance(part, StreamObject) else _Change.ANY
        for place, page in self._pages.items():
            rules |= {place: _PAGE, find_place(page, "/Annots"): _Change.LONGER}
        rules.pop(None, None)
        return rules

    def _list_stamps(self, after: HistoricalResolver) -> Iterator[Place | None]:
        """List the fields that were added to the form, and what their values stand in."""
        fields = after.root["/AcroForm"]["/Fields"]
        for index in range(len(self._before.root["/AcroForm"]["/Fields"]), len(fields)):
            yield find_place(fields, index)
            yield find_place(fields[index], "/V")

    def _list_containers(self, revision: int) -> Iterator[Place]:
        """List the streams that a revision is written in: cross-references and packed objects."""
        written_in = self._reader.xrefs.get_xref_container_info(revision).stream_ref
        for stream in (written_in, *self._packed_in(revision)):
            if stream is not None:
                yield stream.idnum, stream.generation

    def _packed_in(self, revision: int) -> set[Reference]:
        found: set[Reference] = self._reader.xrefs.object_streams_used_in(revision)  # type: ignore[no-untyped-call]
        return found

    def _is_kept(self, reference: Reference, after: HistoricalResolver) -> bool:
        """Tell whether an object that could stand in the signed revision stood there and is what it was."""
        if self._reader.xrefs.get_historical_ref(reference, self._before.revision) is None:
            return False
        return _fits(self._before.get_object(reference), after.get_object(reference), self._find_rule(reference))

    def _find_rule(self, reference: Reference) -> Rule:
        return self._rules.get((reference.idnum, reference.generation), _NOTHING)


def _fits(old: PdfObject | None, new: PdfObject | None, rule: Rule) -> bool:
    """Tell whether one object may have become another."""
    if rule is _Change.ANY:
        return True
    if rule is _Change.LONGER:
        return _is_longer(ArrayObject() if old is None else old, new)
    assert not isinstance(rule, _Change)
    if type(old) is not DictionaryObject or type(new) is not DictionaryObject:
        return old is not None and new is not None and write(old) == write(new)
    return all(
        write_value(old, key) == write_value(new, key)
        or (key in rule and not find_place(old, key) and _fits(find_value(old, key), find_value(new, key), rule[key]))
        for key in set(old) | set(new)
    )


def _is_longer(old: PdfObject, new: PdfObject | None) -> bool:
    """Tell whether a list is the old one with fields of time stamps behind it."""
    if type(old) is not ArrayObject or type(new) is not ArrayObject:
        return False
    kept = [write(old.raw_get(index)) for index in range(len(old))]
    return kept == [write(new.raw_get(index)) for index in range(min(len(old), len(new)))] and all(
        find_place(new, index) is not None and is_stamp_field(new[index]) for index in range(len(old), len(new))
    )
