"""The contents of a page as JSON that is safe inside HTML: what is drawn when it opens, and what is read on demand."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.viz.data.articles import Cut, cut
from kg.viz.data.contents import Contents, ShownEntity, ShownStatement
from kg.viz.data.options import Options
from kg.viz.data.quote import Quote
from kg.viz.data.sentence import pieces
from kg.viz.data.text import shown, shown_or_none, web_address
from kg.viz.style.drawing import Drawing
from kg.viz.style.palette import GROUPS, OTHER, STATUSES, line_of, look_of

UNLISTED = "not in the ontology"
"""The family of relations the legend does not know, such as verb phrases read without a fitting term."""
ESCAPES = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
OPENING = re.compile(r'<script type="application/json" id="opening">(.*?)</script>', re.DOTALL)
PART = 1_000
"""Statements of a part that is read on demand: few enough that reading it is not felt."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Payload:
    """JSON texts; `page/scripts/model.js` says what they hold."""

    opening: str
    """Everything but the entities and statements that are not drawn when the page opens."""
    names: str
    """The other entities, the weightiest first."""
    parts: tuple[str, ...]
    """The other statements."""
    articles: str
    """The parts of each text, by the number of its document."""


def payload(contents: Contents, drawing: Drawing, ranked: Sequence[str], options: Options) -> Payload:
    """Return the page's data. `ranked` has the ids of all entities, the weightiest first."""
    documents = _documents(contents.statements)
    number = {document["id"]: index for index, document in enumerate(documents)}
    cuts = cut(options.articles, (quote for one in contents.statements for quote in one.quotes))
    entities = {entity.id: _entity(entity, drawing) for entity in contents.entities}
    drawn = {id for id in ranked if "x" in drawing.nodes[id]}
    statements: list[Json] = []
    others: list[Json] = []
    for one in contents.statements:
        is_core = one.subject in drawn and one.object in drawn
        (statements if is_core else others).append(_statement(one, drawing, number, cuts))
    opening = {
        "title": contents.title,
        "scope": shown(options.scope),
        "theme": options.theme,
        "chosen": options.chosen if options.chosen in entities else None,
        "allEntities": contents.all_entities,
        "allStatements": contents.all_statements,
        "heldEntities": len(contents.entities),
        "heldStatements": len(contents.statements),
        "parts": -(-len(others) // PART),
        "classes": _classes(contents),
        "relations": _relations(contents),
        "statuses": _statuses(contents.statements),
        "groups": _groups(drawing),
        "documents": documents,
        "entities": [entities[entity.id] for entity in contents.entities if entity.id in drawn],
        "statements": statements,
    }
    return Payload(
        json_for_html(opening),
        json_for_html([entities[id] for id in ranked if id not in drawn]),
        tuple(json_for_html(others[start : start + PART]) for start in range(0, len(others), PART)),
        json_for_html({str(number[shown(id)]): parts for id, (parts, _) in cuts.items()}),
    )


def places_in(page: str) -> dict[str, tuple[int, int]] | None:
    """Return the places of the entities drawn on a page, by id; None where the text is no such page."""
    found = OPENING.search(page)
    try:
        entities = json.loads(found[1])["entities"] if found else None
        return entities and {one["id"]: (round(one["x"]), round(one["y"])) for one in entities}
    except (ValueError, KeyError, TypeError):
        return None


def json_for_html(content: Any) -> str:
    """Return JSON in which nothing can end a script element, open a comment or break a line."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return ESCAPES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _classes(contents: Contents) -> list[Json]:
    counts = Counter(entity.type for entity in contents.entities)
    classes = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        label, plural = contents.legend.classes.get(name) or (name or "no type", name or "no type")
        look = look_of(name)
        colours = {"shape": look.shape, "light": look.light, "dark": look.dark}
        words = {"label": shown(label), "plural": shown(plural)}
        classes.append({"name": name, "count": counts[name], **words, **colours})
    return classes


def _relations(contents: Contents) -> list[Json]:
    counts = Counter(statement.relation for statement in contents.statements)
    own_label = {statement.relation: statement.label for statement in reversed(contents.statements)}
    relations = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        label, family = contents.legend.relations.get(name) or (own_label[name], UNLISTED)
        inverse = contents.legend.inverses.get(name, "")
        words = {"label": shown(label), "inverse": shown(inverse), "family": shown(family)}
        relations.append({"name": name, "count": counts[name], **words})
    return relations


def _statuses(statements: Iterable[ShownStatement]) -> list[Json]:
    """Return the statuses that occur: those that are known first, in their order."""
    counts = Counter(statement.status for statement in statements)
    ordered = [status for status in STATUSES if status in counts] + sorted(counts.keys() - STATUSES.keys())
    lines = ((status, line_of(status)) for status in ordered)
    return [
        {
            "name": status,
            "count": counts[status],
            "dashes": line.dashes,
            "tone": line.tone,
            "struck": line.struck,
            "meaning": line.meaning,
        }
        for status, line in lines
    ]


def _groups(drawing: Drawing) -> list[Json]:
    """Return the groups in the order of their numbers, and last what is in none."""
    counts = Counter(drawing.groups.values())
    named = [
        {"name": str(number), "head": head, "count": counts[number], "light": light, "dark": dark}
        for number, (head, (light, dark)) in enumerate(zip(drawing.heads, GROUPS, strict=False))
    ]
    return [*named, {"name": "", "head": None, "count": 0, "light": OTHER.light, "dark": OTHER.dark}]


def _documents(statements: Iterable[ShownStatement]) -> list[Json]:
    """Return each quoted document once, sorted by id, with the number of statements it makes."""
    quotes: dict[str, Quote] = {}
    counts: Counter[str] = Counter()
    for statement in statements:
        for quote in statement.quotes:
            quotes.setdefault(quote.document, quote)
        counts.update({quote.document for quote in statement.quotes})
    return [_document(quotes[id], counts[id]) for id in sorted(quotes)]


def _document(quote: Quote, count: int) -> Json:
    return {
        "id": shown(quote.document),
        "title": shown_or_none(quote.title),
        "publisher": shown_or_none(quote.publisher),
        "url": web_address(quote.url),
        "published": shown_or_none(quote.published),
        "count": count,
    }


def _entity(entity: ShownEntity, drawing: Drawing) -> Json:
    group = drawing.groups.get(entity.id)
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "aliases": entity.aliases,
        "identifiers": entity.identifiers,
        "documents": entity.documents,
        "mentions": entity.mentions,
        "group": "" if group is None else str(group),
        **drawing.nodes[entity.id],
    }


def _statement(
    statement: ShownStatement, drawing: Drawing, number: Mapping[str, int], cuts: Mapping[str, Cut]
) -> Json:
    return {
        "id": statement.id,
        "subject": statement.subject,
        "relation": statement.relation,
        "label": statement.label,
        "object": statement.object,
        "status": statement.status,
        "confidence": statement.confidence,
        "documents": statement.documents,
        "sources": statement.sources,
        "qualifiers": statement.qualifiers,
        "quotes": [_quote(quote, number, cuts) for quote in statement.quotes],
        **drawing.edges[statement.id],
    }


def _quote(quote: Quote, number: Mapping[str, int], cuts: Mapping[str, Cut]) -> Json:
    _, stretches = cuts.get(quote.document, ((), {}))
    place = stretches.get(quote.place) if quote.place else None
    return {
        "document": number[shown(quote.document)],
        "pieces": pieces(quote),
        "rule": shown(quote.rule),
        "source": shown_or_none(quote.source),
        **({"place": place} if place else {}),
    }
