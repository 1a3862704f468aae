"""Paragraphs that stand in many documents are no news: appeals, notices, footers no cue phrase knows."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.model import Block, BlockKind, Document

REASON = "repeated across documents"
MANY = 3
"""In so many documents of different text a paragraph is taken as repeated."""
_LONG = 40
_MOST = 0.5
_NO_WORD = re.compile(r"[\W_]+")


def paragraph_keys(document: Document) -> frozenset[str]:
    """Return a key for each block of at least 40 characters that is no title, whatever its kind.

    The keys of a document stay the same after `mark_repeated`.
    """
    return frozenset(key for block in document.blocks if (key := _key(document, block)))


def repeated_keys(documents: Iterable[AbstractSet[str]], *, many: int = MANY) -> frozenset[str]:
    """Return the keys held by at least `many` documents, given the keys of each, in any order."""
    counts = Counter(key for keys in documents for key in keys)
    return frozenset(key for key, count in counts.items() if count >= many)


def mark_repeated(document: Document, repeated: AbstractSet[str]) -> Document:
    """Return the document with its repeated blocks as boilerplate.

    A document that is repeated for more than half of what is read in it stays as it is: it is another
    printing of an agency's story, and its paragraphs are news.
    """
    found = {block for block in document.read_blocks() if _key(document, block) in repeated}
    read = _length(block for block in document.read_blocks() if block.kind is not BlockKind.TITLE)
    if not found or _length(found) > _MOST * read:
        return document
    return replace(
        document,
        blocks=tuple(
            Block(BlockKind.BOILERPLATE, block.start, block.end, REASON) if block in found else block
            for block in document.blocks
        ),
    )


def _length(blocks: Iterable[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _key(document: Document, block: Block) -> str | None:
    """Return 16 hexadecimal digits for the words of a block, whatever its case and punctuation."""
    if block.kind is BlockKind.TITLE:
        return None
    words = _NO_WORD.sub(" ", document.text[block.start : block.end].casefold()).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:16] if len(words) >= _LONG else None
