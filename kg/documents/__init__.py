"""From files to documents: what is read, in which blocks, and what is refused.

    files ─ sources ─ readers ─ compose ─ read_each ─ settled
            SourceFile  RawDocument  Document   Source     Document

All up to `read_each` concerns one file alone. `settled` looks at all of them together, as a pure function that
does not depend on their order: it gives documents ids that are unique, keeps one of those with one text, and
marks paragraphs that stand in many as boilerplate. Nothing here uses the network.
"""

from kg.documents.collection import Collection, check_readable, is_within, read_sources, settled, without
from kg.documents.options import ReadOptions
from kg.documents.raw import one_line
from kg.documents.reading import read_again, read_each, reader_digest
from kg.documents.reasons import STAGE, Reason
from kg.documents.sources import holds_files

__all__ = [
    "STAGE",
    "Collection",
    "ReadOptions",
    "Reason",
    "check_readable",
    "holds_files",
    "is_within",
    "one_line",
    "read_again",
    "read_each",
    "read_sources",
    "reader_digest",
    "settled",
    "without",
]
