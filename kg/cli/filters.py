"""Options that choose statements, the same for all commands that show some."""

import re
from collections.abc import Callable
from typing import Any

import click

from kg.errors import InputError

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ONLY = (
    click.option("--status", metavar="STATUS", help="Only statements of this status."),
    click.option("--relation", metavar="RELATION", help="Only statements of this relation."),
    click.option("--document", metavar="DOC", help="Only what this document says, by its id."),
    click.option(
        "--since",
        metavar="DATE",
        help="Only what documents of this date or later say: 2024, 2024-05 or 2024-05-01.",
    ),
    click.option("--until", metavar="DATE", help="Only what documents of this date or earlier say."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only statements at least so sure."
    ),
)


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; it gets them as keyword arguments, for `chosen`."""
    for option in reversed(ONLY):
        command = option(command)
    return command


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """Return the filters that were given. Raises `InputError` for a date that is none."""
    for name in ("since", "until"):
        date = given.get(name)
        if date is not None and not DATE.fullmatch(date):
            raise InputError(f"--{name} {date!r} is no date; write one like 2024, 2024-05 or 2024-05-01")
    return {name: value for name, value in given.items() if value is not None}
