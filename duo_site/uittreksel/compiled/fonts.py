"""The part of a shipped font that is embedded: fixed in advance, so that it is cut and compressed once."""

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import ascii_letters

import uharfbuzz

from duo_site.uittreksel.compiled.typeface import Typeface

_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_PUNCTUATION = "\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u20ac"
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


@dataclass(frozen=True, eq=False)
class FontPart:
    """A part of a font with all that a PDF says of it; glyphs keep their numbers."""

    texts: dict[int, str]
    widths: dict[int, int]
    program: bytes

    @cached_property
    def program_stream(self) -> bytes:
        """Write the font program as a stream."""
        return _write_stream(b"/Length1 %d" % len(self.program), self.program)

    @cached_property
    def to_unicode_stream(self) -> bytes:
        """Write what text each glyph stands for (ISO 32000-1 section 9.10.3)."""
        pairs = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in self.texts.items()]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        lines = [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
            "/CIDSystemInfo", "<< /Registry (Adobe)", "/Ordering (UCS)", "/Supplement 0", ">> def",
            "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
            "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]  # fmt: skip
        return _write_stream(b"", "\n".join(lines).encode())


def list_repertoires(typefaces: list[Typeface]) -> list[frozenset[str]]:
    """List the characters that a document may use: first those of western names, then all that the fonts share.

    A document embeds the first that suffices, so that most files stay small.
    """
    shared = frozenset.intersection(*(typeface.code_points for typeface in typefaces))
    characters = {chr(code) for code in shared if _is_plain(chr(code))}
    western = {character for character in characters if ord(character) < 0x180 or character in _PUNCTUATION}
    return [frozenset(western), frozenset(characters)]


def _is_plain(character: str) -> bool:
    """Leave out what stacks, joins, hides, changes direction or breaks the line, and symbols that Pango sets apart."""
    category = unicodedata.category(character)
    if category[0] == "L":
        return unicodedata.name(character, "?").split()[0] in _SCRIPTS
    return character == " " or (category[0] in "NPS" and (ord(character) < 0x250 or 0x2010 <= ord(character) < 0x20C0))


def cut_font(typeface: Typeface, repertoire: frozenset[str]) -> FontPart:
    """Cut out the glyphs of a repertoire, with ligatures, and digits of one width beside their usual form."""
    texts: dict[int, str] = {}
    for tabular in (False, True):
        for text in (*_list_joined(typeface), *sorted(repertoire)):
            run = typeface.shape(text, typeface.face.upem, "nl", tabular=tabular)
            texts.setdefault(run.glyphs[0], text)
    return FontPart(texts, typeface.widths_of(set(texts)), _cut_program(typeface.face, set(texts)))


def _list_joined(typeface: Typeface) -> list[str]:
    """List the pairs and threes of plain letters that the font draws as one glyph."""

    def is_joined(text: str) -> bool:
        return len(typeface.shape(text, typeface.face.upem, "nl", tabular=False).glyphs) == 1

    pairs = [text for text in map("".join, product(ascii_letters, repeat=2)) if is_joined(text)]
    return pairs + [pair + letter for pair in pairs for letter in ascii_letters if is_joined(pair + letter)]


def _cut_program(face: uharfbuzz.Face, glyphs: set[int]) -> bytes:
    """Cut in two steps, as WeasyPrint does: keep the numbers of the glyphs, then drop the empty ones at the end."""
    keep_numbers = uharfbuzz.SubsetFlags.RETAIN_GIDS
    without_others = _subset(face, glyphs, keep_numbers)
    return bytes(_subset(without_others, set(range(max(glyphs) + 1)), uharfbuzz.SubsetFlags(0)).blob.data)


def _subset(face: uharfbuzz.Face, glyphs: set[int], flags: uharfbuzz.SubsetFlags) -> uharfbuzz.Face:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = (
        flags | uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    )  # fmt: skip
    return wanted.subset(face)


def _write_stream(extra: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%b/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (extra, len(packed), packed)
