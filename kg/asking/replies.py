"""Answers to questions, each with the statements it rests on."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.asking.names import NAMED, Directory, candidates, government, resolve
from kg.asking.queries import chain_query, query_for
from kg.asking.question import FACT, Asked, Kind
from kg.asking.reading import understand
from kg.asking.words import synonyms
from kg.model import AMOUNT_PREFIX, Entity, Statement, Status
from kg.naming.folding import fold
from kg.ontology import load_ontology
from kg.store.iris import Iris
from kg.store.sparql import Query, table

if TYPE_CHECKING:
    from kg.store.limits import Result
    from kg.store.sparql import Term

POSITIVE = (Status.ASSERTED, Status.ENDED, Status.PLANNED, Status.POSSIBLE)
"""What may connect two entities where facts do not."""
STEPS = 4
"""Statements of the longest chain that is looked for."""
OF_PARTS = re.compile(r"\b(?:stakes?|shares?|parts?|piece|into|percent)\b|%", re.I)
"""Words of a question that asks for parts of something too."""
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", re.I)
HALF = 50
INSTEAD = (
    (Status.NEGATED, "no: it is denied"),
    (Status.ENDED, "no longer"),
    (Status.PLANNED, "not yet: it is planned"),
    (Status.POSSIBLE, "not for certain: it is only said to be possible"),
    (Status.ASSERTED, "it is stated as a fact"),
)
"""What a statement tells somebody who asked for another status; the first that is found counts."""
UNKNOWN = "no text says so"


Run = Callable[[Query], "Result"]


class Source(Directory, Protocol):
    """A graph, as far as a question needs it."""

    @property
    def iris(self) -> Iris: ...

    def issued(self, document: str) -> str | None:
        """Return the date of a document."""

    def statement(self, id: str) -> Statement:
        """Return a statement by its id."""

    def connections(
        self, one: str, other: str, *, longest: int, statuses: Collection[str] = ...
    ) -> "Sequence[Sequence[Step]]":
        """Return the shortest chains of statements, by default of facts."""


class Step(Protocol):
    """A step of a chain."""

    @property
    def left(self) -> str: ...

    @property
    def right(self) -> str: ...

    @property
    def statements(self) -> tuple[Statement, ...]: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers, and the statements that say so."""

    text: str
    """The label of an entity, an amount, the name of a speaker; for a verdict nothing."""
    entity: str | None
    """Its id, if it is an entity."""
    statements: tuple[Statement, ...]
    """Surest first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity, and how many statements there are."""

    entity: str
    label: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a graph answers to a question."""

    question: str
    asked: Asked
    reading: str
    """How the question was understood, in words of the ontology."""
    query: Query
    verdict: str | None = None
    answers: tuple[Answer, ...] = ()
    """Of the statuses that the question asks for."""
    earlier: tuple[Answer, ...] = ()
    """Who held a post by an older document, where a later one names another."""
    others: tuple[Answer, ...] = ()
    """The same relations with another status: no answer, but worth knowing."""
    ranking: tuple[Ranked, ...] = ()
    chains: "tuple[tuple[Step, ...], ...]" = ()
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the graph says anything about it."""
        return bool(self.answers or self.earlier or self.others or self.ranking or self.chains)


def reply(question: str, source: Source, run: Run) -> Reply:
    """Return the answer; `run` answers its query. Raises `InputError` for a question of no known form, and for a name that the graph
    doesn't know or that several entities bear.
    """
    asked = understand(question, cache(lambda name: bool(candidates(name, source))))
    entities = {part: resolve(name, source) for part, name in asked.names.items()}
    made = _replied(question, asked, entities, source, run)
    if made.found:
        return made
    if "place" in entities:
        wider = _replied(
            question,
            replace(asked, place=None),
            {k: v for k, v in entities.items() if k != "place"},
            source,
            run,
        )
        if wider.found:
            note = f"no text says that it is in {entities['place'].label}; elsewhere, or without a place:"
            return replace(
                made, others=(*wider.answers, *wider.earlier, *wider.others), notes=(*made.notes, note)
            )
    governments = {part: government(entity, source) or entity for part, entity in entities.items()}
    if governments != entities:
        other = _replied(question, asked, governments, source, run)
        stand = [
            f"{entity.label} is taken for the government of {governments[part].label}"
            for part, entity in entities.items()
            if entity != governments[part]
        ]
        if other.found:
            return replace(other, notes=(*stand, *other.notes))
    longer = sorted(
        {
            label
            for name in asked.names.values()
            for label in source.beginning(name)
            if label not in {entity.label for entity in entities.values()}
        }
    )
    hints = (f"did you mean {' or '.join(longer[:NAMED])}?",) if longer else ()
    return replace(made, notes=(*made.notes, *hints))


def _replied(question: str, asked: Asked, entities: dict[str, Entity], source: Source, run: Run) -> Reply:
    """Return the answer to a question about these entities."""
    reading = _reading(asked, entities)
    if asked.kind is Kind.CONNECTION:
        return _connection(question, asked, reading, entities, source)
    query = query_for(asked, {part: entity.id for part, entity in entities.items()}, source.iris)
    result = run(query)
    assert isinstance(result.answer, QuerySolutions)
    found = table(result.answer)
    rows = [dict(zip(found.variables, (_text(term) for term in row), strict=True)) for row in found.rows]
    made = Reply(
        question=question, asked=asked, reading=reading, query=query, notes=tuple(_notes(asked, result.whole))
    )
    if asked.kind is Kind.RANKING:
        ranked = [
            Ranked(source.iris.entity_id(row["entity"]), row["name"], int(row["statements"])) for row in rows
        ]
        return replace(made, ranking=tuple(ranked))
    if asked.kind is Kind.DISPUTE:
        pairs = [tuple(_statement(row[name], source) for name in ("one", "other")) for row in rows]
        return replace(made, answers=tuple(Answer("", None, pair) for pair in pairs))
    statements = [_statement(iri, source) for iri in dict.fromkeys(row["statement"] for row in rows)]
    parts = []
    if asked.asks_left and asked.right and not OF_PARTS.search(question):
        parts = [each for each in statements if _buys_little(each)]
        statements = [each for each in statements if each not in parts]
        told = (f"bought a small part of it only: {source.entity(each.subject).label}" for each in parts)
        made = replace(made, notes=(*made.notes, *told))
    fitting = [each for each in statements if each.status in asked.statuses]
    rest = [each for each in statements if each.status not in asked.statuses]
    earlier = _outdated(fitting, asked, source)
    answers = _grouped((each for each in fitting if each not in earlier), asked, entities, source)
    return replace(
        made,
        verdict=_verdict(fitting, rest)
        if asked.kind is Kind.WHETHER
        else str(len(answers))
        if asked.counts
        else None,
        answers=answers,
        earlier=_grouped(earlier, asked, entities, source),
        others=_grouped(rest, asked, entities, source),
    )


def _buys_little(statement: Statement) -> bool:
    """Tell whether somebody bought less than half of something, which is no takeover."""
    found = [PERCENT.search(share) for share in statement.qualifiers.share]
    return statement.relation == "acquires" and any(each and float(each[1]) < HALF for each in found)


def _text(term: "Term") -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _statement(iri: str, source: Source) -> Statement:
    return source.statement(iri.rpartition("/")[2])


def _notes(asked: Asked, whole: bool) -> Iterator[str]:
    if not whole:
        yield "there is more than is shown"
    if asked.noun:
        kinds = load_ontology().classes[asked.type or "Entity"].plural
        yield f"the graph does not tell {asked.noun} from other {kinds}: these are all that fit"


def _outdated(statements: Sequence[Statement], asked: Asked, source: Source) -> list[Statement]:
    """Return the statements on who leads something that later documents say of somebody else in the same post.

    A question in the present asks who leads it now; what was true in an older article may be over.
    """
    if (
        asked.statuses != FACT
        or "leads" not in {meaning.relation for meaning in asked.meanings}
        or not asked.asks_left
    ):
        return []
    latest: dict[tuple[str, tuple[str, ...]], str] = {}
    dates: dict[str, str] = {}
    posts: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for each in statements:
        if each.relation not in {"leads", "worksFor"}:
            continue
        dates[each.id] = max((source.issued(id) or "" for id in each.documents), default="")
        posts[each.id] = [(each.object, synonyms(fold(role))) for role in each.qualifiers.role or ("",)]
        for post in posts[each.id]:
            latest[post] = max(latest.get(post, ""), dates[each.id])
    return [
        each
        for each in statements
        if each.id in dates
        and dates[each.id]
        and all(dates[each.id] < latest[post] for post in posts[each.id])
    ]


def _connection(
    question: str, asked: Asked, reading: str, entities: dict[str, Entity], source: Source
) -> Reply:
    left, right = entities["left"].id, entities["right"].id
    facts = source.connections(left, right, longest=STEPS)
    found = facts or source.connections(left, right, longest=STEPS, statuses=POSITIVE)
    chains = tuple(tuple(chain) for chain in found)
    statuses = FACT if facts else POSITIVE
    query = chain_query(len(chains[0]) if chains else 1, left, right, statuses, source.iris)
    notes: tuple[str, ...] = ()
    if not facts:
        notes = (
            f"no chain of {STEPS} facts or fewer connects them"
            + ("; with what is planned, possible or over:" if chains else ""),
        )
    return Reply(question=question, asked=asked, reading=reading, query=query, chains=chains, notes=notes)


def _grouped(
    statements: Iterable[Statement], asked: Asked, entities: dict[str, Entity], source: Source
) -> tuple[Answer, ...]:
    """Return the statements by what they answer, the surest answer first."""
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda each: (-each.confidence, each.id)):
        for text in _answering(statement, asked, entities):
            groups.setdefault(text, []).append(statement)
    return tuple(Answer(*_named(text, asked, source), tuple(group)) for text, group in groups.items())


def _answering(statement: Statement, asked: Asked, entities: dict[str, Entity]) -> Iterator[str]:
    """Yield what a statement answers: the id of an entity, or a text."""
    if asked.kind is Kind.WHETHER:
        yield from getattr(statement.qualifiers, asked.qualifier) if asked.qualifier else [""]
    elif asked.kind is Kind.SPEAKERS:
        yield from sorted({each.source for each in statement.evidence if each.source}) or [""]
    elif _is_open(asked):
        yield statement.id
    else:
        yield _left(statement, asked, entities) if asked.asks_left else _right(statement, asked, entities)


def _is_open(asked: Asked) -> bool:
    """Tell whether the statements themselves are the answer: no one side of them is asked for."""
    one_sided = asked.left is not None or asked.right is not None or asked.type is not None
    return not asked.meanings or not one_sided


def _left(statement: Statement, asked: Asked, entities: dict[str, Entity]) -> str:
    return statement.object if _is_turned(statement, asked, entities) else statement.subject


def _right(statement: Statement, asked: Asked, entities: dict[str, Entity]) -> str:
    return statement.subject if _is_turned(statement, asked, entities) else statement.object


def _is_turned(statement: Statement, asked: Asked, entities: dict[str, Entity]) -> bool:
    """Tell whether the subject of a statement stands on the right side of the question."""
    if "right" in entities and statement.subject == entities["right"].id:
        return statement.object != entities["right"].id
    if "left" in entities and statement.object == entities["left"].id:
        return statement.subject != entities["left"].id
    if "right" in entities or "left" in entities:
        return False
    inverse = {each.relation for each in asked.meanings if each.inverse}
    return statement.relation in inverse


def _named(text: str, asked: Asked, source: Source) -> tuple[str, str | None]:
    if asked.kind in {Kind.WHETHER, Kind.SPEAKERS}:
        return text, None
    if text.startswith(AMOUNT_PREFIX):
        return text.removeprefix(AMOUNT_PREFIX), None
    if _is_open(asked):
        return "", None
    return source.entity(text).label, text


def _verdict(fitting: Sequence[Statement], rest: Sequence[Statement]) -> str:
    if fitting:
        denied = any(each.status is Status.NEGATED for each in rest)
        ended = all(each.status is Status.ENDED for each in fitting)
        return "texts disagree" if denied else "yes, once" if ended else "yes"
    return next((words for status, words in INSTEAD if any(each.status is status for each in rest)), UNKNOWN)


def _reading(asked: Asked, entities: dict[str, Entity]) -> str:
    """Return how a question was understood: "any company - owns - Credit Suisse (Company); asserted"."""
    labels = {part: f"{entity.label} ({entity.type})" for part, entity in entities.items()}
    wanted = f"any {load_ontology().classes[asked.type].label}" if asked.type else "anyone or anything"
    relations = ", ".join(dict.fromkeys(str(meaning) for meaning in asked.meanings)) or "any relation"
    if asked.kind is Kind.CONNECTION:
        return f"chains of facts between {labels['left']} and {labels['right']}"
    if asked.kind is Kind.RANKING:
        words = f"{wanted} by statements" + (f" ({relations})" if asked.meanings else "")
    elif asked.kind is Kind.DISPUTE:
        words = f"contradictory statements about {labels.get('about', 'anyone or anything')}"
    elif asked.about is not None:
        words = f"statements about {labels['about']}"
    else:
        sides = [
            labels.get(part, wanted if (part == "left") == asked.asks_left else "anyone or anything")
            for part in ("left", "right")
        ]
        words = f"{sides[0]} - {relations} - {sides[1]}"
    if asked.roles:
        words += f", as {' or '.join(asked.roles)}"
    if "place" in labels:
        words += f", in {labels['place']}"
    if "speaker" in labels:
        words += f", said by {labels['speaker']}"
    words += f", since {asked.since}" if asked.since else ""
    words += f", until {asked.until}" if asked.until else ""
    words += f", in {asked.during}" if asked.during else ""
    if asked.kind in {Kind.RANKING, Kind.DISPUTE}:
        return words
    every = len(asked.statuses) == len(Status)
    return f"{words}; {'any status' if every else ' or '.join(asked.statuses)}"
