"""RSS and Atom: the entries of a feed, with what the feed itself holds of them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.documents.options import ReadOptions
from kg.documents.raw import (
    Paragraph,
    RawDocument,
    RawRefusal,
    Stated,
    Unreadable,
    parsing,
)
from kg.documents.readers.fragment import is_markup, paragraphs_of
from kg.documents.readers.objects import DIGITS
from kg.documents.reasons import Reason
from kg.documents.sources import SourceFile


def read_feed(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    """Yield an article for each entry, in the order of the feed. No link is followed."""
    content = file.read(options.max_bytes)
    with parsing("feed"):
        import feedparser

        # A text that looks like an address would be fetched; a stream never is.
        feed = feedparser.parse(BytesIO(content))
    if not feed.version:
        raise Unreadable(Reason.BROKEN_FILE, "feed: neither RSS nor Atom")
    if not feed.entries:
        raise Unreadable(Reason.NO_RECORDS)
    publisher = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, f"{number:0{DIGITS}}", publisher)


def _article(entry: Any, number: str, publisher: str | None) -> RawDocument | RawRefusal:
    content = _content(entry)
    if not content:
        return RawRefusal(number, Reason.NO_TEXT)
    # The `get` of an entry falls back to its date of change; that of a dict does not.
    published = dict.get(entry, "published")
    return RawDocument(
        record=entry.get("id") or number,
        content=content,
        title=entry.get("title"),
        publisher=publisher,
        url=entry.get("link"),
        dates=(Stated(published, "feed published"),) if published else (),
    )


def _content(entry: Any) -> str | tuple[Paragraph, ...] | None:
    """Return the longest text the entry holds: its content or its summary."""
    values = [part.get("value") or "" for part in entry.get("content") or []] + [entry.get("summary") or ""]
    longest = max(values, key=len)
    return paragraphs_of(longest) if is_markup(longest) else longest.strip()
