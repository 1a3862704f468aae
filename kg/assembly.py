"""From readings and judgements to a graph: entities and statements, quads, store, exports.

No source and no language model is needed here, so a graph follows a new judgement in seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from kg.documents.reasons import STAGE as DOCUMENTS
from kg.graph import Graph
from kg.model import Judgement, Ledger, Reading, Refusal
from kg.resolution import Resolution, resolve
from kg.resolution.clusters import STAGE as JUDGEMENTS
from kg.store.archive import Archive, Derived, Manifest
from kg.store.database import remove_other_stores, write_store
from kg.store.iris import Iris
from kg.store.nodes import nodes
from kg.store.quads import QuadWriter, Versions


def assemble(manifest: Manifest, readings: Sequence[Reading], people: Sequence[Judgement]) -> Graph:
    """Return the graph of the readings in memory; of the manifest, only what was refused of documents counts."""
    resolution = resolve(readings, people)
    ledger = _ledger(readings, resolution, manifest.refusals)
    documents = {reading.document.id: reading.document for reading in readings}
    versions = Versions(manifest.program, manifest.model, manifest.ontology, manifest.extractors)
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
    writer = QuadWriter(Iris(manifest.base))
    quads = writer.all(resolution.entities, resolution.statements, documents, versions)
    derived = Derived(
        resolution.entities,
        resolution.statements,
        (*people, *resolution.judgements),
        resolution.doubts,
        resolution.parts,
    )
    return Graph.in_memory(manifest, derived, documents, quads)


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


def keep(graph: Graph, archive: Archive) -> Graph:
    """Write a graph into its folder and return it from there; the manifest, written last, makes it count.

    People's judgements are those that stand in the folder now, should they have changed meanwhile.
    """
    manifest = replace(
        graph.manifest,
        store=write_store(graph.quads, archive.path / "store", graph.inferred_quads()),
        derived=archive.save_derived(graph.derived),
    )
    graph.export(archive.path / "graph.ttl")
    graph.export(archive.path / "graph.graphml")
    graph.html(archive.path / "graph.html")
    # Before the manifest: what rules wrote is known by the old and the new derived values until then.
    archive.save_judgements(archive.judgements(), graph.rule_judgements)
    archive.commit(manifest)
    archive.remove_unnamed(manifest)
    remove_other_stores(archive.path / "store", manifest.store)
    return Graph.open(archive.path)


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
