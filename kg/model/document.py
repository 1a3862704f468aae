"""A document: its text, the blocks the text falls into, and what is known about it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class BlockKind(StrEnum):
    """What a block is for. Only `TITLE`, `BODY` and `CAPTION` are read for statements."""

    TITLE = "title"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"

    @property
    def is_read(self) -> bool:
        return self in (BlockKind.TITLE, BlockKind.BODY, BlockKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` of the text that no sentence crosses."""

    kind: BlockKind
    start: int
    end: int
    reason: str = ""
    """Why the block is not body text, in a few words; empty for body text."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as precise as the source states it."""

    iso: str
    """`2017`, `2017-08` or `2017-08-24`."""
    source: str
    """Where it is stated: `dateline`, `meta article:published_time`, `field date` ..."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Offsets count Unicode code points of `text` and are half-open."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: StatedDate | None = None
    undated: str | None = None
    """Why `published` is unknown; None where it is known."""
    language: str = "en"
    origin: str = ""
    """The file (and record in it) the text was read from, relative to the source that was named."""
    digest: str = ""
    """SHA-256 of the text, in hexadecimal; made from the text unless it is given."""

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", text_digest(self.text))

    def without_text(self) -> "Document":
        """Return all that is known of the document but its text, to which `digest` leads."""
        return replace(self, text="")

    def with_text(self, text: str) -> "Document":
        """Return the document with the text that was left out. Raises ValueError where it is another text."""
        if text_digest(text) != self.digest:
            raise ValueError("the text is not the one that was read")
        return replace(self, text=text)

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]

    def read_blocks(self) -> Iterator[Block]:
        """Yield the blocks that are read for statements, in text order."""
        return (block for block in self.blocks if block.kind.is_read)
