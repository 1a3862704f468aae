"""The claim a graph holds between two entities, and the sentences it rests on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """How the text puts a claim. The ontology defines each; a test compares the two."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"
    ENDED = "ended"


class Span(NamedTuple):
    """Code points `[start, end)` of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a claim. Each field holds the distinct values met, sorted, as the texts word them."""

    time: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the name and values of each qualifier that has any, in the order of the fields."""
        for field in fields(self):
            if values := getattr(self, field.name):
                yield field.name, values

    def merged(self, other: "Qualifiers") -> "Qualifiers":
        """Return the union of both, field by field."""
        return Qualifiers(
            **{
                field.name: tuple(sorted({*getattr(self, field.name), *getattr(other, field.name)}))
                for field in fields(self)
            }
        )


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence that makes a claim, to the character."""

    document: str
    start: int
    end: int
    subject: Span
    object: Span
    rule: str
    """The rule that read it and its version: `verb.acquires/1`."""
    source: str | None = None
    """Whom the text attributes the claim to: *Microsoft*."""
    sentence: str = ""
    """`document.text[start:end]`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim between two entities, with all evidence for it."""

    id: str
    subject: str
    relation: str
    object: str
    status: Status
    confidence: float
    """The calibrated probability that the texts make this claim, 0 to 1, two decimals."""
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]
    """Never empty; sorted by document and place."""
    sources: int = 1
    """How many of them are independent: copies of a text and quotes of one speaker count once."""
    first: str | None = None
    """The date of the earliest document that makes the claim, as precise as it is known; None if none has a date."""
    last: str | None = None
    """The date of the latest one."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"statement {self.id} has no evidence")

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that make the claim, sorted."""
        return tuple(sorted({evidence.document for evidence in self.evidence}))


def statement_id(subject: str, relation: str, object: str, status: Status) -> str:
    """Return the id of a claim: 16 hexadecimal digits of the SHA-256 of its four parts."""
    claim = "\x1f".join((subject, relation, object, status))
    return hashlib.sha256(claim.encode()).hexdigest()[:16]
