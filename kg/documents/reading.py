"""From named sources to documents."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents.compose import Origin, compose
from kg.documents.identity import settle_documents
from kg.documents.options import ReadOptions
from kg.documents.raw import RawDocument, RawRefusal, Unreadable, parsing
from kg.documents.readers import READERS
from kg.documents.reasons import STAGE, Reason
from kg.documents.repetition import mark_repeated, paragraph_keys, repeated_keys
from kg.documents.sources import SourceFile, find_files, record_id
from kg.errors import InputError
from kg.model import Document, Refusal


def read_each(
    sources: Iterable[str | Path], options: ReadOptions | None = None
) -> Iterator[Document | Refusal]:
    """Yield each document, and a refusal for each file or record that is none, in the order of the sources.

    Holds one file, or of a file of records one record, at a time. Ids are not yet unique, and nothing is
    known of other documents: see `settle` and `mark_repeated`.

    Raises `InputError` at once, before anything is read, where `find_files` does and where no file has a
    known format.
    """
    files = find_files(sources)
    if not any(file.suffix in READERS for file in files):
        known = ", ".join(sorted(READERS))
        raise InputError(f"none of the {len(files)} files named has a known format; known are {known}")
    chosen = options or ReadOptions()
    return (found for file in files for found in read_file(file, chosen))


def read_file(file: SourceFile, options: ReadOptions) -> Iterator[Document | Refusal]:
    """Yield the documents and refusals of one file. Raises nothing for what the file holds."""
    reader = READERS.get(file.suffix)
    if reader is None:
        yield Refusal(STAGE, file.origin, Reason.UNKNOWN_FORMAT, file.suffix or "no suffix")
        return
    found = reader(file, options)
    while True:
        try:
            # Some of the readers parse while they are iterated.
            with parsing(file.suffix.lstrip(".")):
                raw = next(found, None)
        except Unreadable as error:
            yield Refusal(STAGE, file.origin, error.reason, error.detail)
            return
        if raw is None:
            return
        yield _document(raw, file, options)


def read_sources(
    sources: Iterable[str | Path], options: ReadOptions | None = None
) -> tuple[list[Document], list[Refusal]]:
    """Return all documents, sorted by id, with the steps over documents done, and all refusals, sorted.

    Raises `InputError` where `read_each` does, and where not one document is left.
    """
    documents: list[Document] = []
    refusals: list[Refusal] = []
    for found in read_each(sources, options):
        if isinstance(found, Document):
            documents.append(found)
        else:
            refusals.append(found)
    if not documents:
        first = min(refusals)
        raise InputError(
            f"nothing could be read: {len(refusals)} refused, the first {first.item}: {first.reason}"
            + (f" ({first.detail})" if first.detail else "")
        )
    documents, duplicates = settle_documents(documents)
    repeated = repeated_keys(paragraph_keys(document) for document in documents)
    return [mark_repeated(document, repeated) for document in documents], sorted(refusals + duplicates)


def _document(raw: RawDocument | RawRefusal, file: SourceFile, options: ReadOptions) -> Document | Refusal:
    item = f"{file.origin}#{record_id('', raw.record).lstrip('-')}" if raw.record else file.origin
    if isinstance(raw, RawRefusal):
        return Refusal(STAGE, item, raw.reason, raw.detail)
    return compose(
        raw,
        Origin(record_id(file.stem, raw.record), item),
        max_characters=options.max_characters,
    )
