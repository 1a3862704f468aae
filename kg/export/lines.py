"""One JSON object a line: what pipes into jq, pandas and the scorer."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Entity, Evidence, Qualifiers, Statement


def statement_lines(entities: Iterable[Entity], statements: Iterable[Statement]) -> Iterator[bytes]:
    """Yield the statements as JSON Lines, sorted by id."""
    by_id = {entity.id: entity for entity in entities}
    return _lines(statement_record(statement, by_id) for statement in statements)


def entity_lines(entities: Iterable[Entity]) -> Iterator[bytes]:
    """Yield the entities as JSON Lines, sorted by id."""
    return _lines(entity_record(entity) for entity in entities)


def statement_record(statement: Statement, entities: Mapping[str, Entity]) -> dict[str, Any]:
    """Return a statement as plain values; a qualifier with one value is that value, else a list."""
    return {
        "id": statement.id,
        "subject": _side(entities[statement.subject]),
        "relation": statement.relation,
        "object": _side(entities[statement.object]),
        "status": str(statement.status),
        "qualifiers": _qualifiers(statement.qualifiers),
        "confidence": statement.confidence,
        "documents": list(statement.documents),
        "sources": statement.sources,
        "first": statement.first,
        "last": statement.last,
        "evidence": [evidence_record(evidence) for evidence in statement.evidence],
    }


def entity_record(entity: Entity) -> dict[str, Any]:
    """Return an entity as plain values."""
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "identifiers": dict(entity.identifiers),
        "mentions": entity.mentions,
        "documents": list(entity.documents),
        "named": entity.named,
    }


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Return a piece of evidence as plain values; offsets count code points of the document's text."""
    return {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "sentence": evidence.sentence,
        "subject": list(evidence.subject),
        "object": list(evidence.object),
        "rule": evidence.rule,
        "source": evidence.source,
    }


def _side(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "label": entity.label, "type": entity.type, "aliases": list(entity.aliases)}


def _qualifiers(qualifiers: Qualifiers) -> dict[str, Any]:
    return {
        name: _number(values[0]) if len(values) == 1 else [_number(value) for value in values]
        for name, values in qualifiers
    }


def _number(value: str) -> str | int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else value


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    return (json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
