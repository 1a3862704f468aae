"""CSV for spreadsheets and pandas, in UTF-8 with a header."""

import csv
import io
from collections.abc import Iterable, Mapping

from kg.model import Entity, Qualifiers, Statement
from kg.projection import SEPARATOR, identifiers_of
from kg.projection.measures import Measures

ENTITY_COLUMNS = ("id", "label", "type", "aliases", "identifiers", "mentions", "documents", "named")
MEASURE_COLUMNS = ("degree", "pagerank", "betweenness", "community")
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
    "sources",
    "first",
    "last",
    "sentence",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets as a formula."""


def statement_table(entities: Iterable[Entity], statements: Iterable[Statement]) -> bytes:
    """Return one row for each statement, with the sentence of its first evidence."""
    return _table(STATEMENT_COLUMNS, statement_rows(entities, statements))


def statement_rows(entities: Iterable[Entity], statements: Iterable[Statement]) -> list[tuple[str, ...]]:
    """Return the rows of the table, as texts."""
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
                str(statement.sources),
                statement.first or "",
                statement.last or "",
                statement.evidence[0].sentence,
            )
        )
    return rows


def entity_table(entities: Iterable[Entity], measures: Mapping[str, Measures] | None = None) -> bytes:
    """Return one row for each entity, with `measures` where it stands; without a statement it stands nowhere."""
    columns = ENTITY_COLUMNS + (MEASURE_COLUMNS if measures is not None else ())
    return _table(columns, entity_rows(entities, measures))


def entity_rows(
    entities: Iterable[Entity], measures: Mapping[str, Measures] | None = None
) -> list[tuple[str, ...]]:
    """Return the rows of the table, as texts."""
    return [
        (
            entity.id,
            entity.label,
            entity.type,
            SEPARATOR.join(entity.aliases),
            identifiers_of(entity),
            str(entity.mentions),
            SEPARATOR.join(entity.documents),
            "true" if entity.named else "false",
            *(_measured(measures.get(entity.id)) if measures is not None else ()),
        )
        for entity in entities
    ]


def _measured(found: Measures | None) -> tuple[str, ...]:
    return tuple("" if found is None else str(getattr(found, name)) for name in MEASURE_COLUMNS)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell
