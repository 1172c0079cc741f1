"""One changed bit or character, anywhere, and nothing is genuine any more."""

import pytest

from duo_site.controle.domain import Geldig, Gewijzigd
from duo_site.controle.inspection import inspect
from duo_site.uittreksel.proofs import read_inhoud, read_qr
from duo_site.uittreksel.proofs.qr_reading import QrHolds
from tests.vectors.making.codes import Code
from tests.vectors.making.flips import list_changed_texts, list_flips, list_regions
from tests.vectors.making.people import ANJA, ENGLISH, NOW, Person
from tests.vectors.making.vector import GELDIG, INGETROKKEN, VERVANGEN
from tests.vectors.making.world import World

pytestmark = pytest.mark.xdist_group("vectors")


def test_none_of_a_thousand_flipped_bits_is_missed(world: World) -> None:
    assert isinstance(inspect(world.genuine, world.keys, NOW), Geldig)
    words = {
        (flip.region, flip.place, flip.bit): inspect(flip.data, world.keys, NOW)
        for flip in list_flips(world.genuine, 1000)
    }
    assert {place: word for place, word in words.items() if not isinstance(word, Gewijzigd)} == {}
    assert {region for region, _place, _bit in words} == set(list_regions(world.genuine))


@pytest.mark.parametrize("person", [ANJA, ENGLISH])
def test_no_changed_character_of_a_code_is_missed(world: World, person: Person) -> None:
    proofs, keys = world.made(person).proofs, world.keys.credentials
    assert isinstance(read_qr(proofs.qr, keys), QrHolds)
    missed = [text for text in list_changed_texts(proofs.qr) if isinstance(read_qr(text, keys), QrHolds)]
    credential = proofs.attachment.decode()
    assert read_inhoud(credential.encode(), keys) == person.inhoud
    missed += [text for text in list_changed_texts(credential) if read_inhoud(text.encode(), keys) is not None]
    assert missed == []


def test_the_server_reads_each_code_as_the_kit_does(world: World, codes: list[Code]) -> None:
    """A place that no status list has is for the list to tell: the signature under it holds."""
    keys = world.keys.credentials
    signed = {"buiten-de-lijst", "zonder-plaats"}
    for code in codes:
        holds = code.word in (GELDIG, INGETROKKEN, VERVANGEN) or code.name in signed
        if code.kind == "qr":
            assert isinstance(read_qr(code.text, keys), QrHolds) == holds, code.name
        else:
            assert (read_inhoud(code.text.encode(), keys) is not None) == holds, code.name
