"""`duo content check`: read all content and tell what is wrong."""

import sys
from collections.abc import Callable, Iterable

import click

from duo_site.pages.problems import BrokenPage, Problem


def make_content_commands(load: Callable[[], Iterable[Problem]]) -> click.Group:
    """Make the group `content`; `load` builds the site and gives the warnings, or raises BrokenPage."""

    @click.group()
    def content() -> None:
        """Look after the pages below content/."""

    @content.command()
    def check() -> None:
        """Check every page: fields, facts, links, headings, languages; exit code 1 when something is wrong."""
        try:
            warnings = list(load())
        except BrokenPage as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            click.echo(f"{len(error.problems)} found", err=True)
            sys.exit(1)
        for warning in warnings:
            click.echo(f"warning: {warning}")
        click.echo("The content is in order.")

    return content
