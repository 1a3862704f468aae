"""What a whole document tells of the posts in it: whose they are, who holds them, and which are over.

A title without an owner ("President Boric") is read of the country the document is about
(`kg.extraction.titles`, rule `title-of-home`), and that of an officer who speaks of a firm is read of the firm
(`kg.extraction.speakers`, rule `title-of-speaker`). Whether that is a fact, no sentence tells alone. A former
post without an owner (rule `title-of-former`) is only a sign: former presidents travel.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from kg.extraction.candidate import Candidate
from kg.extraction.scene import Scene
from kg.extraction.timing import YEAR
from kg.model import Status

Proposed = tuple[Scene, Candidate]
"""A candidate, and the passage it was read in."""
_Post = tuple[str, int, str]
"""Relation, chain of the owner, and role."""
_Holder = tuple[int, str]
"""Chain of a person, and the last word of the role."""

BYGONE = frozenset({"history", "historical", "war", "era", "century", "then", "once"})
IN_OFFICE = frozenset({"current", "incumbent", "sitting", "present"})


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of one document."""

    over: frozenset[_Holder]
    """What the document calls somebody's former post at least once."""
    evident: frozenset[_Holder]
    """What a sentence gives to somebody as a post of the document's country, beyond doubt."""
    placed: frozenset[int]
    """The chains of the people whose post the document gives with its owner."""
    held: Mapping[_Post, frozenset[int]]
    """The posts that the document gives with their owner, each with the chains of who holds it."""

    @classmethod
    def of(cls, proposed: Iterable[Proposed]) -> Self:
        """Return what the candidates of a document tell together, in whatever order they come."""
        titles = [(scene, each) for scene, each in proposed if each.rule.startswith("title")]
        over = frozenset(_holder(each) for _, each in titles if each.status is Status.ENDED)
        evident = frozenset(
            _holder(each) for scene, each in titles if _guessed(each) and not _doubted(each, scene)
        )
        owned = [each for _, each in titles if each.rule.startswith("title.")]
        placed = frozenset(
            each.subject.chain
            for each in owned
            if each.relation in {"leads", "worksFor"} and each.status is not Status.POSSIBLE
        )
        held: dict[_Post, set[int]] = defaultdict(set)
        for each in owned:
            if each.status is Status.ASSERTED:
                held[_post(each)].add(each.subject.chain)
        return cls(over, evident, placed, {post: frozenset(chains) for post, chains in held.items()})

    def settled(self, candidate: Candidate, scene: Scene) -> Candidate:
        """Return a candidate with the status that the document gives it; only guessed owners are in question."""
        if not candidate.rule.startswith("title-of-home"):
            return candidate
        if _holder(candidate) in self.over:
            return replace(candidate, status=Status.ENDED)
        if _guessed(candidate) and _holder(candidate) not in self.evident:
            return replace(candidate, status=Status.POSSIBLE)
        return candidate

    def objection(self, candidate: Candidate) -> str | None:
        """Return why a post cannot be that of the document's country, or of the firm its holder speaks of, or None."""
        if candidate.rule.startswith("title-of-former"):
            return "whose post it was the text does not say"
        if not candidate.rule.startswith(("title-of-home", "title-of-speaker")):
            return None
        if candidate.subject.chain in self.placed:
            return "the document says elsewhere whose post it is"
        if candidate.status is not Status.ENDED:
            if self.held.get(_post(candidate), frozenset()) - {candidate.subject.chain}:
                return "the document names somebody else in this post"
        return None


def _guessed(candidate: Candidate) -> bool:
    """Tell whether a candidate is a fact but for its owner, of whom the sentence says nothing."""
    return candidate.rule.startswith("title-of-home") and candidate.status is Status.ASSERTED


def _doubted(candidate: Candidate, scene: Scene) -> bool:
    """Tell whether a sentence leaves a doubt whose post it speaks of, or when.

    It names a country other than the one the document is about, a year or a past age, and does not call
    the post a present one.
    """
    head = candidate.trigger
    if any(child.lower_ in IN_OFFICE for child in head.children):
        return False
    named = (scene.by_token.get(token.i) for token in head.sent)
    abroad = any(
        mention is not None and mention.type == "Country" and mention.chain != candidate.object.chain
        for mention in named
    )
    return abroad or any(YEAR.fullmatch(token.text) or token.lower_ in BYGONE for token in head.sent)


def _holder(candidate: Candidate) -> _Holder:
    return candidate.subject.chain, _role(candidate).rpartition(" ")[2]


def _post(candidate: Candidate) -> _Post:
    return candidate.relation, candidate.object.chain, _role(candidate)


def _role(candidate: Candidate) -> str:
    """Return the role of a post, which is without its owner: of "Ukrainian President" "president"."""
    return " ".join(candidate.qualifiers.role).lower()
