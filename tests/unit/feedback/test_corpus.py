"""The redaction holds on the labelled corpus, and the script that warns finds the same."""

import json
import subprocess
from pathlib import Path

import pytest

import duo_site
from benchmarks.redaction import measure, read_corpus
from duo_site.feedback.redaction import Category, find_personal, redact

CORPUS = read_corpus()
SCRIPT = Path(duo_site.__file__).parent / "static" / "js" / "personal-data.js"
NAMES = {
    Category.IBAN: "iban",
    Category.EMAIL: "email",
    Category.PHONE: "phone",
    Category.BSN: "bsn",
    Category.ADDRESS: "address",
}


def test_the_corpus_is_large_and_holds_texts_with_nothing_to_take_out() -> None:
    assert len({one.text for one in CORPUS}) >= 300
    assert sum(not one.labels for one in CORPUS) >= 100
    assert {label.category for one in CORPUS for label in one.labels} == set(Category)


@pytest.mark.parametrize("category", [Category.BSN, Category.IBAN, Category.EMAIL])
def test_nearly_all_is_found(category: Category) -> None:
    measured = measure(CORPUS)
    assert measured.recall(category) >= 0.99, measured.misses


def test_nearly_nothing_is_taken_out_too_much() -> None:
    measured = measure(CORPUS)
    assert measured.precision() >= 0.98, measured.misses


def test_the_measure_sees_a_miss_and_a_wrong_find() -> None:
    """Hold the measure itself against texts in which the redaction is known to be wrong."""
    missed = read_corpus(Path(__file__).parent / "known_misses")
    measured = measure(missed)
    assert measured.recall(Category.BSN) == 0
    assert measured.precision(Category.IBAN) == 0
    assert len(measured.misses) == 2


def test_the_script_finds_what_the_server_takes_out() -> None:
    texts = [one.text for one in CORPUS]
    command = ["node", str(Path(__file__).with_name("kinds.mjs")), str(SCRIPT)]
    run = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    for text, found in zip(texts, json.loads(run.stdout), strict=True):
        # Where two overlap the server names one of them, so the script may name more.
        expected = {NAMES[span.category] for span in find_personal(text)}
        assert expected <= set(found), text
        assert bool(expected) == bool(found), text


def test_a_name_of_blanks_takes_nothing_out() -> None:
    assert redact("Anja schreef dit.", ("", "  ", "de")) == "Anja schreef dit."
