"""A text given by hand, such as a sentence to try: read as it is, every line body text."""

import re

from kg.model import Block, BlockKind, Document

LINE = re.compile(r"[^\n\r]*[^\n\r\s]")


def inline_document(text: str, id: str = "text") -> Document:
    """Return a document whose offsets are those of `text` itself; each line is one body block."""
    spans = (
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.end()) for match in LINE.finditer(text)
    )
    blocks = tuple(Block(BlockKind.BODY, start, end) for start, end in spans)
    return Document(id, text, blocks, undated="given without a date", origin=id)
