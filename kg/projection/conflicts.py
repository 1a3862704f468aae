"""What texts say that cannot all be so: statements that contradict each other, each pair with its two sentences.

Nothing is resolved here, and no side is taken: a conflict is shown until a person rejects or corrects one of its
statements, or judges that both can be so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from kg.model import Entity, Evidence, Judgement, Statement, Status, Verdict
from kg.naming.folding import fold
from kg.ontology import load_ontology
from kg.projection.figures import figure

AT_ONE_TIME = 270
"""Days by which two reports may be apart and still speak of one time."""


class ConflictKind(StrEnum):
    """What two texts disagree about."""

    DENIED = "asserted and denied"
    CHIEFS = "two chiefs at one time"
    SHARE = "different shares"
    AMOUNT = "different amounts"
    DATES = "dates that exclude each other"
    TYPES = "classes that exclude each other"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sides of a conflict."""

    statement: str
    """The id of the statement."""
    evidence: Evidence
    told: str
    """What this side says of what is in dispute: `40 percent`, `Person`, `since 2019`."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences that cannot both be so."""

    kind: ConflictKind
    left: Side
    right: Side


Dates = Mapping[str, str | None]
"""The dates of documents by id, as precise as they are known."""

POSTS = {
    "chief executive": ("chief executive", "chief executive officer", "ceo"),
    "chairman": ("chairman", "chairwoman", "chairperson", "chair", "board chairman"),
    "president": ("president",),
    "prime minister": ("prime minister", "premier"),
    "chancellor": ("chancellor",),
    "governor": ("governor",),
    "mayor": ("mayor",),
    "managing director": ("managing director",),
    "director general": ("director general", "director-general"),
    "secretary general": ("secretary general", "secretary-general", "general secretary"),
    "foreign minister": ("foreign minister",),
    "finance minister": ("finance minister",),
}
"""Posts that one person holds at a time, with the words for them."""
_POST_OF = {word: post for post, words in POSTS.items() for word in words}
_CHANGE = re.compile(
    r"\b(former|ex|outgoing|new|newly|next|incoming|interim|acting|deputy|vice|co|successor|succeed\w*|replac\w*|resign\w*|"
    r"step\w* down|took over|takes over|take over|then|late|predecessor|until|previous\w*)\b",
    re.I,
)
"""Words by which a post changes hands."""
_STAKE_MOVES = re.compile(
    r"\b(rais|increas|lift|boost|cut|reduc|sold|sell|trim|add|further|another|additional)\w*\b", re.I
)
_TERMS = (
    (re.compile(r"\bfrom (\d{4}) (?:to|until|till|through) (\d{4})\b", re.I), ("from", "until")),
    (re.compile(r"\bbetween (\d{4}) and (\d{4})\b", re.I), ("from", "until")),
    (re.compile(r"\bsince (?:\w+ )?(\d{4})\b", re.I), ("from",)),
    (re.compile(r"\b(?:until|till) (?:\w+ )?(\d{4})\b", re.I), ("until",)),
    (re.compile(r"\b(?:became|joined|founded|established|set up|took over|was (?:named|appointed|elected|made)|took office)\b[^.;]*?\bin (?:\w+ )?(\d{4})\b", re.I), ("from",)),
    (re.compile(r"\b(?:left|quit|resigned|stepped down|retired)\b[^.;]*?\bin (?:\w+ )?(\d{4})\b", re.I), ("until",)),
)  # fmt: skip
LASTING = frozenset(
    {
        "leads",
        "worksFor",
        "memberOf",
        "founded",
        "owns",
        "governs",
        "subsidiaryOf",
        "partnersWith",
        "supplies",
    }
)
"""Relations of which texts tell when they began and ended."""


def conflicts(entities: Iterable[Entity], statements: Sequence[Statement], dates: Dates) -> list[Conflict]:
    """Return what contradicts what, sorted by kind and statement; of two statements one pair of sentences each kind."""
    found = [
        *_denied(statements),
        *_chiefs(statements, dates),
        *_figures(statements, dates, "share", ConflictKind.SHARE),
        *_figures(statements, dates, "amount", ConflictKind.AMOUNT),
        *_terms(statements),
        *_types(entities, statements),
    ]
    return sorted(
        found, key=lambda each: (each.kind, each.left.statement, each.right.statement, each.left.evidence)
    )


def settles(judgement: Judgement, conflict: Conflict) -> bool:
    """Tell whether a person judged that the two sides of a conflict can both be so."""
    if judgement.verdict is not Verdict.COMPATIBLE:
        return False
    sides = [_names(side) for side in (conflict.left, conflict.right)]
    named = (judgement.left, judgement.right)
    return any(one in sides[0] and other in sides[1] for one, other in (named, named[::-1]))


def _names(side: Side) -> tuple[str, str]:
    """Return how a judgement may name a side."""
    return side.statement, f"{side.statement}@{side.evidence.document}"


def _denied(statements: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield claims that some text states and another denies."""
    by_claim: dict[tuple[str, str, str], dict[Status, Statement]] = defaultdict(dict)
    for each in statements:
        by_claim[each.subject, each.relation, each.object][each.status] = each
    for found in by_claim.values():
        if {Status.ASSERTED, Status.NEGATED} <= found.keys():
            stated, denied = found[Status.ASSERTED], found[Status.NEGATED]
            yield Conflict(
                ConflictKind.DENIED,
                Side(stated.id, stated.evidence[0], "stated"),
                Side(denied.id, denied.evidence[0], "denied"),
            )


def _chiefs(statements: Iterable[Statement], dates: Dates) -> Iterator[Conflict]:
    """Yield people who hold one post at one time."""
    ended = {(each.subject, each.object) for each in statements if each.status is Status.ENDED}
    holders: dict[tuple[str, str], list[tuple[Statement, Evidence]]] = defaultdict(list)
    for each in statements:
        if each.relation not in {"leads", "governs"} or each.status is not Status.ASSERTED:
            continue
        if (each.subject, each.object) in ended:
            continue
        posts = {_POST_OF.get(fold(role)) for role in each.qualifiers.role}
        if len(posts) != 1 or None in posts:
            continue
        for piece in each.evidence:
            if not _CHANGE.search(piece.sentence) and not _terms_of(piece.sentence):
                holders[each.object, str(*posts)].append((each, piece))
                break
    for (_, post), held in sorted(holders.items()):
        for (one, left), (other, right) in combinations(held, 2):
            if one.subject != other.subject and _at_one_time(left, right, dates):
                yield Conflict(ConflictKind.CHIEFS, Side(one.id, left, post), Side(other.id, right, post))


def _figures(
    statements: Iterable[Statement], dates: Dates, qualifier: str, kind: ConflictKind
) -> Iterator[Conflict]:
    """Yield figures that different documents give for one claim and that are no roundings of each other."""
    for each in statements:
        values = getattr(each.qualifiers, qualifier)
        if len(values) < 2 or each.status not in {Status.ASSERTED, Status.ENDED}:
            continue
        told = [
            (piece, value, found)
            for piece in each.evidence
            for value in values
            if value in piece.sentence and (found := figure(value, piece.sentence))
        ]
        alone = [one for one in told if sum(one[0] == other[0] for other in told) == 1]
        for (left, one, first), (right, other, second) in combinations(alone, 2):
            if left.document == right.document or not first.contradicts(second):
                continue
            moved = qualifier == "share" and (
                _STAKE_MOVES.search(left.sentence) or _STAKE_MOVES.search(right.sentence)
            )
            if not moved and _at_one_time(left, right, dates):
                yield Conflict(kind, Side(each.id, left, one), Side(each.id, right, other))
                break


def _terms(statements: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield terms that begin in two years, or end before they begin."""
    told: dict[tuple[str, str, str], list[tuple[Statement, Evidence, dict[str, int]]]] = defaultdict(list)
    for each in statements:
        if each.relation in LASTING and each.status in {Status.ASSERTED, Status.ENDED}:
            for piece in each.evidence:
                if term := _terms_of(piece.sentence):
                    told[each.subject, each.relation, each.object].append((each, piece, term))
    for found in told.values():
        for (one, left, first), (other, right, second) in combinations(found, 2):
            if left.document == right.document:
                continue
            if words := _excluded(first, second):
                yield Conflict(
                    ConflictKind.DATES, Side(one.id, left, words[0]), Side(other.id, right, words[1])
                )
                break
        for each, piece, term in found:
            if "from" in term and "until" in term and term["until"] < term["from"]:
                words = f"from {term['from']}", f"until {term['until']}"
                yield Conflict(
                    ConflictKind.DATES, Side(each.id, piece, words[0]), Side(each.id, piece, words[1])
                )


def _excluded(first: Mapping[str, int], second: Mapping[str, int]) -> tuple[str, str] | None:
    """Return what two terms say that exclude each other, in words."""
    for end in ("from", "until"):
        if end in first and end in second and first[end] != second[end]:
            return f"{end} {first[end]}", f"{end} {second[end]}"
    if "until" in first and "from" in second and first["until"] < second["from"] and "from" not in first:
        return f"until {first['until']}", f"from {second['from']}"
    if "until" in second and "from" in first and second["until"] < first["from"] and "from" not in second:
        return f"from {first['from']}", f"until {second['until']}"
    return None


def _terms_of(sentence: str) -> dict[str, int]:
    """Return the years in which a sentence says that something began and ended; nothing where it tells several terms."""
    found: dict[str, int] = {}
    for pattern, ends in _TERMS:
        for match in pattern.finditer(sentence):
            for end, year in zip(ends, match.groups(), strict=True):
                if found.setdefault(end, int(year)) != int(year):
                    return {}
    return found


EXCLUSIVE = ("Person", "Organization", "Place")


def _types(entities: Iterable[Entity], statements: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield things of one full name that some texts take for a person, others for an organization or a place."""
    ontology = load_ontology()
    speaks: dict[str, Side] = {}
    kinds = {each.id: each.type for each in entities}
    for statement in sorted(statements, key=lambda each: each.id):
        for id in (statement.subject, statement.object):
            if id in kinds:
                speaks.setdefault(id, Side(statement.id, statement.evidence[0], kinds[id]))
    named: dict[str, list[Entity]] = defaultdict(list)
    for each in entities:
        if each.named and " " in each.label:
            named[fold(each.label)].append(each)
    for same in named.values():
        for one, other in combinations(sorted(same, key=lambda each: each.id), 2):
            sides = [
                next((kind for kind in EXCLUSIVE if ontology.is_a(each.type, kind)), "")
                for each in (one, other)
            ]
            if all(sides) and sides[0] != sides[1] and one.id in speaks and other.id in speaks:
                yield Conflict(ConflictKind.TYPES, speaks[one.id], speaks[other.id])


def _at_one_time(left: Evidence, right: Evidence, dates: Dates) -> bool:
    """Tell whether the documents of two sentences may speak of one time: those without a date may."""
    days = [_days(dates.get(piece.document)) for piece in (left, right)]
    if None in days:
        return True
    (begin, end), (other_begin, other_end) = days  # type: ignore[misc]
    return max(begin, other_begin) - min(end, other_end) <= AT_ONE_TIME


def _days(iso: str | None) -> tuple[int, int] | None:
    """Return the first and last day that a date may mean, as numbers of days."""
    if not iso:
        return None
    begin = date.fromisoformat(iso + "0000-01-01"[len(iso) :]).toordinal()
    return begin, begin + {4: 364, 7: 27}.get(len(iso), 0)
