"""Ids that are unique and texts that are read once, whatever the order the documents come in."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.documents.reasons import STAGE, Reason
from kg.model import Document, Refusal


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What of a document decides its id and whether it is kept. Ordered: of one text the least is kept."""

    id: str
    origin: str
    digest: str
    fingerprint: str
    """SHA-256 of everything else that is known about it."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The final id of each identity that is kept, and a refusal for each document that is not."""

    ids: dict[Identity, str]
    refusals: tuple[Refusal, ...]


def identity_of(document: Document) -> Identity:
    known = repr(
        (
            document.title,
            document.publisher,
            document.url,
            document.published,
            document.blocks,
        )
    )
    return Identity(
        document.id,
        document.origin,
        document.digest,
        hashlib.sha256(known.encode()).hexdigest(),
    )


def settle(identities: Iterable[Identity]) -> Settlement:
    """Return who is kept under which id.

    Of the documents with one text the least is kept and the others are refused as duplicates of it. Of those
    kept, all that share an id get `~` and the first 8 digits of their text's digest appended.
    """
    by_text: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        by_text[identity.digest].append(identity)
    kept = {digest: min(same) for digest, same in by_text.items()}
    ids = _unique({identity: identity.id for identity in kept.values()})
    refusals = [
        Refusal(STAGE, other.origin, Reason.DUPLICATE, f"same text as {ids[kept[digest]]}")
        for digest, same in by_text.items()
        for other in sorted(same)[1:]
    ]
    return Settlement(ids, tuple(sorted(refusals)))


def settle_documents(
    documents: Iterable[Document],
) -> tuple[list[Document], list[Refusal]]:
    """Return the documents that are kept, under their final ids and sorted by them, and the refusals."""
    named = [(identity_of(document), document) for document in documents]
    by_identity = dict(named)
    settlement = settle(identity for identity, _ in named)
    kept = [replace(by_identity[identity], id=id) for identity, id in settlement.ids.items()]
    return sorted(kept, key=lambda document: document.id), list(settlement.refusals)


def _unique(ids: dict[Identity, str]) -> dict[Identity, str]:
    # The second round is for a file that is itself named like an id with a digest.
    for digits in (8, 64):
        sharing: dict[str, list[Identity]] = defaultdict(list)
        for identity, id in ids.items():
            sharing[id].append(identity)
        for same in sharing.values():
            if len(same) > 1:
                ids = ids | {identity: f"{identity.id}~{identity.digest[:digits]}" for identity in same}
    return ids
