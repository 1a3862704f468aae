"""Plain text and Markdown: one article a file."""

from collections.abc import Iterator

from kg.documents.encoding import decode
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal
from kg.documents.sources import SourceFile


def read_plain(file: SourceFile, options: ReadOptions) -> Iterator[RawDocument | RawRefusal]:
    yield RawDocument(content=decode(file.read(options.max_bytes)))
