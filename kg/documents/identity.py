"""Ids that are unique and texts that are read once, whatever the order the documents come in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.documents.reasons import STAGE, Reason
from kg.model import Composed, Refusal


def settle_documents(composed: Iterable[Composed]) -> tuple[list[Composed], list[Refusal]]:
    """Return what is kept, under final ids and sorted by them, and a refusal for each document that is not.

    Of the documents with one text the least is kept and the others are refused as duplicates of it. Of those
    kept, all that share an id get `~` and the first 8 digits of their text's digest appended. Texts may be
    left out: only their digests count.
    """
    by_text: dict[str, list[Composed]] = defaultdict(list)
    for each in composed:
        by_text[each.document.digest].append(each)
    for same in by_text.values():
        if len(same) > 1:
            same.sort(key=rank)
    ids = _unique({digest: same[0].document.id for digest, same in by_text.items()})
    kept = [
        replace(same[0], document=replace(same[0].document, id=ids[digest]))
        for digest, same in by_text.items()
    ]
    refusals = [
        Refusal(STAGE, other.document.origin, Reason.DUPLICATE, f"same text as {ids[digest]}")
        for digest, same in by_text.items()
        for other in same[1:]
    ]
    return sorted(kept, key=lambda each: each.document.id), sorted(refusals)


def rank(composed: Composed) -> tuple[str, str, str]:
    """Return what orders the documents of one text: their ids, their files and all else that is known of them."""
    document = composed.document
    known = (document.title, document.publisher, document.url, document.published, document.blocks)
    return document.id, document.origin, repr(known)


def _unique(ids: Mapping[str, str]) -> Mapping[str, str]:
    """Return an id for each digest, given the one its document came with."""
    found = dict(ids)
    # The second round is for a file that is itself named like an id with a digest.
    for digits in (8, 64):
        sharing: dict[str, list[str]] = defaultdict(list)
        for digest, id in found.items():
            sharing[id].append(digest)
        for same in sharing.values():
            if len(same) > 1:
                found |= {digest: f"{ids[digest]}~{digest[:digits]}" for digest in same}
    return found
