"""Ends a command of this room that was refused or failed with one clear line."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from duo_site.settings import SettingsError
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.seal_failures import SealingFailed

_P = ParamSpec("_P")


def one_clear_line(command: Callable[_P, None]) -> Callable[_P, None]:
    """Turn what a command foresees into a message and exit code 1."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (NoSealKey, SealingFailed, SettingsError, OSError, ValueError) as error:
            raise click.ClickException(str(error)) from error

    return run
