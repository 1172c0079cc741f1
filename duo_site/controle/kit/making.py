"""Puts the kit together: one HTML file that fetches nothing and that a browser opens from a USB stick."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from duo_site.controle.kit.texts import KIT_EXPLANATIONS, KIT_REASONS
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.proofs.key_document import write_key_document
from duo_site.web.assets import STATIC
from duo_site.web.i18n import path, translations
from duo_site.web.templating import TEMPLATES

MOST_BYTES = 200_000
"""No kit is larger. A status list that does not fit is left out, and the visitor loads it apart."""

_HERE = Path(__file__).parent
_SCRIPTS = (
    STATIC / "vendor/qr@0.7.0/qr.min.js",
    *(
        _HERE / f"{name}.js"
        for name in (
            "bytes", "cbor", "signing", "number", "statuses", "qr", "credential", "seal", "additions", "pdf", "check",
            "photo", "page",
        )
    ),
)  # fmt: skip
_SEAL_FIELDS = ("geldig_vanaf", "geldig_tot", "ingetrokken_op", "altijd_tijdstempel")
_STYLES = (
    "css/tokens.css",
    "vendor/utrecht@9.0.4/alert.css",
    "css/base.css",
    "css/layout.css",
    "css/components/button.css",
    "css/components/controls.css",
    "css/components/figure_table.css",
    "css/components/notice.css",
    "css/components/summary_list.css",
    "css/components/verdict.css",
)
_FONT_FACE = re.compile(r'@font-face \{[^}]*?url\("\.\./([^"]+)"\)[^}]*\}\n?')
_SHIPPED_FONTS = {
    "fonts/source-sans-3-latin-400-normal.woff2": "400",
    "fonts/source-sans-3-latin-700-normal.woff2": "600 700",
}
"""Which fonts are in the kit and for which weights: each takes a tenth of the room."""


@dataclass(frozen=True)
class KitContents:
    """What a kit knows of us."""

    keys: KeyList
    """With the keys of the credentials in it."""
    status_list: bytes | None
    site: str
    """The address of the site, without a slash at the end."""
    operator: str | None
    """Who runs the site; None for a demonstration."""


def make_kit(contents: KitContents, language: str) -> bytes:
    """Make the kit in a language; the same contents give the same bytes."""
    kit = _write(contents, language)
    return kit if len(kit) < MOST_BYTES else _write(replace(contents, status_list=None), language)


def _write(contents: KitContents, language: str) -> bytes:
    style, script = _style(), _script()
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; font-src data:; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    # Not in the template, because no page of the site has anything inline; this file has nothing else.
    page = _environment(language).get_template("controle/kit.html")
    text = page.render(
        policy=policy,
        style=_element("style", style),
        data=_element('script type="application/json" id="kit-data"', _write_data(contents, language)),
        script=_element("script", script),
        explanations=KIT_EXPLANATIONS,
        reasons=KIT_REASONS,
        site=contents.site,
        operator=contents.operator,
        new_kit=contents.site + path("/controle/kit", language),
        check_address=contents.site + path("/controle", language),
        help_address=contents.site + path("/diplomahulp", language),
        list_address=f"{contents.site}/api/v1/statuslijst",
    )
    return text.encode()


def _write_data(contents: KitContents, language: str) -> str:
    """Write keys and status list as JSON that cannot end the element it stands in."""
    document = write_key_document(contents.keys, contents.keys.credentials)
    data: dict[str, Any] = {
        "taal": language,
        "verklaringen": document["verklaringen"],
        "zegels": [
            {name: entry[name] for name in _SEAL_FIELDS} | {"sleutel": _public_key(key.certificate)}
            for entry, key in zip(document["zegels"], contents.keys.keys, strict=True)
        ],
        "statuslijst": contents.status_list.decode("ascii") if contents.status_list else None,
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _public_key(certificate: bytes) -> str:
    """Give the public key of a certificate as it stands in every seal that it made, in hexadecimal digits."""
    public = x509.load_der_x509_certificate(certificate).public_key()
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo).hex()


@cache
def _script() -> str:
    """Put the scripts together; what they name stays inside."""
    parts = (script.read_text() for script in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'


@cache
def _style() -> str:
    """Put the style sheets together, with the fonts for Latin letters inside."""
    sheets = [(STATIC / name).read_text() for name in _STYLES] + [(_HERE / "kit.css").read_text()]
    return _FONT_FACE.sub(_embed_font, "".join(sheets))


def _embed_font(face: re.Match[str]) -> str:
    name = face[1]
    if name not in _SHIPPED_FONTS:
        return ""
    font = base64.b64encode((STATIC / name).read_bytes()).decode()
    weighed = re.sub(r"font-weight: \d+", f"font-weight: {_SHIPPED_FONTS[name]}", face[0])
    return weighed.replace(f"../{name}", f"data:font/woff2;base64,{font}")


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals["language"] = language
    return environment


def _element(tag: str, contents: str) -> Markup:
    """Put our own text in an element; nothing in it may look like the end of one."""
    name = tag.split()[0]
    assert f"</{name}" not in contents.lower()
    assert "<!--" not in contents
    return Markup("<{}>{}</{}>").format(Markup(tag), Markup(contents), Markup(name))  # noqa: S704


def _hash(contents: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(contents.encode()).digest()).decode()
