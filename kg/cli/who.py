"""What the commands tell of an entity: its names, where it stands, why it is one, and what is in doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.cli.console import counted

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Doubt, Entity, Judgement

SHOWN = 5
"""How many documents are named."""
END = re.compile(r"[.!?][\"'”’)\]]*\s+|\n+")
ABBREVIATED = re.compile(
    r"(?:^|\s)(?:[A-Za-z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Prof|Inc|Co|Corp|Ltd|No|(?:\w\.)+\w)$"
)
"""How a text ends before a full stop that ends no sentence."""
LONGEST = 16
"""Characters of such an end that are looked at."""


@dataclass(slots=True)
class Grounds:
    """Why one entity is as it is."""

    judgements: list["Judgement"] = field(default_factory=list)
    """Those that joined its parts, gave it its type, or keep it apart from others."""
    doubts: list["Doubt"] = field(default_factory=list)


def grounds_of(graph: "Graph") -> dict[str, Grounds]:
    """Return the grounds of each entity that has any, by its id."""
    from kg.model import Verdict

    found: dict[str, Grounds] = {}
    for judgement in graph.judgements:
        if judgement.verdict not in (Verdict.SAME, Verdict.NOT_SAME, Verdict.RETYPE):
            continue
        left = graph.holder(judgement.left)
        right = left if judgement.verdict is Verdict.RETYPE else graph.holder(judgement.right)
        if judgement.verdict is Verdict.SAME and left != right:
            continue  # it is not followed
        for id in {entity.id for entity in (left, right) if entity}:
            found.setdefault(id, Grounds()).judgements.append(judgement)
    for doubt in graph.doubts:
        for id in {entity.id for entity in (graph.holder(doubt.left), graph.holder(doubt.right)) if entity}:
            found.setdefault(id, Grounds()).doubts.append(doubt)
    return found


def described(graph: "Graph", entity: "Entity", grounds: Grounds) -> Iterator[str]:
    """Yield the lines that tell all of an entity."""
    yield f"{heading(entity)}: {counted(entity.mentions, 'mention')} in {counted(len(entity.documents), 'document')}"
    if entity.aliases:
        yield f"  also: {', '.join(entity.aliases)}"
    if entity.identifiers:
        yield f"  identifiers: {', '.join(f'{scheme} {value}' for scheme, value in entity.identifiers)}"
    yield f"  documents: {documents(entity)}"
    if parts := graph.parts.get(entity.id):
        yield f"  made of: {', '.join(parts)}"
    for judgement in grounds.judgements:
        yield f"  {judgement.said}: {judgement.reason or 'no reason given'} ({judgement.author})"
    for doubt in grounds.doubts:
        left, right = graph.holder(doubt.left), graph.holder(doubt.right)
        other = right if left == entity else left
        yield f"  in doubt: {heading(other) if other else doubt.left}"
        yield from (f"    {line}" for line in for_and_against(doubt))


def heading(entity: "Entity") -> str:
    """Return how an entity is shown: `Jack Ma (Person), id jack-ma`."""
    return f"{entity.label} ({entity.type}), id {entity.id}"


def documents(entity: "Entity") -> str:
    """Return the first documents of an entity, and how many more there are."""
    more = len(entity.documents) - SHOWN
    return ", ".join(entity.documents[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def for_and_against(doubt: "Doubt") -> list[str]:
    """Return what speaks for one entity, and what against."""
    return [f"for: {'; '.join(doubt.pro) or 'nothing'}", f"against: {'; '.join(doubt.con) or 'nothing'}"]


def record(graph: "Graph", entity: "Entity", grounds: Grounds) -> dict[str, Any]:
    """Return all of an entity as plain values."""
    from kg.export.lines import entity_record

    return {
        **entity_record(entity),
        "parts": list(graph.parts.get(entity.id, ())),
        "judgements": [judgement_record(each) for each in grounds.judgements],
        "doubts": [
            {"left": each.left, "right": each.right, "pro": list(each.pro), "con": list(each.con)}
            for each in grounds.doubts
        ],
    }


def judgement_record(judgement: "Judgement") -> dict[str, Any]:
    """Return a judgement as plain values."""
    return {
        "verdict": str(judgement.verdict),
        "left": judgement.left,
        "right": judgement.right,
        "author": judgement.author,
        "reason": judgement.reason,
    }


def sentences(graph: "Graph", entity: "Entity", count: int = 2) -> list[tuple[str, str]]:
    """Return what the texts say of an entity, each with its document: the evidence of statements, of different
    documents first, else the sentence that names it first.
    """
    found = {
        (evidence.document, evidence.sentence): None
        for statement in graph.statements(about=entity.id)
        for evidence in statement.evidence
    }
    told: set[str] = set()
    first = []
    for document, sentence in sorted(found):
        if document not in told:
            first.append((document, sentence))
            told.add(document)
    rest = [each for each in sorted(found) if each not in first]
    return [*first, *rest][:count] or list(_first_mention(graph, entity))


def _first_mention(graph: "Graph", entity: "Entity") -> Iterator[tuple[str, str]]:
    names = sorted((entity.label, *entity.aliases), key=lambda name: (-len(name), name))
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    for id in entity.documents:
        text = graph.document(id).text
        if match := wanted.search(text):
            yield id, sentence_around(text, match.start(), match.end())
            return


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of a text that holds `[start, end)`, as full stops and line ends tell it."""
    begin, stop = 0, len(text)
    for match in END.finditer(text):
        ends_sentence = match[0].startswith("\n") or not ABBREVIATED.search(
            text[max(0, match.start() - LONGEST) : match.start()]
        )
        if ends_sentence and match.end() <= start:
            begin = match.end()
        elif ends_sentence and match.start() >= end:
            stop = match.end()
            break
    return " ".join(text[begin:stop].split())
