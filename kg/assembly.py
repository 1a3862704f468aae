"""From readings and judgements to a graph: entities and statements, quads, store, exports.

No source and no language model is needed here, so a graph follows a new judgement in seconds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kg.documents.reasons import STAGE as DOCUMENTS
from kg.graph import Graph
from kg.model import Document, Judgement, Ledger, Reading, Refusal, Source
from kg.resolution import Resolution, resolve
from kg.resolution.clusters import STAGE as JUDGEMENTS
from kg.store.archive import Archive, Derived, Manifest
from kg.store.database import remove_other_stores, write_store
from kg.store.nodes import nodes

EXPORTS = ("graph.ttl", "graph.graphml")
"""Beside the page, the files of a graph's folder that people open."""


def assemble(
    manifest: Manifest,
    readings: Sequence[Reading],
    people: Sequence[Judgement],
    documents: Mapping[str, Document] | None = None,
) -> Graph:
    """Return the graph of the readings in memory; of the manifest, only what was refused of documents counts.

    `documents` are those of the readings with their texts; without them, those of the readings.
    """
    resolution = resolve(readings, people)
    ledger = _ledger(readings, resolution, manifest.refusals)
    drawn = len(nodes(resolution.entities, resolution.statements))
    manifest = replace(
        manifest,
        counts={
            "documents": len(readings),
            "entities": drawn,
            "described": len(resolution.entities) - drawn,
            "statements": len(resolution.statements),
            "evidence": sum(len(statement.evidence) for statement in resolution.statements),
        },
        stages=ledger.stages(),
        # Refused relations are many; each stands in the reading of its document.
        refusals=sorted(refusal for refusal in ledger.refusals if refusal.stage != "extraction"),
    )
    derived = Derived(
        tuple(reading.document.without_text() for reading in readings),
        resolution.entities,
        resolution.statements,
        (*people, *resolution.judgements),
        resolution.doubts,
        resolution.parts,
    )
    return Graph.in_memory(
        manifest, derived, documents or {each.document.id: each.document for each in readings}
    )


def _ledger(readings: Sequence[Reading], resolution: Resolution, refusals: Sequence[Refusal]) -> Ledger:
    """Return what every stage kept and refused."""
    ledger = Ledger()
    ledger.keep(DOCUMENTS, len(readings))
    ledger.extend(refusals)
    for reading in readings:
        ledger.keep("extraction", len(reading.relations))
        ledger.extend(reading.refusals)
    ledger.keep("resolution", resolution.kept)
    ledger.keep(JUDGEMENTS, resolution.heeded)
    ledger.extend(resolution.refusals)
    return ledger


def keep(graph: Graph, archive: Archive, sources: Iterable[Source] | None = None) -> Graph:
    """Write a graph into its folder and return it from there; from the writing of the manifest on it counts.

    `sources` are what its files gave, by default what they gave before. People's judgements are those that stand in
    the folder now, should they have changed meanwhile. The files that people open are written last.
    """
    given = tuple(archive.sources(graph.manifest.sources).values() if sources is None else sources)
    manifest = replace(
        graph.manifest,
        sources=archive.save_sources(given),
        store=write_store(graph.quads, archive.path / "store", graph.inferred_quads()),
        derived=archive.save_derived(graph.derived),
    )
    # Before the manifest: what rules wrote is known by the old and the new derived values until then.
    archive.save_judgements(archive.judgements(), graph.rule_judgements)
    archive.commit(manifest)
    archive.remove_unnamed(manifest, given)
    remove_other_stores(archive.path / "store", manifest.store)
    written = Graph.open(archive.path)
    write_exports(written)
    return written


def write_exports(graph: Graph) -> None:
    """Write the files of a graph's folder that people open."""
    assert graph.archive
    for name in EXPORTS:
        graph.export(graph.archive.path / name)
    graph.html(graph.archive.path / "graph.html")


def resolve_again(
    archive: Archive,
    people: Sequence[Judgement],
    *,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
) -> Graph:
    """Return the graph in memory that the readings of a folder give with these judgements of people.

    No source and no language model is needed, and nothing is written: `keep` does. Raises `GraphError` where
    there is no graph or a reading is damaged.
    """
    manifest = archive.manifest()
    readings = [archive.reading(name) for name in manifest.documents.values()]
    refusals = [refusal for refusal in manifest.refusals if refusal.stage == DOCUMENTS]
    built = now().isoformat(timespec="seconds")
    return assemble(replace(manifest, refusals=refusals, built=built), readings, people)


def unheeded(graph: Graph) -> list[Refusal]:
    """Return the judgements of people that a graph does not follow, with the reasons."""
    return [refusal for refusal in graph.manifest.refusals if refusal.stage == JUDGEMENTS]
