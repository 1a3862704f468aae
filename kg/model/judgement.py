"""A decision about entities or statements that outlives a build."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says."""

    SAME = "same"
    NOT_SAME = "not-same"
    RETYPE = "retype"
    REJECT = "reject"
    CORRECT = "correct"
    COMPATIBLE = "compatible"


RULES = "kg"
"""The author of judgements made by rules. They follow from the documents and are made anew by every build."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a claim should be; what is empty stays as it is."""

    subject: str = ""
    relation: str = ""
    object: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`SAME` and `NOT_SAME` name two entity ids, `RETYPE` an entity id and a class.

    `REJECT` and `CORRECT` name a claim: subject (`left`) and object (`right`), relation and status. `REJECT` may name
    it by the id of its statement alone (`left`). `COMPATIBLE` names the sides of a conflict, statements or entities by
    their ids: all that is said of each or, as `id@document`, what one document says.

    An entity may be named by any id it had before it was merged, and one document's part of it by
    `id@document`.
    """

    verdict: Verdict
    left: str
    right: str
    reason: str
    author: str
    relation: str = ""
    status: str = ""
    document: str = ""
    """The one document whose claim is rejected or corrected; empty for all."""
    becomes: Correction = Correction()

    @property
    def operands(self) -> Iterator[str]:
        """What names an entity, an id before it was merged, or one document's part of an entity."""
        if self.verdict in (Verdict.SAME, Verdict.NOT_SAME) or self.relation:
            yield from (self.left, self.right)
        elif self.verdict is Verdict.RETYPE:
            yield self.left
        yield from filter(None, (self.becomes.subject, self.becomes.object))

    @property
    def said(self) -> str:
        """What it says in one line: `same jack-ma ma-yun`, `reject jack-ma leads alibaba (ended)`."""
        words = [self.verdict, self.left, self.relation, self.right, self.status and f"({self.status})"]
        if self.document:
            words.append(f"in {self.document}")
        if self.becomes != Correction():
            new = self.becomes
            words += ["as", new.subject or "-", new.relation or "-", new.object or "-"]
            words.append(new.status and f"({new.status})")
        return " ".join(filter(None, words))


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two entities that may be one; they are kept apart until a person judges."""

    left: str
    right: str
    pro: tuple[str, ...]
    """What speaks for one entity."""
    con: tuple[str, ...]
    """What speaks against it."""
