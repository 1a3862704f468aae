"""What a reader hands over: the text as the file has it, and what the file states about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kg.documents.reasons import Reason
from kg.model import BlockKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a format that marks its paragraphs."""

    text: str
    kind: BlockKind | None = None
    """`HEADING`, `CAPTION` or `TITLE` where the format says so; None leaves it to the words."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as it stands in the source, not yet understood."""

    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One article as a reader found it."""

    record: str = ""
    """What tells it from the other records of its file, an id or a number; empty where there are none."""
    content: str | tuple[Paragraph, ...]
    """Plain text, whose paragraphs are still to be found, or paragraphs."""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    dates: tuple[Stated, ...] = ()
    """The most trusted first."""


@dataclass(frozen=True, slots=True)
class RawRefusal:
    """One record that cannot be used; the records after it can."""

    record: str
    reason: Reason
    detail: str = ""


class Unreadable(Exception):
    """A file that cannot be used, or cannot be read further. Never leaves this package."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@contextmanager
def parsing(format: str) -> Iterator[None]:
    """Turn whatever a parser raises on a broken file into `Unreadable`."""
    try:
        yield
    except Unreadable:
        raise
    # Parsers raise errors of every class on damaged input: a KeyError from a PDF, a RecursionError from
    # nested JSON, a zlib.error from a truncated archive. One bad file must not end a build.
    except Exception as error:
        raise Unreadable(
            Reason.BROKEN_FILE, one_line(f"{format}: {type(error).__name__}: {error}")
        ) from error


def one_line(message: str, limit: int = 200) -> str:
    """Return the message on one line of at most `limit` characters, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
