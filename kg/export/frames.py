"""The graph as pandas frames, for those who have pandas installed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.errors import SetupError
from kg.export.tables import ENTITY_COLUMNS, STATEMENT_COLUMNS, entity_rows, statement_rows
from kg.inference import Inference
from kg.model import Entity, Statement
from kg.projection.measures import Measures

if TYPE_CHECKING:
    import pandas


def statement_frame(entities: Iterable[Entity], statements: Iterable[Statement]) -> "pandas.DataFrame":
    """Return the columns of the CSV export, confidence and sources as numbers."""
    rows = statement_rows(entities, statements)
    return (
        _pandas()
        .DataFrame(rows, columns=list(STATEMENT_COLUMNS))
        .astype({"confidence": float, "sources": int})
    )


def entity_frame(entities: Iterable[Entity]) -> "pandas.DataFrame":
    """Return the columns of the CSV export, mentions as numbers and `named` as a truth value."""
    table = _pandas().DataFrame(entity_rows(entities), columns=list(ENTITY_COLUMNS))
    return table.assign(mentions=table["mentions"].astype(int), named=table["named"] == "true")


def measure_frame(measures: Mapping[str, Measures]) -> "pandas.DataFrame":
    """Return the fields of `Measures`, by entity id."""
    table = _pandas().DataFrame.from_dict({id: asdict(each) for id, each in measures.items()}, orient="index")
    table.index.name = "id"
    return table


def inference_frame(inferences: Iterable[Inference]) -> "pandas.DataFrame":
    """Return the fields of `Inference`."""
    return _pandas().DataFrame([asdict(each) for each in inferences], columns=list(Inference.__slots__))


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise SetupError("pandas is not installed; install it with `pip install pandas`") from error
    return pandas
