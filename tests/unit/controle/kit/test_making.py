"""The file itself: small, the same each time, closed by its own policy, with a word for everything it may say."""

import base64
import hashlib
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from duo_site.controle.domain import Oordeel
from duo_site.controle.kit import MOST_BYTES, KitContents, make_kit
from duo_site.controle.kit.texts import KIT_EXPLANATIONS, KIT_REASONS, ONLY_THE_DATA
from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.proofs import Proofs
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.status_list import write_status_list
from tests.unit.controle.conftest import NOW
from tests.unit.controle.kit.conftest import PLACES, SITE, Question, ask_kit

SCRIPTS = sorted((Path(__file__).parents[4] / "duo_site/controle/kit").glob("*.js"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_small_and_the_same_each_time(contents: KitContents, language: str) -> None:
    made = make_kit(contents, language)
    assert len(made) < MOST_BYTES
    assert made == make_kit(contents, language)


def test_its_policy_lets_in_its_own_style_and_script_alone(kit: Path) -> None:
    page = kit.read_text()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    directives = dict(part.split(" ", 1) for part in policy.replace("&#39;", "'").split("; "))
    (style,), (script,) = (
        re.findall(r"<style>(.*?)</style>", page, re.S),
        re.findall(r"<script>(.*?)</script>", page, re.S),
    )
    assert directives == {
        "default-src": "'none'",
        "script-src": f"'{hash_of(script)}'",
        "style-src": f"'{hash_of(style)}'",
        "font-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hash_of(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_it_fetches_nothing(kit: Path) -> None:
    page = kit.read_text()
    assert not re.search(r"\b(?:src|srcset|action|formaction)=", page)
    assert set(re.findall(r"url\(([^)]{0,5})", page)) == {'"data'}
    assert re.findall(r"<link[^>]*>", page) == ['<link rel="icon" href="data:,">']
    assert not re.search(
        r"\b(?:fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts)\b|\bimport\(", page
    )


def test_it_has_a_word_for_everything_that_it_may_say() -> None:
    text = "".join(script.read_text() for script in SCRIPTS)
    words = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text))
    verdicts = {oordeel.value for oordeel in Oordeel}
    others = {"utf-8", "windows-1252", "kit-data", "is-over", "list-taken", "list-refused", "list-until", "list-none"}
    others.add(ONLY_THE_DATA)
    assert words - verdicts - others <= set(KIT_REASONS)
    assert set(KIT_EXPLANATIONS) == {*Oordeel, ONLY_THE_DATA}


def test_a_list_that_does_not_fit_is_left_out(
    contents: KitContents, key: SigningKey, proofs: Proofs, tmp_path: Path
) -> None:
    chance = random.Random(3)
    changed = {chance.randrange(32 * PLACES): Status.INGETROKKEN for _ in range(40_000)} | {7: Status.GELDIG}
    large = write_status_list(32 * PLACES, changed, None, SITE, key, NOW)
    kit = tmp_path / "kit.html"
    kit.write_bytes(make_kit(replace(contents, status_list=large), "nl"))
    assert kit.stat().st_size < MOST_BYTES
    code = proofs.qr.encode()
    alone, loaded = ask_kit(kit, Question("qr", code), Question("qr", code, kit={"statuslijst": large.decode()}))
    assert (alone.oordeel, alone.redenen) == ("niet-te-controleren", ["statuslijst-ontbreekt"])
    assert loaded.oordeel == "geldig"


def test_nothing_in_the_data_ends_the_element(contents: KitContents) -> None:
    page = make_kit(replace(contents, site="https://x.example/</script><b>", operator="</script><i>"), "nl").decode()
    assert page.count("</script>") == 2
    assert "<b>" not in page
    assert "<i>" not in page
