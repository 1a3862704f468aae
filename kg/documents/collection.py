"""All files of a graph together: which documents they make, under which ids, and what is refused.

A collection holds what each file gave by itself, by the file's location. What the graph reads follows from it
whatever the order its files came in: so a file can be added to it, replaced in it and taken out of it again.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.documents.identity import rank, settle_documents
from kg.documents.options import ReadOptions
from kg.documents.raw import one_line
from kg.documents.reading import read_each
from kg.documents.remote import is_url
from kg.documents.repetition import mark_repeated, repeated_keys
from kg.errors import InputError
from kg.model import Composed, Document, Refusal, Source

Collection = Mapping[str, Source]
"""What each file gave, by its location."""


def settled(collection: Collection) -> tuple[list[Composed], list[Refusal]]:
    """Return all documents, sorted by id, with the steps over documents done, and all refusals, sorted.

    Texts may be left out.
    """
    composed = [each for source in collection.values() for each in source.documents]
    kept, duplicates = settle_documents(composed)
    repeated = repeated_keys(each.keys for each in kept)
    refusals = [refusal for source in collection.values() for refusal in source.refusals]
    return (
        [replace(each, document=mark_repeated(each.document, each.keys, repeated)) for each in kept],
        sorted(refusals + duplicates),
    )


def without(collection: Collection, names: Iterable[str]) -> dict[str, Source]:
    """Return a collection without what is named: ids of documents, or files and folders they came from.

    Of a file in which several records are documents, only those named go. Raises `InputError` for a name that
    fits none.
    """
    found = dict(collection)
    kept, _ = settle_documents(each for source in collection.values() for each in source.documents)
    digests = {each.document.id: each.document.digest for each in kept}
    for name in names:
        if name in digests:
            _remove_document(found, digests[name])
            continue
        path = name if is_url(name) else os.path.realpath(name or os.devnull)
        inside = [
            location
            for location, source in collection.items()
            if is_within(location, path) or is_within(source.origin, name)
        ]
        if not inside:
            raise InputError(
                f"{one_line(name)!r} is no document of the graph and no file or folder of one; `kg ls` names them all"
            )
        for location in inside:
            found.pop(location, None)
    return found


def is_within(path: str, folder: str) -> bool:
    """Tell whether a path is that of a folder, or of a file, or lies in that folder."""
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")


def _remove_document(collection: dict[str, Source], digest: str) -> None:
    """Take the document that stands for a text out of a collection; if others have that text, one of them will."""
    same = [
        (rank(each), location, index)
        for location, source in collection.items()
        for index, each in enumerate(source.documents)
        if each.document.digest == digest
    ]
    if not same:
        return  # named twice
    _, location, index = min(same)
    source = collection[location]
    left = source.documents[:index] + source.documents[index + 1 :]
    if left or source.refusals:
        # The file is no longer what is here of it, and is read again if it is added again.
        collection[location] = replace(source, content="", documents=left)
    else:
        del collection[location]


def check_readable(sources: Iterable[Source]) -> None:
    """Raise `InputError` where not one document came of all that was named."""
    refusals: list[Refusal] = []
    for source in sources:
        if source.documents:
            return
        refusals += source.refusals
    if refusals:
        first = min(refusals)
        raise InputError(
            f"nothing could be read: {len(refusals)} refused, the first {first.item}: {first.reason}"
            + (f" ({first.detail})" if first.detail else "")
        )


def read_sources(
    sources: Iterable[str | Path], options: ReadOptions | None = None
) -> tuple[list[Document], list[Refusal]]:
    """Return the documents of files and folders, and what was refused, as `settled` does.

    Raises `InputError` where `read_each` does, and where not one document is left.
    """
    collection = {source.location: source for source in read_each(sources, options)}
    check_readable(collection.values())
    composed, refusals = settled(collection)
    return [each.document for each in composed], refusals
