"""What a built graph holds, loaded when it is asked for, and what its names and ids mean."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import InputError
from kg.model import AMOUNT_PREFIX, RULES, Document, Doubt, Entity, Judgement, Statement
from kg.naming.folding import digest, fold, joined
from kg.spilling import Spilled
from kg.store.archive import Archive, Derived, Manifest
from kg.store.iris import Iris

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.inference import Inference
    from kg.model import Reading
    from kg.resolution import State
    from kg.store.quads import Said, Versions


HELD = frozenset(
    ("metadata", "entities", "_statements", "judgements", "doubts", "parts", "state", "inferences")
)
"""What follows from readings and judgements, by its name here."""


@dataclass(frozen=True)
class GraphData:
    """What a graph holds, read only. What lies on disk is loaded when it is first asked for."""

    manifest: Manifest
    archive: Archive | None = None

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Return the graph in a folder. Raises `GraphError` if there is none."""
        archive = Archive(Path(path))
        return cls(archive.manifest(), archive)

    @classmethod
    def in_memory(
        cls,
        manifest: Manifest,
        derived: Derived,
        documents: Mapping[str, Document],
    ) -> Self:
        """Return a graph that lies in no folder."""
        graph = cls(manifest)
        graph.__dict__.update(
            metadata={document.id: document for document in derived.documents},
            entities=derived.entities,
            _statements=derived.statements,
            judgements=derived.judgements,
            doubts=derived.doubts,
            parts=derived.parts,
            state=derived.state,
            inferences=derived.inferences,
            documents=documents,
        )
        return graph

    def placed(self, manifest: Manifest, archive: Archive) -> Self:
        """Return the graph as it lies in a folder now. What was loaded goes over to it; of one too large to be, nothing does."""
        graph = type(self)(manifest, archive)
        held = {name: self.__dict__.pop(name) for name in HELD if name in self.__dict__}
        if not isinstance(held.get("_statements"), Spilled):
            graph.__dict__.update(held)
        return graph

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by id."""
        return self._files.entities(self.manifest.derived)

    @cached_property
    def _statements(self) -> Sequence[Statement]:
        return self._files.statements(self.manifest.derived)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements the graph rests on: people's in the order they were made, then those of rules."""
        return self._files.applied_judgements(self.manifest.derived)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Pairs that may be one entity and are kept apart until a person judges, sorted; each side is an id or
        the id of a part: see `holder`.
        """
        return self._files.doubts(self.manifest.derived)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """For each entity that several names or documents made, by its id: the ids of those parts, sorted."""
        return self._files.parts(self.manifest.derived)

    @cached_property
    def state(self) -> "State":
        """What the graph was resolved to, document by document."""
        return self._files.state(self.manifest.derived)

    @cached_property
    def metadata(self) -> Mapping[str, Document]:
        """What is known of each document but its text, by id."""
        return {each.id: each for each in self._files.documents(self.manifest.derived)}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id, with their texts."""
        return {id: self._files.with_text(each) for id, each in self.metadata.items()}

    def reading(self, id: str) -> "Reading":
        """Return all that was read in a document. Raises `GraphError` if it is missing or damaged, and `InputError` where
        the graph lies in no folder.
        """
        reading = self._files.reading(self.manifest.documents[id])
        return replace(reading, document=self._files.with_text(reading.document))

    def document(self, id: str) -> Document:
        """Return one document, without loading all. `id` is one of `manifest.documents`."""
        if self.archive is None or "documents" in self.__dict__:
            return self.documents[id]
        return self.archive.with_text(self.metadata[id])

    @cached_property
    def store(self) -> "Store":
        """The pyoxigraph store behind the graph, opened for reading."""
        from kg.store.database import memory_store, open_store

        if self.archive is None:
            return memory_store(self.quads, self.inferred_quads())
        return open_store(self._files.path / "store", self.manifest.store)

    @property
    def quads(self) -> "Iterator[Quad]":
        """All that the texts say in RDF, in its named graphs; some of it twice, in no fixed order."""
        from kg.store.quads import QuadWriter

        return QuadWriter(self.iris).all(self.said)

    @property
    def said(self) -> "Said":
        """All that the texts say in RDF, as values."""
        from kg.store.quads import Said

        return Said(self.metadata.values(), self.entities, self._statements, self.versions)

    @property
    def versions(self) -> "Versions":
        """What made the graph."""
        from kg.store.quads import Versions

        manifest = self.manifest
        return Versions(manifest.program, manifest.model, manifest.ontology, manifest.extractors)

    @cached_property
    def stored_quads(self) -> frozenset["Quad"]:
        """What the store holds of `quads`: the same, if it is whole."""
        from kg.store.database import named_quads

        return frozenset(named_quads(self.store, apart=self.iris.graph("inferences")))

    @cached_property
    def inferences(self) -> "tuple[Inference, ...]":
        """What follows from the asserted statements, sorted: see `kg.inference`. No text says it."""
        return self._files.inferences(self.manifest.derived)

    def inferred_quads(self, inferences: "Iterable[Inference] | None" = None) -> "Iterator[Quad]":
        """Yield inferences, by default all, in RDF with the statements they follow from, in a graph of their own."""
        from kg.store.quads import QuadWriter

        writer = QuadWriter(self.iris)
        given = self.inferences if inferences is None else inferences
        return (quad for each in given for quad in writer.inference(each))

    @cached_property
    def iris(self) -> Iris:
        return Iris(self.manifest.settings.base)

    def label(self, id: str) -> str:
        """Return the name to show of an entity or an amount."""
        entity = self._by_id.get(id)
        return entity.label if entity else id.removeprefix(AMOUNT_PREFIX)

    def entity(self, name: str) -> Entity:
        """Return the entity of that id, label or alias; among several of one name the most mentioned.

        Raises `InputError` with the nearest names if there is none.
        """
        if found := self._by_id.get(name):
            return found
        if several := self.called(name):
            return several[0]
        raise InputError(
            f"no entity is called {name!r}{hint(name, (form for entity in self.entities for form in (entity.label, *entity.aliases)))}"
        )

    def issued(self, document: str) -> str | None:
        """Return the date of a document as precise as it is known ("2024", "2024-05-01"), or None."""
        published = self.metadata[document].published
        return published.iso if published else None

    def statement(self, id: str) -> Statement:
        """Return the statement with an id, or with the only id that begins so. Raises `InputError` for none or several."""
        if found := self._by_statement.get(id):
            return found
        several = [each for each in self._statements if id and each.id.startswith(id)]
        if len(several) == 1:
            return several[0]
        what = f"{len(several)} statements have ids that begin with" if several else "no statement has the id"
        raise InputError(f"{what} {id!r}; `kg show DIR NAME` tells the ids")

    @property
    def people_judgements(self) -> list[Judgement]:
        """The judgements of people that the graph rests on, in order."""
        return [each for each in self.judgements if each.author != RULES]

    @property
    def rule_judgements(self) -> list[Judgement]:
        """What rules judged, sorted."""
        return [each for each in self.judgements if each.author == RULES]

    @property
    def derived(self) -> Derived:
        """All that follows from the readings and judgements."""
        return Derived(
            tuple(self.metadata.values()),
            self.entities,
            self._statements,
            self.judgements,
            self.doubts,
            self.parts,
            self.state,
            self.inferences,
        )

    def called(self, name: str) -> list[Entity]:
        """Return all entities of that label or alias: those it is the label of first, then the most mentioned."""
        return list(self._by_name.get(fold(name)) or self._by_name.get(joined(name)) or ())

    def beginning(self, name: str) -> list[str]:
        """Return the labels of entities that begin with the words of a name and go on, sorted."""
        start = f"{fold(name)} "
        return sorted({each.label for each in self.entities if fold(each.label).startswith(start)})

    def abbreviated(self, letters: str) -> list[Entity]:
        """Return the named entities whose label has these initials, small words left out, sorted by id."""
        return [
            each
            for each in self.entities
            if each.named and "".join(word[0] for word in each.label.split() if word[:1].isupper()) == letters
        ]

    def holder(self, id: str) -> Entity | None:
        """Return the entity that an id in a judgement means: its own id, that of a part of it, or `id@document`."""
        if found := self._by_id.get(self._by_part.get(id, id)):
            return found
        base, at, document = id.partition("@")
        if at:
            # Where several bear a name, the id of each ends with the digest of its first document.
            plain = base.removesuffix("_person")
            namesakes = (f"{plain}-{digest(first)}" for first in self.manifest.documents)
            for part in (base, *namesakes):
                found = self._by_id.get(self._by_part.get(part, part))
                if found and document in found.documents:
                    return found
        return None

    @property
    def _files(self) -> Archive:
        if self.archive is None:
            raise InputError("this graph lies in no folder; build it with an output folder")
        return self.archive

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _by_part(self) -> dict[str, str]:
        return {part: id for id, parts in self.parts.items() for part in parts}

    @cached_property
    def _by_side(self) -> dict[str, list[Statement]]:
        """The statements about each entity, in order."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self._statements:
            for side in (statement.subject, statement.object):
                found[side].append(statement)
        return found

    @cached_property
    def _by_statement(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self._statements}

    @cached_property
    def _by_name(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = {}
        for entity in self.entities:
            for name in {
                key for form in (entity.label, *entity.aliases) for key in (fold(form), joined(form))
            }:
                found.setdefault(name, []).append(entity)
        for name, several in found.items():
            several.sort(
                key=lambda entity: (
                    name not in (fold(entity.label), joined(entity.label)),
                    -entity.mentions,
                    entity.id,
                )
            )
        return found


def hint(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean ...?" with the nearest names, or nothing."""
    by_fold = {fold(form): form for form in sorted(known, reverse=True)}
    near = difflib.get_close_matches(fold(name), by_fold, n=3, cutoff=0.6)
    near += [form for form in by_fold if fold(name) and fold(name) in form.split() and form not in near][:3]
    return f"; did you mean {' or '.join(by_fold[form] for form in near[:3])}?" if near else ""
