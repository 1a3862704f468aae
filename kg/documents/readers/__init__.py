"""One module for each format. A reader yields raw documents and the refusals of single records.

A reader raises `Unreadable` where the file, or the rest of it, cannot be used. It opens nothing but the
file it is given.
"""

from collections.abc import Callable, Iterator

from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal
from kg.documents.readers.feed import read_feed
from kg.documents.readers.mail import read_mail
from kg.documents.readers.objects import read_json, read_json_lines
from kg.documents.readers.page import read_page
from kg.documents.readers.pdf import read_pdf
from kg.documents.readers.plain import read_plain
from kg.documents.readers.table import read_table
from kg.documents.readers.warc import read_warc
from kg.documents.sources import SourceFile

Reader = Callable[[SourceFile, ReadOptions], Iterator[RawDocument | RawRefusal]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".pdf": read_pdf,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_table,
    ".tsv": read_table,
    ".eml": read_mail,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
"""The reader of each suffix."""
