"""The formats by name, and how each is made."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import FormatError
from kg.model import Entity, Statement
from kg.projection.measures import Measures
from kg.store.iris import Iris

if TYPE_CHECKING:
    from pyoxigraph import Quad


@dataclass(frozen=True, slots=True)
class Contents:
    """All that an export may write; entities and statements sorted by id."""

    entities: tuple[Entity, ...]
    statements: Sequence[Statement]
    quads: Callable[[], Iterable["Quad"]]
    iris: Iris
    measures: Mapping[str, Measures] | None = None
    """Where entities stand, for the formats that give nodes attributes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, the file endings that mean it, and its writer."""

    name: str
    suffixes: tuple[str, ...]
    summary: str
    write: Callable[[Contents, BinaryIO], None]


def _rdf(name: str) -> Callable[[Contents, BinaryIO], None]:
    def write(contents: Contents, file: BinaryIO) -> None:
        from kg.export.rdf import write_rdf

        write_rdf(contents.quads(), name, contents.iris, file)

    return write


def _graphml(contents: Contents, file: BinaryIO) -> None:
    from kg.export.xml_graphs import write_graphml

    write_graphml(contents.entities, contents.statements, contents.measures, file)


def _gexf(contents: Contents, file: BinaryIO) -> None:
    from kg.export.xml_graphs import gexf_bytes

    file.write(gexf_bytes(contents.entities, contents.statements, contents.measures))


def _jsonl(contents: Contents, file: BinaryIO) -> None:
    from kg.export.lines import statement_lines

    file.writelines(statement_lines(contents.entities, contents.statements))


def _entity_jsonl(contents: Contents, file: BinaryIO) -> None:
    from kg.export.lines import entity_lines

    file.writelines(entity_lines(contents.entities))


def _csv(contents: Contents, file: BinaryIO) -> None:
    from kg.export.tables import statement_table

    file.write(statement_table(contents.entities, contents.statements))


def _entity_csv(contents: Contents, file: BinaryIO) -> None:
    from kg.export.tables import entity_table

    file.write(entity_table(contents.entities, contents.measures))


FORMATS = {
    format.name: format
    for format in (
        Format("turtle", (".ttl",), "RDF for people: all graphs as one", _rdf("turtle")),
        Format("ntriples", (".nt",), "RDF, a triple a line: all graphs as one", _rdf("ntriples")),
        Format("nquads", (".nq",), "RDF with named graphs, sorted: the canonical form", _rdf("nquads")),
        Format("trig", (".trig",), "RDF for people, with named graphs", _rdf("trig")),
        Format("jsonld", (".jsonld",), "RDF as JSON, with named graphs", _rdf("jsonld")),
        Format("rdfxml", (".rdf", ".owl"), "RDF as XML: all graphs as one", _rdf("rdfxml")),
        Format("graphml", (".graphml",), "for Gephi, yEd, Cytoscape, NetworkX", _graphml),
        Format("gexf", (".gexf",), "for Gephi", _gexf),
        Format("jsonl", (".jsonl",), "one statement a line, with its evidence", _jsonl),
        Format("entities-jsonl", (), "one entity a line", _entity_jsonl),
        Format("csv", (".csv",), "one statement a row", _csv),
        Format("entities-csv", (), "one entity a row", _entity_csv),
    )
}


def format_of(name: str | None, path: Path | None) -> Format:
    """Return the format of that name, else the one a file's ending means. Raises `FormatError` if neither does."""
    if name:
        if name not in FORMATS:
            raise FormatError(f"{name!r} is no format; use one of {', '.join(FORMATS)}")
        return FORMATS[name]
    suffix = path.suffix.lower() if path else ""
    for format in FORMATS.values():
        if suffix in format.suffixes:
            return format
    raise FormatError(f"the ending {suffix!r} means no format; name one with --format: {', '.join(FORMATS)}")


def export(contents: Contents, format: Format) -> bytes:
    """Return the file: the same graph gives the same bytes."""
    file = io.BytesIO()
    format.write(contents, file)
    return file.getvalue()
