"""`python -m benchmarks.redaction`: how much of a labelled corpus the redaction finds, and how much it takes too much.

A labelled part is found when everything in it is taken out. What is taken out is right when it has the kind of a label
it touches and nothing but white space and punctuation around that.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from duo_site.feedback.redaction import Category, Span, find_personal

CORPUS = Path(__file__).parents[1] / "tests" / "unit" / "feedback" / "corpus"


@dataclass(frozen=True)
class LabelledText:
    """A text, what in it should be taken out, and the names of who wrote it when logged in."""

    text: str
    labels: tuple[Span, ...]
    names: tuple[str, ...]


@dataclass
class Measured:
    """Counts of each kind, and a line about everything that went wrong."""

    labelled: Counter[Category] = field(default_factory=Counter)
    found: Counter[Category] = field(default_factory=Counter)
    taken: Counter[Category] = field(default_factory=Counter)
    right: Counter[Category] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def recall(self, category: Category) -> float:
        """Tell which part of the labels of a kind was found."""
        return self.found[category] / self.labelled[category]

    def precision(self, category: Category | None = None) -> float:
        """Tell which part of what was taken out is right, of one kind or of all."""
        if category is None:
            return self.right.total() / self.taken.total()
        return self.right[category] / self.taken[category]


def read_corpus(folder: Path = CORPUS) -> list[LabelledText]:
    """Read all labelled texts of a folder."""
    lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]
    return [
        LabelledText(
            row["text"],
            tuple(Span(start, end, Category(category)) for start, end, category in row["spans"]),
            tuple(row.get("names", ())),
        )
        for row in map(json.loads, lines)
    ]


def measure(texts: list[LabelledText]) -> Measured:
    """Hold the redaction against the labels."""
    measured = Measured()
    for one in texts:
        taken = find_personal(one.text, one.names)
        for label in one.labels:
            measured.labelled[label.category] += 1
            is_found = _characters(one.text, [label]) <= _characters(one.text, taken)
            measured.found[label.category] += is_found
            if not is_found:
                measured.misses.append(f"missed {label.category}: {one.text!r}")
        for span in taken:
            measured.taken[span.category] += 1
            is_right = _is_right(one, span)
            measured.right[span.category] += is_right
            if not is_right:
                measured.misses.append(f"wrongly {span.category} {one.text[span.start : span.end]!r}: {one.text!r}")
    return measured


def _is_right(one: LabelledText, span: Span) -> bool:
    touched = [label for label in one.labels if label.start < span.end and span.start < label.end]
    is_kind = any(label.category is span.category for label in touched)
    return is_kind and _characters(one.text, [span]) <= _characters(one.text, touched)


def _characters(text: str, spans: tuple[Span, ...] | list[Span]) -> set[int]:
    """Give the places of the letters, digits and at signs in the spans."""
    places = {place for span in spans for place in range(span.start, span.end)}
    return {place for place in places if text[place].isalnum() or text[place] == "@"}


def main() -> int:
    """Print precision and recall of each kind, and each miss."""
    texts = read_corpus()
    measured = measure(texts)
    print(f"{len(texts)} texts, {measured.labelled.total()} labelled parts")
    print(f"{'kind':16}{'labelled':>10}{'recall':>9}{'taken':>8}{'precision':>11}")
    for category in Category:
        recall, precision = measured.recall(category), measured.precision(category)
        labelled, taken = measured.labelled[category], measured.taken[category]
        print(f"{category:16}{labelled:>10}{recall:>9.3f}{taken:>8}{precision:>11.3f}")
    print(f"{'all':16}{'':>10}{'':>9}{measured.taken.total():>8}{measured.precision():>11.3f}")
    print(*measured.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
