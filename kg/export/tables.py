"""CSV for spreadsheets and pandas, in UTF-8 with a header."""

import csv
import io
from collections.abc import Iterable

from kg.model import Entity, Qualifiers, Statement
from kg.projection import SEPARATOR, identifiers_of

ENTITY_COLUMNS = ("id", "label", "type", "aliases", "identifiers", "mentions", "documents", "named")
STATEMENT_COLUMNS = (
    "id",
    "subject_id",
    "subject",
    "subject_type",
    "relation",
    "object_id",
    "object",
    "object_type",
    "status",
    "confidence",
    *Qualifiers.__slots__,
    "documents",
    "sentence",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets as a formula."""


def statement_table(entities: Iterable[Entity], statements: Iterable[Statement]) -> bytes:
    """Return one row for each statement, with the sentence of its first evidence."""
    by_id = {entity.id: entity for entity in entities}
    rows = []
    for statement in statements:
        subject, obj = by_id[statement.subject], by_id[statement.object]
        qualifiers = dict(statement.qualifiers)
        rows.append(
            (
                statement.id,
                subject.id,
                subject.label,
                subject.type,
                statement.relation,
                obj.id,
                obj.label,
                obj.type,
                statement.status,
                f"{statement.confidence:.2f}",
                *(SEPARATOR.join(qualifiers.get(name, ())) for name in Qualifiers.__slots__),
                SEPARATOR.join(statement.documents),
                statement.evidence[0].sentence,
            )
        )
    return _table(STATEMENT_COLUMNS, rows)


def entity_table(entities: Iterable[Entity]) -> bytes:
    """Return one row for each entity."""
    return _table(
        ENTITY_COLUMNS,
        [
            (
                entity.id,
                entity.label,
                entity.type,
                SEPARATOR.join(entity.aliases),
                identifiers_of(entity),
                str(entity.mentions),
                SEPARATOR.join(entity.documents),
                "true" if entity.named else "false",
            )
            for entity in entities
        ],
    )


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell
