"""From files to documents: what is read, in which blocks, and what is refused.

    files ─ sources ─ readers ─ compose ─ read_each ─ settle ─ mark_repeated
            SourceFile  RawDocument  Document   Document | Refusal

All up to `read_each` concerns one document alone. The two steps after it look at all documents, as pure
functions that do not depend on their order: `settle` from the documents' identities, `mark_repeated` from
the keys of their paragraphs. `read_sources` does all of it at once. Nothing here uses the network.
"""

from kg.documents.identity import (
    Identity,
    Settlement,
    identity_of,
    settle,
    settle_documents,
)
from kg.documents.options import ReadOptions
from kg.documents.reading import read_each, read_file, read_sources
from kg.documents.reasons import STAGE, Reason
from kg.documents.repetition import mark_repeated, paragraph_keys, repeated_keys
from kg.documents.sources import SourceFile, find_files

__all__ = [
    "STAGE",
    "Identity",
    "ReadOptions",
    "Reason",
    "Settlement",
    "SourceFile",
    "find_files",
    "identity_of",
    "mark_repeated",
    "paragraph_keys",
    "read_each",
    "read_file",
    "read_sources",
    "repeated_keys",
    "settle",
    "settle_documents",
]
