"""From readings and judgements to a graph: entities and statements, quads, store, exports.

No source and no language model is needed here, so a graph follows a new judgement in seconds. Where a graph lies in
a folder, only what documents that come or go make different is made again.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Protocol, TypeVar

from kg.collecting import uncollected
from kg.documents.reasons import STAGE as DOCUMENTS
from kg.files import replace_bytes
from kg.graph import Graph
from kg.inference import inferences_of
from kg.model import Document, Judgement, Ledger, Reading, Refusal, Sketch, Source
from kg.resolution import Changes, Outline, State, outline, resolve_changes
from kg.resolution.claims import STAGE as RESOLUTION
from kg.resolution.clusters import STAGE as JUDGEMENTS
from kg.resolution.coverage import Ending
from kg.store.archive import Archive, Derived, Manifest
from kg.store.database import change_store, remove_other_stores, write_store
from kg.store.difference import quads_between
from kg.store.nodes import nodes

EXTRACTION = "extraction"
"""The stage that is counted from readings."""
PAGE, EXPORTS = "graph.html", ("graph.ttl", "graph.graphml")
"""The files of a graph's folder that people open."""
SHOWN = ".shown"
"""The file that says which graph they show, by the name of its derived values."""


class Named(Protocol):
    @property
    def id(self) -> str: ...


Value = TypeVar("Value", bound=Named)


@dataclass(frozen=True, slots=True)
class Before:
    """A graph in a folder, as far as the one after it is made from it."""

    graph: Graph
    state: State


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents by which a graph differs from the one before it, of which there may be none."""

    come: Mapping[str, Outline]
    """Those that are new or others, by id."""
    gone: Collection[str]
    read: Callable[[str], Reading]
    """Returns the reading of any document of the graph."""
    sketches: Mapping[str, Sketch]
    """Of those that come, by which copies are known."""


@uncollected()
def assemble(
    manifest: Manifest,
    documents: Sequence[Document],
    changed: Changed,
    people: Sequence[Judgement],
    before: Before | None = None,
) -> Graph:
    """Return a graph in memory; of the manifest, only what was refused of documents counts.

    `documents` are all of the graph's; of the graph `before`, those stay that have not `changed`.
    """
    people = tuple(people)
    state = before.state if before else State()
    changes = resolve_changes(state, changed.come, changed.gone, changed.read, people, changed.sketches)
    old = before.graph.derived if before else None
    entities = _changed(old.entities if old else (), changes.entities)
    statements = _changed(old.statements, changes.statements) if old else changes.made
    derived = Derived(
        tuple(document.without_text() for document in documents),
        entities,
        statements,
        (*people, *changes.judgements),
        changes.doubts,
        changes.parts,
        changes.state,
        inferences_of(entities, statements),
    )
    ledger = _ledger(changes, len(documents), manifest.refusals)
    drawn = len(nodes(derived.entities, derived.statements))
    manifest = replace(
        manifest,
        counts={
            "documents": len(documents),
            "entities": drawn,
            "described": len(derived.entities) - drawn,
            "statements": len(derived.statements),
            "evidence": sum(each.outcome.evidence for each in changes.state.documents.values()),
        },
        stages=ledger.stages(),
        sentences=_sentences(changes),
        # Refused relations are many; each stands in the reading of its document.
        refusals=sorted((*manifest.refusals, *changes.refusals)),
    )
    return Graph.in_memory(manifest, derived, {document.id: document for document in documents})


def _changed(before: Iterable[Value], changes: Mapping[str, Value | None]) -> tuple[Value, ...]:
    """Return values sorted by id, those that were made again in place of what they were."""
    kept = (each for each in before if each.id not in changes)
    made = (each for each in changes.values() if each is not None)
    return tuple(sorted((*kept, *made), key=attrgetter("id")))


def _ledger(changes: Changes, documents: int, refusals: Iterable[Refusal]) -> Ledger:
    """Return what every stage kept and refused."""
    ledger = Ledger()
    ledger.keep(DOCUMENTS, documents)
    ledger.extend(refusals)
    for resolved in changes.state.documents.values():
        ledger.keep(EXTRACTION, resolved.outline.relations)
        for reason, count in resolved.outline.refused:
            ledger.refuse(EXTRACTION, reason, count)
    ledger.keep(RESOLUTION, changes.kept)
    ledger.keep(JUDGEMENTS, changes.heeded)
    ledger.extend(changes.refusals)
    return ledger


def _sentences(changes: Changes) -> dict[str, dict[str, int]]:
    """Return how many sentences of all documents end how and why."""
    found: dict[str, Counter[str]] = {str(ending): Counter() for ending in Ending}
    for resolved in changes.state.documents.values():
        for ending, reason, count in resolved.outcome.sentences:
            found[str(ending)][reason] += count
    return {ending: dict(sorted(reasons.items())) for ending, reasons in found.items()}


def keep(
    graph: Graph,
    archive: Archive,
    sources: Iterable[Source] | None = None,
    before: Graph | None = None,
    *,
    files: bool = True,
) -> Graph:
    """Write a graph into its folder and return it from there; from the writing of the manifest on it counts.

    `sources` are what its files gave, by default what they gave before. People's judgements are those that stand in
    the folder now, should they have changed meanwhile. Of the graph `before`, the folder's, the store is changed where
    it differs. The files that people open are written last; without `files`, those of before are removed.
    """
    with uncollected():
        given = tuple(archive.sources(graph.manifest.sources).values() if sources is None else sources)
        derived = archive.save_derived(graph.derived)
        manifest = replace(
            graph.manifest,
            sources=archive.save_sources(given),
            store=_store(graph, archive, f"{derived} {graph.versions} {graph.iris.base}", before),
            derived=derived,
        )
        # Before the manifest: what rules wrote is known by the old and the new derived values until then.
        archive.save_judgements(archive.judgements(), graph.rule_judgements)
        archive.commit(manifest)
        return up_to_date(graph.placed(manifest, archive), archive, files=files)


def _store(graph: Graph, archive: Archive, rests_on: str, before: Graph | None) -> str:
    """Write the store of a graph and return its name."""
    folder, name = archive.path / "store", hashlib.sha256(rests_on.encode()).hexdigest()[:16]
    # Of a document that was removed nothing shall be left, so its store is written anew.
    if before is not None and before.metadata.keys() <= graph.metadata.keys():
        difference = quads_between(
            (before.said, before.inferences), (graph.said, graph.inferences), graph.iris
        )
        if change_store(folder, before.manifest.store, name, difference):
            return name
    write_store(folder, name, lambda: graph.quads, graph.inferred_quads)
    return name


@uncollected()
def up_to_date(graph: Graph, archive: Archive, *, files: bool) -> Graph:
    """Return the graph of a folder once nothing is there that it does not rest on, and the files that people open show
    it, or, without `files`, are gone.

    Which graph they show is written beside them when all are written.
    """
    archive.remove_unnamed(graph.manifest)
    remove_other_stores(archive.path / "store", graph.manifest.store)
    paths = [archive.path / name for name in (*EXPORTS, PAGE)]
    mark = archive.path / SHOWN
    shown = mark.read_text() if mark.is_file() else ""
    if files and shown == graph.manifest.derived and all(path.is_file() for path in paths):
        return graph
    mark.unlink(missing_ok=True)
    if not files:
        for path in paths:
            path.unlink(missing_ok=True)
        return graph
    for name in EXPORTS:
        graph.export(archive.path / name)
    graph.html(archive.path / PAGE)
    replace_bytes(mark, graph.manifest.derived.encode())
    return graph


@uncollected()
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
    graph = Graph.open(archive.path)
    refusals = [refusal for refusal in graph.manifest.refusals if refusal.stage == DOCUMENTS]
    manifest = replace(graph.manifest, refusals=refusals, built=now().isoformat(timespec="seconds"))

    def read(id: str) -> Reading:
        return archive.reading(graph.manifest.documents[id])

    # Not the outlines that are kept: those may be of another version of the program.
    come = {id: outline(read(id)) for id in graph.manifest.documents}
    sketches = {id: each.sketch for id, each in graph.state.documents.items()}
    changed = Changed(come, (), read, sketches)
    return assemble(manifest, tuple(graph.metadata.values()), changed, people)


def unheeded(graph: Graph) -> list[Refusal]:
    """Return the judgements of people that a graph does not follow, with the reasons."""
    return [refusal for refusal in graph.manifest.refusals if refusal.stage == JUDGEMENTS]
