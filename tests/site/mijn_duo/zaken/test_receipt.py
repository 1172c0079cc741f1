"""The receipt: sealed, the same bytes ever after, and holding what was handed in."""

import subprocess
from pathlib import Path

import pytest

from duo_site.uittreksel.keys import KEY_LIST
from duo_site.uittreksel.parts import papers_of
from duo_site.web.site import Site
from tests.site.client import LookingClient
from tests.site.mijn_duo.zaken.conftest import ZAKEN, attach, hand_in, new_draft, new_zaak
from tests.site.seals import make_keys
from tests.unit.uittreksel.norms_lint import list_faults

pytestmark = pytest.mark.xdist_group("pages")


def test_a_receipt_says_what_was_handed_in(bram: LookingClient, site: Site, tmp_path: Path) -> None:
    make_keys(site.settings.seal_folder)
    number = new_draft(bram)
    attach(bram, number)
    hand_in(bram, number)
    first = bram.get(f"{ZAKEN}/{number}/ontvangstbewijs")
    papers_of(site).close()
    assert first.status_code == 200
    assert list_faults(first.data) == []
    assert bram.get(f"{ZAKEN}/{number}/ontvangstbewijs").data == first.data
    file = tmp_path / "receipt.pdf"
    file.write_bytes(first.data)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for said in (number, "De Brug", "120", "Hogeschool Waterland", "opgave.pdf", "Bram Jansen"):
        assert said in text
    seal = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in seal


def test_without_a_seal_there_is_no_receipt_and_the_zaak_stays(bram: LookingClient, site: Site) -> None:
    number, keys = new_zaak(bram), site.settings.seal_folder / KEY_LIST
    aside = keys.with_name("aside")
    if keys.exists():
        keys.rename(aside)
    try:
        page = bram.page(f"{ZAKEN}/{number}/ontvangstbewijs", status=503)
    finally:
        papers_of(site).close()
        if aside.exists():
            aside.rename(keys)
    assert "Uw zaak is wel ingediend" in page.text_content()
