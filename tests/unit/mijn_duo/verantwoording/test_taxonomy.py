"""The taxonomy package of the operator: a zip or a folder, and nothing else."""

import zipfile
from pathlib import Path

import pytest

from duo_site.mijn_duo.verantwoording.taxonomy import TEST_TAXONOMY, TaxonomyError, load_taxonomy

ADDRESS = "http://taxonomie.voorbeeld.invalid/jaarrekening-proef/"


def test_the_shipped_one_says_that_it_is_a_test() -> None:
    taxonomy = load_taxonomy(None)
    assert "proef" in taxonomy.name
    assert taxonomy.entry_points == {f"{ADDRESS}jaarrekening-proef.xsd"}
    assert taxonomy.prefixes[0] == ADDRESS
    assert all("test taxonomy" in file.read_text() for file in TEST_TAXONOMY.rglob("*.x*"))


def test_a_zip_gives_the_same_as_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "proef.zip"
    file.write_bytes(load_taxonomy(None).package)
    taxonomy = load_taxonomy(file)
    assert taxonomy.entry_points == load_taxonomy(None).entry_points
    assert not taxonomy.is_test


@pytest.mark.parametrize("what", ["text", "empty", "no-entry", "no-xml"])
def test_what_is_no_package_is_refused(tmp_path: Path, what: str) -> None:
    file = tmp_path / "proef.zip"
    if what == "text":
        file.write_text("geen zip")
    else:
        with zipfile.ZipFile(file, "w") as archive:
            if what != "empty":
                archive.writestr("a/META-INF/taxonomyPackage.xml", "<a/>" if what == "no-entry" else "<a>")
                archive.writestr("a/META-INF/catalog.xml", "<a/>")
    with pytest.raises(TaxonomyError):
        load_taxonomy(file)
