"""What the commands share of writing to the terminal."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.model import Refusal
    from kg.pipeline import Progress

SECONDS_BETWEEN = 60.0
"""Between two lines that tell progress where there is no terminal."""
REFUSALS_SHOWN = 5
EXIT_FINDINGS = 1
"""Something was found wrong, or nothing was found."""

graph_argument = click.argument("directory", metavar="DIR", type=click.Path(path_type=str))
json_option = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
extractors_option = click.option(
    "--extractors",
    metavar="NAMES",
    callback=lambda context, option, value: (
        None if value is None else tuple(name.strip() for name in value.split(","))
    ),
    help="Readers of relations, with commas between: frames, model, llm. Default: frames,model.",
)
evidence_option = click.option(
    "--evidence/--no-evidence", default=True, help="Whether to show the sentences."
)

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey instead of show."""
INSIDE_JSON = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What of it JSON doesn't escape by itself."""


def shown(text: object) -> str:
    """Return a text from a document as it may go to a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))


def say(message: str) -> None:
    """Write a line that is no result."""
    click.echo(shown(message), err=True)


def say_refusals(refusals: "Sequence[Refusal]", what: str, where: str) -> None:
    """Write a line for each of the first refusals, with its reason, and where all are named."""
    for refusal in refusals[:REFUSALS_SHOWN]:
        detail = f" ({refusal.detail})" if refusal.detail else ""
        say(f"{what} {refusal.item}: {refusal.reason}{detail}")
    if len(refusals) > REFUSALS_SHOWN:
        say(f"and {len(refusals) - REFUSALS_SHOWN} more {what}; all are named in {where}")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 document", "12,000 entities"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def put_json(value: Any) -> None:
    """Write a value as JSON, in which control characters are escaped: the same value, safe to look at."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(INSIDE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def put_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as wide as the terminal; into a pipe as wide as it needs to be."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown("" if cell is None else cell)) for cell in row))
    width = None if sys.stdout.isatty() else 1000
    console = Console(file=sys.stdout, width=width, highlight=False, legacy_windows=False)
    with console.capture() as written:
        console.print(table)
    # rich would exit with 1 where whoever reads has enough; the command line knows better.
    click.echo(written.get(), nl=False)


@contextmanager
def progress_bar(label: str, quiet: bool) -> "Iterator[Progress | None]":
    """Yield what shows progress with its rate and the time left: a bar on a terminal, elsewhere a line now and then."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield ProgressLines(label)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class ProgressLines:
    """Writes how far something is once in `SECONDS_BETWEEN` seconds: the log of a long build says when it will end."""

    def __init__(self, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._label = label
        self._clock = clock
        self._begun: tuple[float, int] | None = None
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = self._clock()
        if self._begun is None:
            self._begun, self._told = (now, done), now
        if now - self._told < SECONDS_BETWEEN:
            return
        self._told = now
        start, first = self._begun
        rate = (done - first) / (now - start)
        left = f", {timedelta(seconds=round((total - done) / rate))} left" if rate else ""
        say(f"{self._label}: {done:,} of {total:,}, {rate:,.1f} a second{left}")
