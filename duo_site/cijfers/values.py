"""The values by which figures are divided, by their keys and in the order in which they are shown."""

from duo_site.cijfers.domain import SPLITS, Series, Split
from duo_site.tally import NO_LANGUAGE, UNKNOWN

_VALUES = {
    Split.SOORT: (
        "wo", "hbo", "mbo", "vo", "vavo", "vso", "schooldiploma", "staatsexamen-vo", "staatsexamen-vso", "nt2",
        "inburgering", "wft", UNKNOWN,
    ),
    Split.TAAL: ("nl", "en", NO_LANGUAGE),
    Split.OORDEEL: (
        "geldig", "ingetrokken", "vervangen", "gewijzigd", "niet-van-ons", "geen-zegel", "niet-te-controleren",
    ),
}  # fmt: skip
_ONLY_CHECKED = (UNKNOWN, NO_LANGUAGE)
"""What only files that are checked can be: of an uittreksel of ours we know the soort, and a page has a language."""
VALUES: dict[tuple[Series, Split], tuple[str, ...]] = {
    (series, split): tuple(
        value for value in _VALUES[split] if series is Series.CONTROLES or value not in _ONLY_CHECKED
    )
    for series, splits in SPLITS.items()
    for split in splits
}
