"""The contents of a page as JSON that is safe inside HTML."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.viz.contents import Contents, ShownEntity, ShownStatement
from kg.viz.drawing import Drawing
from kg.viz.palette import STATUSES, line_of, look_of
from kg.viz.quote import Quote
from kg.viz.sentence import pieces
from kg.viz.text import shown, shown_or_none, web_address

UNLISTED = "not in the ontology"
"""The family of relations the legend does not know, such as verb phrases read without a fitting term."""
ESCAPES = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

Json = dict[str, Any]


def payload(contents: Contents, drawing: Drawing) -> str:
    """Return the JSON text; `page/model.js` says what it holds."""
    documents = _documents(contents.statements)
    number = {document["id"]: index for index, document in enumerate(documents)}
    return json_for_html(
        {
            "title": contents.title,
            "allEntities": contents.all_entities,
            "allStatements": contents.all_statements,
            "classes": _classes(contents),
            "relations": _relations(contents),
            "statuses": _statuses(contents.statements),
            "documents": documents,
            "entities": [_entity(entity) for entity in contents.entities],
            "statements": [_statement(statement, number) for statement in contents.statements],
            "nodes": drawing.nodes,
            "edges": drawing.edges,
        }
    )


def json_for_html(content: Json) -> str:
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
        classes.append({"name": name, "label": shown(label), "plural": shown(plural), **colours})
    return classes


def _relations(contents: Contents) -> list[Json]:
    counts = Counter(statement.relation for statement in contents.statements)
    own_label = {statement.relation: statement.label for statement in reversed(contents.statements)}
    relations = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        label, family = contents.legend.relations.get(name) or (own_label[name], UNLISTED)
        relations.append({"name": name, "label": shown(label), "family": shown(family)})
    return relations


def _statuses(statements: Iterable[ShownStatement]) -> list[Json]:
    """Return the statuses that occur: those that are known first, in their order."""
    met = {statement.status for statement in statements}
    ordered = [status for status in STATUSES if status in met] + sorted(met - STATUSES.keys())
    lines = ((status, line_of(status)) for status in ordered)
    return [
        {
            "name": status,
            "dashes": line.dashes,
            "tone": line.tone,
            "struck": line.struck,
            "meaning": line.meaning,
        }
        for status, line in lines
    ]


def _documents(statements: Iterable[ShownStatement]) -> list[Json]:
    """Return each quoted document once, sorted by id."""
    quotes = {quote.document: quote for statement in statements for quote in reversed(statement.quotes)}
    return [_document(quotes[id]) for id in sorted(quotes)]


def _document(quote: Quote) -> Json:
    return {
        "id": shown(quote.document),
        "title": shown_or_none(quote.title),
        "publisher": shown_or_none(quote.publisher),
        "url": web_address(quote.url),
        "published": shown_or_none(quote.published),
    }


def _entity(entity: ShownEntity) -> Json:
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "aliases": entity.aliases,
        "documents": entity.documents,
        "mentions": entity.mentions,
    }


def _statement(statement: ShownStatement, number: dict[str, int]) -> Json:
    return {
        "id": statement.id,
        "subject": statement.subject,
        "relation": statement.relation,
        "label": statement.label,
        "object": statement.object,
        "status": statement.status,
        "confidence": statement.confidence,
        "documents": statement.documents,
        "qualifiers": statement.qualifiers,
        "quotes": [_quote(quote, number) for quote in statement.quotes],
    }


def _quote(quote: Quote, number: dict[str, int]) -> Json:
    return {
        "document": number[shown(quote.document)],
        "pieces": pieces(quote),
        "rule": shown(quote.rule),
        "source": shown_or_none(quote.source),
    }
