"""Paragraphs that stand in many documents are no news: appeals, notices, footers no cue phrase knows.

A paragraph is known again by its key, which is empty for a title and for what is too short to tell anything.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.model import Block, BlockKind, Document

REASON = "repeated across documents"
MANY = 3
"""In so many documents of different text a paragraph is taken as repeated."""
_LONG = 40
_MOST = 0.5
_NO_WORD = re.compile(r"[\W_]+")


def paragraph_keys(document: Document) -> tuple[str, ...]:
    """Return a key for each block: none for titles and for less than 40 characters, whatever the block's kind."""
    return tuple(_key(document, block) for block in document.blocks)


def repeated_keys(documents: Iterable[Sequence[str]], *, many: int = MANY) -> frozenset[str]:
    """Return the keys held by at least `many` documents, given the keys of each, in any order."""
    counts = Counter(key for keys in documents for key in set(keys) if key)
    return frozenset(key for key, count in counts.items() if count >= many)


def mark_repeated(document: Document, keys: Sequence[str], repeated: AbstractSet[str]) -> Document:
    """Return the document, whose blocks have these keys, with its repeated blocks as boilerplate.

    A document that is repeated for more than half of what is read in it stays as it is: it is another
    printing of an agency's story, and its paragraphs are news.
    """
    if repeated.isdisjoint(keys):
        return document
    found = [block.kind.is_read and key in repeated for block, key in zip(document.blocks, keys, strict=True)]
    read = _length(block for block in document.read_blocks() if block.kind is not BlockKind.TITLE)
    if (
        _length(block for block, is_found in zip(document.blocks, found, strict=True) if is_found)
        > _MOST * read
    ):
        return document
    return replace(
        document,
        blocks=tuple(
            Block(BlockKind.BOILERPLATE, block.start, block.end, REASON) if is_found else block
            for block, is_found in zip(document.blocks, found, strict=True)
        ),
    )


def _length(blocks: Iterable[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _key(document: Document, block: Block) -> str:
    """Return 16 hexadecimal digits for the words of a block, whatever its case and punctuation."""
    if block.kind is BlockKind.TITLE:
        return ""
    words = _NO_WORD.sub(" ", document.text[block.start : block.end].casefold()).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:16] if len(words) >= _LONG else ""
