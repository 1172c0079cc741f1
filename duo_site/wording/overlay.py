"""A catalogue with the texts of editors on top of those of the program."""

from collections.abc import Mapping
from gettext import NullTranslations

from duo_site.wording.domain import TextKey


class EditedTranslations(NullTranslations):
    """Gives an editor's text where there is one, and else what the catalogue below gives."""

    def __init__(self, below: NullTranslations, texts: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._below = below
        self._texts = texts

    def gettext(self, message: str) -> str:
        """Give the text of a sentence."""
        found = self._texts.get(TextKey(message).digest)
        return found[0] if found else self._below.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the text of a sentence that depends on a number; Dutch and English have two forms."""
        found = self._texts.get(TextKey(msgid1, msgid2).digest)
        return found[n != 1] if found and len(found) > 1 else self._below.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """Give the text of a sentence that means different things in different places."""
        found = self._texts.get(TextKey(message, context=context).digest)
        return found[0] if found else self._below.pgettext(context, message)
