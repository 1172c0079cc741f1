"""The dataset of the running site: loaded at the start, within reach of pages and API."""

from typing import cast

from flask.blueprints import BlueprintSetupState

from duo_site.diplomahulp.dataset import load_dataset
from duo_site.diplomahulp.domain import Dataset
from duo_site.web.site import Site, current_site

_PART = "diplomahulp"


def keep_dataset(state: BlueprintSetupState) -> None:
    """Load the dataset when the room is added to an application; raise DatasetError where it is wrong."""
    site = cast(Site, state.app.extensions["duo"])
    site.parts[_PART] = load_dataset()


def dataset_of(site: Site) -> Dataset:
    """Give the dataset of a site."""
    return cast(Dataset, site.parts[_PART])


def current_dataset() -> Dataset:
    """Give the dataset of the current application."""
    return dataset_of(current_site())
