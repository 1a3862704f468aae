"""What texts say that cannot all be so: statements that contradict each other, each pair with its two sentences.

Nothing is resolved here, and no side is taken: a conflict is shown until a person rejects or corrects one of its
statements, or judges that both can be so.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, product

from kg.model import Entity, Evidence, Judgement, Statement, Status, Verdict
from kg.naming.folding import fold
from kg.ontology import load_ontology
from kg.projection.figures import Figure, figure

AT_ONE_TIME = 270
"""Days by which two reports may be apart and still speak of one time."""
COMES_TO_BE = 30
"""Days after a denial from which on what it denied may have come to be so."""


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
    """One of two sides of a conflict, with its sentence to the character."""

    about: str
    """The id of the statement, or of the entity where only its class is in dispute."""
    document: str
    start: int
    end: int
    sentence: str
    told: str
    """What this side says of what is in dispute: `40 percent`, `Person`, `since 2019`."""

    @classmethod
    def of(cls, statement: Statement, evidence: Evidence, told: str) -> "Side":
        """Return the side that a statement takes in one of its sentences."""
        return cls(statement.id, evidence.document, evidence.start, evidence.end, evidence.sentence, told)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences that cannot both be so."""

    kind: ConflictKind
    left: Side
    right: Side


Dates = Mapping[str, str | None]
"""The dates of documents by id, as precise as they are known."""
Telling = Callable[[Entity], Side | None]
"""What gives the first sentence that makes the class of an entity evident, if any does."""

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
}
MINISTERS = {
    f"{matter} minister": tuple(f"{word} minister" for word in (matter, *others))
    for matter, *others in (
        ("foreign", "foreign affairs"), ("finance",), ("defence", "defense"), ("interior", "home"), ("justice",),
        ("economy", "economic affairs"), ("trade",), ("energy",), ("health",), ("agriculture",), ("transport",),
        ("education",), ("environment",), ("oil", "petroleum"), ("mining", "mines"), ("labour", "labor"),
    )
}  # fmt: skip
POSTS |= MINISTERS
"""Posts that one person holds at a time, with the words for them."""
_POST_OF = {word: post for post, words in POSTS.items() for word in words}
_POSTS = "|".join(sorted((re.escape(word) for word in _POST_OF), key=len, reverse=True))
_CHANGE = re.compile(
    r"\b(?:former|ex|outgoing|new|newly|next|incoming|interim|acting|deputy|vice|co|then|late|previous)\b[\s-]"
    rf"(?:[\w'’]+[\s-]){{0,3}}?(?:{_POSTS})\b"
    r"|\b(?:successors?|succeed\w*|replac\w+ (?-i:[A-Z])\w+|replac\w+ (?:him|her)|resign\w*|step\w* down|(?:took|takes?|taking) over|hand\w* over|predecessors?|"
    r"until|previously|formerly|then the|became|becomes?|appoint\w*|elected|sworn in|named (?:as )?(?:its|the|new|"
    rf"{_POSTS}))\b",
    re.I,
)
"""Words by which a post changes hands, or is another one."""
_STAKE_MOVES = re.compile(
    r"\b(?:rais|increas|lift|boost|cut|reduc|sold|sell|trim|add|further|another|additional|shr[aiu]nk|dilut|fallen|fell|down|up|grow|grew)\w*\b"
    r"[^.;,]{0,40}(?:\b(?:stake|share|holding|interest)|%|percent|per cent)"
    r"|\b(?:stake|share|holding|interest)s?\b[^.;,]{0,40}\b(?:shr[aiu]nk|diluted|fallen|fell|down|risen|rose|grown|grew|cut|raised)\b"
    r"|\bback in \d{4}\b|\bheld (?:just |only )?\d|\b(?:capital increase|sale of shares)\b",
    re.I,
)
_JOINT = re.compile(r"\b(?:together|jointly|between them|combined|collectively)\b", re.I)
"""Words by which a share is that of several."""
_OTHER_SUM = re.compile(
    r"\b(?:includ\w+|exclud\w+|debts?|tranches?|instal?lments?|a further|another|additional|initial\w*|"
    r"first|second|plus|in addition|on top)\b",
    re.I,
)
"""Words by which two sums for one thing are sums of different things."""
_TERMS = (
    (re.compile(r"\bfrom (\d{4}) (?:to|until|till|through) (\d{4})\b", re.I), ("from", "until")),
    (re.compile(r"\bbetween (\d{4}) and (\d{4})\b", re.I), ("from", "until")),
    (re.compile(r"\bsince (?:\w+ )?(\d{4})\b", re.I), ("from",)),
    (re.compile(r"\b(?:until|till) (?:\w+ )?(\d{4})\b", re.I), ("until",)),
    (re.compile(r"\b(?:became|joined|(?:started|began) work(?:ing)?|founded|established|set up|took over|was (?:named|appointed|elected|made)|took office)\b[^.;]*?\bin (?:\w+ )?(\d{4})\b", re.I), ("from",)),
    (re.compile(r"\b(?:left|quit|resigned|stepped down|retired)\b[^.;]*?\bin (?:\w+ )?(\d{4})\b", re.I), ("until",)),
)  # fmt: skip
_TELLING = re.compile(r"\b(?:[A-Z]\w+|\d+)\b")
RECURRING = frozenset(
    {"meetsWith", "visits", "attends", "hosts", "attacks", "criticizes", "threatens", "fines", "sues"}
)
"""Relations that hold of many events between the same two."""
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


def conflicts(
    entities: Iterable[Entity], statements: Sequence[Statement], dates: Dates, telling: Telling
) -> list[Conflict]:
    """Return what contradicts what, sorted by kind and statement; of two statements one pair of sentences each kind."""
    found = [
        *_denied(statements, dates),
        *_chiefs(statements, dates),
        *_figures(statements, dates, "share", ConflictKind.SHARE),
        *_figures(statements, dates, "amount", ConflictKind.AMOUNT),
        *_terms(statements),
        *_types(entities, telling),
    ]
    return sorted(
        found,
        key=lambda each: (each.kind, each.left.about, each.right.about, each.left.document, each.left.start),
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
    return side.about, f"{side.about}@{side.document}"


def _denied(statements: Iterable[Statement], dates: Dates) -> Iterator[Conflict]:
    """Yield claims that some text states and another denies, unless it has come to be so long after it was denied."""
    by_claim: dict[tuple[str, str, str], dict[Status, Statement]] = defaultdict(dict)
    for each in statements:
        by_claim[each.subject, each.relation, each.object][each.status] = each
    for found in by_claim.values():
        if not {Status.ASSERTED, Status.NEGATED} <= found.keys():
            continue
        stated, denied = found[Status.ASSERTED], found[Status.NEGATED]
        if _of_another_time_or_place(stated, denied):
            continue
        for left, right in product(stated.evidence, denied.evidence):
            if not _later(left, right, dates) and not _over_before(left, right):
                yield Conflict(
                    ConflictKind.DENIED,
                    Side.of(stated, left, "stated"),
                    Side.of(denied, right, "denied"),
                )
                break


def _of_another_time_or_place(stated: Statement, denied: Statement) -> bool:
    """Tell whether a denial is only of what happened elsewhere or, of what happens again and again, at another time."""
    if denied.qualifiers.place and not _alike(denied.qualifiers.place, stated.qualifiers.place):
        return True
    recurs = stated.relation in RECURRING and denied.qualifiers.time
    return bool(recurs and not _alike(denied.qualifiers.time, stated.qualifiers.time))


def _over_before(stated: Evidence, denied: Evidence) -> bool:
    """Tell whether what one text states was over before the time of which another denies it: "has not since 2021"."""
    return _terms_of(stated.sentence).get("until", 9999) <= _terms_of(denied.sentence).get("from", 0)


def _alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether phrases share a word with a capital or a number: "late February" and "February"."""
    words = [set(_TELLING.findall(" ".join(phrases))) for phrases in (one, other)]
    return bool(set(one) & set(other) or words[0] & words[1])


def _later(stated: Evidence, denied: Evidence, dates: Dates) -> bool:
    """Tell whether a text states something so long after another denied it that it may have come to be so."""
    days = [_days(dates.get(piece.document)) for piece in (stated, denied)]
    if days[0] is None or days[1] is None:
        return False
    return days[0][0] - days[1][1] > COMES_TO_BE


def _chiefs(statements: Iterable[Statement], dates: Dates) -> Iterator[Conflict]:
    """Yield people who hold one post at one time."""
    ended = {(each.subject, each.object) for each in statements if each.status is Status.ENDED}
    holders: dict[tuple[str, str], list[tuple[Statement, Evidence]]] = defaultdict(list)
    for each in statements:
        if each.relation not in {"leads", "governs", "worksFor"} or each.status is not Status.ASSERTED:
            continue
        if (each.subject, each.object) in ended:
            continue
        posts = {_POST_OF.get(fold(role)) for role in each.qualifiers.role}
        if each.relation == "worksFor" and not posts <= MINISTERS.keys():
            continue  # the chief of a part
        if len(posts) != 1 or None in posts:
            continue
        for piece in each.evidence:
            if not _CHANGE.search(piece.sentence) and not _terms_of(piece.sentence):
                holders[each.object, str(*posts)].append((each, piece))
                break
    for (_, post), held in sorted(holders.items()):
        for (one, left), (other, right) in combinations(held, 2):
            if one.subject != other.subject and _at_one_time(left, right, dates):
                yield Conflict(ConflictKind.CHIEFS, Side.of(one, left, post), Side.of(other, right, post))


def _figures(
    statements: Iterable[Statement], dates: Dates, qualifier: str, kind: ConflictKind
) -> Iterator[Conflict]:
    """Yield figures that different documents give for one claim and that are no roundings of each other."""
    told: dict[tuple[str, ...], list[tuple[Statement, Evidence, str, Figure]]] = defaultdict(list)
    for each in statements:
        values = getattr(each.qualifiers, qualifier)
        if not values or each.status not in {Status.ASSERTED, Status.ENDED, Status.PLANNED}:
            continue
        for piece in each.evidence:
            found = [
                (value, read)
                for value in values
                if value in piece.sentence and (read := figure(value, piece.sentence))
            ]
            if len(found) == 1:  # of several in a sentence, nobody knows which is meant
                told[(*_owned(each), str(each.status))].append((each, piece, *found[0]))
    others = (_STAKE_MOVES, _JOINT) if qualifier == "share" else (_OTHER_SUM,)
    for sides in told.values():
        for (one, left, said, first), (other, right, gainsaid, second) in combinations(sides, 2):
            if left.document == right.document or not first.contradicts(second):
                continue
            of_another = any(words.search(piece.sentence) for words in others for piece in (left, right))
            if not of_another and _at_one_time(left, right, dates):
                yield Conflict(kind, Side.of(one, left, said), Side.of(other, right, gainsaid))
                break


def _owned(statement: Statement) -> tuple[str, str, str]:
    """Return the claim of a statement; what is a part of something is owned by it."""
    if statement.relation == "subsidiaryOf":
        return statement.object, "owns", statement.subject
    return statement.subject, statement.relation, statement.object


def _terms(statements: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield terms that begin in two years, or end before they begin."""
    told: dict[tuple[str, str, str], list[tuple[Statement, Evidence, Term]]] = defaultdict(list)
    for each in statements:
        lasting = each.relation in LASTING or each.relation in BEGINNING
        if lasting and each.status in {Status.ASSERTED, Status.ENDED}:
            for piece in each.evidence:
                if term := _term_of(each.relation, piece.sentence):
                    relation = BEGINNING.get(each.relation, each.relation)
                    told[each.subject, relation, each.object].append((each, piece, term))
    for found in told.values():
        for (one, left, first), (other, right, second) in combinations(found, 2):
            if left.document == right.document:
                continue
            if words := _excluded(first, second):
                yield Conflict(
                    ConflictKind.DATES, Side.of(one, left, words[0]), Side.of(other, right, words[1])
                )
                break
        for each, piece, term in found:
            if "from" in term and "until" in term and term["until"] < term["from"]:
                words = f"from {term['from']}", f"until {term['until']}"
                yield Conflict(
                    ConflictKind.DATES, Side.of(each, piece, words[0]), Side.of(each, piece, words[1])
                )


def _term_of(relation: str, sentence: str) -> "Term":
    """Return the years in which something begins and ends; what is acquired in a year is owned from then on."""
    if relation not in BEGINNING:
        return _terms_of(sentence)
    years = set(_IN_YEAR.findall(sentence))
    return {"from": int(*years)} if len(years) == 1 else {}


def _excluded(first: "Term", second: "Term") -> tuple[str, str] | None:
    """Return what two terms say that exclude each other, in words; one after the other are two terms."""
    for one, other in ((first, second), (second, first)):
        if {"from", "until"} <= one.keys() and other.get("from", 0) >= one["until"]:
            return None
    for end in ("from", "until"):
        if end in first and end in second and first[end] != second[end]:
            return f"{end} {first[end]}", f"{end} {second[end]}"
    if "until" in first and "from" in second and first["until"] < second["from"] and "from" not in first:
        return f"until {first['until']}", f"from {second['from']}"
    if "until" in second and "from" in first and second["until"] < first["from"] and "from" not in second:
        return f"from {first['from']}", f"until {second['until']}"
    return None


def _terms_of(sentence: str) -> "Term":
    """Return the years in which a sentence says that something began and ended; nothing where it tells several terms."""
    found: dict[str, int] = {}
    for pattern, ends in _TERMS:
        for match in pattern.finditer(sentence):
            for end, year in zip(ends, match.groups(), strict=True):
                if found.setdefault(end, int(year)) != int(year):
                    return {}
    return found


Term = dict[str, int]
"""The years in which something begins (`from`) and ends (`until`), as far as they are told."""
BEGINNING = {"acquires": "owns"}
"""Relations that tell when another begins."""
_IN_YEAR = re.compile(r"\bin (?:(?:early|late|mid)[ -])?(?:[A-Z][a-z]+ )?(\d{4})\b")
EXCLUSIVE = ("Person", "Organization", "Place")


def _types(entities: Iterable[Entity], telling: Telling) -> Iterator[Conflict]:
    """Yield things of one full name that some texts show to be a person, others an organization or a place."""
    ontology = load_ontology()
    named: dict[str, list[Entity]] = defaultdict(list)
    for each in entities:
        if each.named and " " in each.label:
            named[fold(each.label)].append(each)
    for same in named.values():
        for one, other in combinations(sorted(same, key=lambda each: each.id), 2):
            kinds = [
                next((kind for kind in EXCLUSIVE if ontology.is_a(each.type, kind)), "")
                for each in (one, other)
            ]
            if all(kinds) and kinds[0] != kinds[1] and (left := telling(one)) and (right := telling(other)):
                yield Conflict(ConflictKind.TYPES, left, right)


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
