"""The kit of this moment: the keys and the status list of the site, put into one file."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from duo_site.controle.kit.making import KitContents, make_kit
from duo_site.settings import Settings
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.proofs.publishing import PublishedList


@dataclass(frozen=True)
class PublishedKit:
    """A kit, and a tag that changes with its bytes."""

    html: bytes
    tag: str


def publish_kit(settings: Settings, published: PublishedList, language: str) -> PublishedKit:
    """Make the kit with the list that is published now; raise NoSealKey. It is kept until keys or list change."""
    keys = load_keys(settings.seal_folder)
    return _make(KitContents(keys, published.token, settings.base_url, settings.operator), language)


@lru_cache(maxsize=4)
def _make(contents: KitContents, language: str) -> PublishedKit:
    html = make_kit(contents, language)
    return PublishedKit(html, hashlib.sha256(html).hexdigest()[:32])
