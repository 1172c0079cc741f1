"""Files that were made long ago keep their word: a genuine one stays genuine in every later version, for decades."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from duo_site.controle.domain import Geldig, Oordeel
from duo_site.controle.inspection import inspect
from duo_site.controle.offline import judge_offline, read_downloaded
from duo_site.uittreksel.proofs import read_inhoud, read_qr
from duo_site.uittreksel.proofs.qr_reading import QrHolds
from tests.vectors.making.manifest import KEYS, MANIFEST, STATUSES, read_folder

KEPT = sorted(path for path in (Path(__file__).parent / "kept").iterdir() if path.is_dir())
DECADES = [timedelta(days=365 * years) for years in (0, 10, 30, 60)]


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
def test_each_file_keeps_its_word(folder: Path) -> None:
    now, files = read_folder(folder)
    downloaded = read_downloaded((folder / KEYS).read_bytes(), (folder / STATUSES).read_bytes(), now)
    found = {file.name: judge_offline(file.data, downloaded, now).oordeel for file in files}
    assert found == {file.name: file.word for file in files}
    assert Oordeel.GELDIG in found.values()
    assert Oordeel.GEWIJZIGD in found.values()


@pytest.mark.parametrize("later", DECADES, ids=lambda later: f"{later.days // 365} years")
@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
def test_a_seal_lasts(folder: Path, later: timedelta) -> None:
    now, files = read_folder(folder)
    keys = read_downloaded((folder / KEYS).read_bytes(), None, now).keys
    good = {Oordeel.GELDIG, Oordeel.INGETROKKEN, Oordeel.VERVANGEN}
    for file in files:
        assert isinstance(inspect(file.data, keys, now + later), Geldig) == (file.word in good), file.name


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
def test_each_code_still_says_what_it_said(folder: Path) -> None:
    now, _files = read_folder(folder)
    keys = read_downloaded((folder / KEYS).read_bytes(), None, now).keys.credentials
    for code in json.loads((folder / MANIFEST).read_text())["codes"]:
        text = code["tekst"]
        holds = isinstance(read_qr(text, keys), QrHolds) or read_inhoud(text.encode(), keys) is not None
        unlisted = code["naam"] in ("buiten-de-lijst", "zonder-plaats")
        assert holds == (unlisted or code["oordeel"] in ("geldig", "ingetrokken", "vervangen")), code["naam"]
