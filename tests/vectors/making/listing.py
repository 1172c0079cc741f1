"""All vectors."""

from collections.abc import Iterator
from pathlib import Path

from tests.vectors.making import bombs, broken, contents, genuine, layers, moments, revisions, shadows, signatures
from tests.vectors.making.vector import Vector
from tests.vectors.making.world import World


def list_vectors(world: World, folder: Path) -> Iterator[Vector]:
    """List all vectors but the flips; keys of others are made in an empty folder."""
    yield from genuine.list_vectors(world)
    yield from moments.list_vectors(world, folder)
    yield from revisions.list_vectors(world)
    yield from shadows.list_vectors(world)
    yield from layers.list_vectors(world)
    yield from signatures.list_vectors(world, folder)
    yield from contents.list_vectors(world, folder)
    yield from broken.list_vectors(world)
    yield from bombs.list_vectors(world)
