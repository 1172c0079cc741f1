"""What an XML file can do to its reader is refused before Arelle sees it."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from duo_site.mijn_duo.verantwoording import examples, guard
from duo_site.mijn_duo.verantwoording.guard import read_guarded
from duo_site.mijn_duo.verantwoording.guard_rules import Expected, Readable, Refusal, Refused
from duo_site.mijn_duo.verantwoording.taxonomy import load_taxonomy

FOLDER = Path(examples.__file__).with_name("examples")
XBRL, INLINE = (FOLDER / "goed.xbrl").read_bytes(), (FOLDER / "goed.xhtml").read_bytes()
TAXONOMY = load_taxonomy(None)
EXPECTED = Expected(TAXONOMY.entry_points, TAXONOMY.prefixes, "99001", 2025)
ROOT, HEAD, SCHEMA = b"<xbrli:xbrl ", b'<?xml version="1.0" encoding="UTF-8"?>', b"<link:schemaRef"
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'


def put(mark: bytes, before: bytes, whole: bytes = XBRL) -> bytes:
    """Put something in front of the first place where a mark stands."""
    assert mark in whole
    return whole.replace(mark, before + mark, 1)


def attribute(text: bytes, whole: bytes = XBRL) -> bytes:
    """Give the outermost element another attribute."""
    return whole.replace(b'xmlns:proef="', text + b' xmlns:proef="', 1)


def in_body(text: bytes) -> bytes:
    """Put something in the body of the inline file."""
    return put(b"<h1>", text, INLINE)


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("jaarrekening.xbrl", b" " * 5_000_000)
    return made.getvalue()


def read(content: bytes) -> Readable | Refusal:
    answer = read_guarded(content, EXPECTED)
    return answer.reason if isinstance(answer, Refused) else answer


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (XBRL, ".xbrl"),
        (INLINE, ".xhtml"),
        (b"\xef\xbb\xbf" + XBRL, ".xbrl"),
        (XBRL.replace(b'"UTF-8"', b"'utf-8'", 1), ".xbrl"),
        (XBRL.replace(b"<xbrli:instant>2025-12-31<", b"<xbrli:instant>2026-01-01T00:00:00<"), ".xbrl"),
        (
            in_body(b'<a href="https://voorbeeld.invalid/">x</a><img alt="" src="data:image/png;base64,AA=="/>'),
            ".xhtml",
        ),
    ],
)
def test_a_good_file_may_be_checked(content: bytes, suffix: str) -> None:
    assert read(content) == Readable(suffix)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n ", Refusal.EMPTY),
        (b" " + b"x" * guard.MOST_BYTES, Refusal.TOO_LARGE),
        (zipped(), Refusal.ARCHIVE),
        (gzip.compress(XBRL), Refusal.ARCHIVE),
        (XBRL.decode().encode("utf-16"), Refusal.NOT_UTF8),
        (XBRL.decode().encode("utf-16-le"), Refusal.NOT_UTF8),
        (XBRL.decode().replace("UTF-8", "UTF-7", 1).encode("utf-7"), Refusal.NOT_UTF8),
        (XBRL.replace(b"UTF-8", b"ISO-8859-1", 1), Refusal.NOT_UTF8),
        (XBRL.replace(b'"1.0"', b'"1.1"', 1), Refusal.NOT_UTF8),
        (XBRL[:-20], Refusal.NOT_XML),
        (XBRL + b"<a/>", Refusal.NOT_XML),
        (put(b"</xbrli:measure>", b"&onbekend;"), Refusal.NOT_XML),
        (b"alleen tekst", Refusal.NOT_XML),
        (put(ROOT, LAUGHS), Refusal.DOCTYPE),
        (put(ROOT, b'<!DOCTYPE a SYSTEM "file:///etc/passwd">'), Refusal.DOCTYPE),
        (put(ROOT, b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://elders.invalid/b"> %b;]>'), Refusal.DOCTYPE),
        (put(ROOT, b'<?xml-stylesheet href="http://elders.invalid/a.xsl"?>'), Refusal.INSTRUCTION),
        (put(SCHEMA, b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'), Refusal.EXTERNAL),
        (put(SCHEMA, b'<link:linkbaseRef xlink:href="http://elders.invalid/regels.xml"/>'), Refusal.EXTERNAL),
        (put(SCHEMA, b'<link:roleRef xlink:href="http://elders.invalid/rol.xsd#a"/>'), Refusal.EXTERNAL),
        (put(SCHEMA, b'<link:roleRef xlink:href="http://www.xbrl.org/../../etc/passwd"/>'), Refusal.EXTERNAL),
        (put(SCHEMA, b'<link:schemaRef xlink:href="file:///etc/passwd"/>'), Refusal.OTHER_TAXONOMY),
        (attribute(b'xml:base="http://elders.invalid/"'), Refusal.EXTERNAL),
        (
            attribute(
                b'xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="a http://elders.invalid/"'
            ),
            Refusal.EXTERNAL,
        ),
        (put(b"<proef:Activa", b"<a>" * 100), Refusal.TOO_DEEP),
        (put(b"<proef:Activa", b"<a/>" * 60_000), Refusal.TOO_MANY),
        (attribute(b" ".join(b'a%d=""' % number for number in range(20_000))), Refusal.TOO_MANY),
        (attribute(b" ".join(b'xmlns:a%d="b"' % number for number in range(20_000))), Refusal.TOO_MANY),
        (in_body(b"<script>alert(1)</script>"), Refusal.ACTIVE),
        (in_body(b'<p onclick="x()">x</p>'), Refusal.ACTIVE),
        (in_body(b'<iframe src="https://elders.invalid/"></iframe>'), Refusal.ACTIVE),
        (in_body(b'<svg xmlns="http://www.w3.org/2000/svg"/>'), Refusal.ACTIVE),
        (in_body(b'<img alt="" src="https://elders.invalid/a.png"/>'), Refusal.EXTERNAL),
        (in_body(b'<a href="javascript:alert(1)">x</a>'), Refusal.EXTERNAL),
        (in_body(b'<p style="background:u\\rl(//elders.invalid)">x</p>'), Refusal.EXTERNAL),
        (put(b"</head>", b"<style>@import '//elders.invalid/a.css';</style>", INLINE), Refusal.EXTERNAL),
        (put(b"</head>", b"<style>@import '//elders.invalid/a.css';<b/></style>", INLINE), Refusal.NOT_XBRL),
        (put(b"</head>", b'<meta http-equiv="refresh" content="0"/>', INLINE), Refusal.EXTERNAL),
        (b"<html/>", Refusal.NOT_XBRL),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><p>Jaarrekening</p></html>', Refusal.NOT_XBRL),
        (XBRL.replace(b"99001", b"98002", 1), Refusal.OTHER_BESTUUR),
        (XBRL.replace(b">99001<", b">98002<a/><", 1), Refusal.NOT_XBRL),
        (XBRL.replace(b"2025-", b"2024-"), Refusal.OTHER_YEAR),
        (XBRL.replace(b"2025-12-31", b"2025-12-30"), Refusal.OTHER_YEAR),
        (XBRL.replace(b"<xbrli:instant>2025-12-31<", b"<xbrli:instant>2026-12-31<"), Refusal.OTHER_YEAR),
        (XBRL.replace(b"<xbrli:instant>2025-12-31<", b"<xbrli:instant>gisteren<"), Refusal.OTHER_YEAR),
    ],
)
def test_what_could_do_harm_is_refused(content: bytes, reason: Refusal) -> None:
    assert read(content) is reason


def test_the_line_is_told() -> None:
    line = XBRL[: XBRL.index(b"<proef:Activa")].count(b"\n") + 1
    content = put(b"<proef:Activa", b"<?doe iets?>")
    assert read_guarded(content, EXPECTED) == Refused(Refusal.INSTRUCTION, line)
