"""The catalogues that came with this version of the program."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from duo_site.wording.domain import ShippedText, TextKey

TRANSLATIONS = Path(__file__).parents[2] / "translations"
DUTCH = "nl"


@cache
def list_shipped(language: str) -> dict[str, ShippedText]:
    """List the texts of a language by their digest; the Dutch ones are the sentences in the code themselves."""
    path = TRANSLATIONS / "messages.pot" if language == DUTCH else catalogue_path(language)
    with path.open("rb") as file:
        catalogue = read_po(file, None if language == DUTCH else language)
    return read_catalogue(catalogue, own_words=language == DUTCH)


def read_catalogue(catalogue: Catalog, *, own_words: bool = False) -> dict[str, ShippedText]:
    """Read the texts of a catalogue by their digest; with `own_words` the sentences of the code are the texts."""
    found = {}
    for message in catalogue:
        if message.id:
            key = key_of(message)
            texts = key.forms if own_words else _strings_of(message)
            found[key.digest] = ShippedText(key, texts, tuple(dict.fromkeys(name for name, _ in message.locations)))
    return found


def catalogue_path(language: str) -> Path:
    """Give the file of a language."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def key_of(message: Message) -> TextKey:
    """Give what names a message."""
    msgid, plural = (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])
    return TextKey(msgid, plural, message.context or "")


def _strings_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
