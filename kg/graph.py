"""A built graph as an object: statements, entities, SPARQL, NetworkX, RDF, exports."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.export import Contents, format_of
from kg.graphdata import GraphData, hint
from kg.model import Entity, Evidence, Statement, Status
from kg.ontology import load_ontology
from kg.projection import project
from kg.store.iris import VIEWS

if TYPE_CHECKING:
    import networkx as nx
    import pandas
    import rdflib
    from pyoxigraph import Literal, NamedNode

    from kg.asking import Reply
    from kg.projection.conflicts import Conflict, Side
    from kg.projection.connections import Connection
    from kg.projection.difference import Difference, Holder
    from kg.projection.gaps import Gap, Sentence
    from kg.projection.measures import Measures
    from kg.projection.neighbours import Neighbour
    from kg.projection.timeline import Entry
    from kg.store.limits import Limits, Result
    from kg.store.sparql import Query
    from kg.viz import Legend, Quote


class Graph(GraphData):
    """A graph, read only: what it holds, what can be asked of it, and all that can be made of it."""

    @cached_property
    def rdf(self) -> "rdflib.Dataset":
        """The graph as an rdflib Dataset on the same store; without GRAPH, its default graph is the union of all."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.store))
        for prefix, iri in self.iris.prefixes.items():
            dataset.bind(prefix, iri, replace=True)
        return dataset

    def gaps(self) -> "list[Gap]":
        """Return what names say to each other in words that no frame covers, the most frequent phrase first."""
        from kg.projection.gaps import gaps

        readings = (self._files.reading(name) for name in self.manifest.documents.values())
        return gaps(readings, lambda document: self.document(document).text)

    def sentences(self) -> "Iterator[Sentence]":
        """Yield each sentence of the texts with how it ends, document by document: see `kg.resolution.coverage`."""
        from kg.projection.gaps import Sentence
        from kg.resolution.claims import covered

        for id, resolved in self.state.documents.items():
            text = self.document(id).text
            for each in covered(self.reading(id), resolved.by_number, self.state.rulings):
                quoted = " ".join(text[each.span.start : each.span.end].split())
                yield Sentence(id, each.span, str(each.ending), each.reason, quoted)

    def nx(self, *, measured: bool = False) -> "nx.MultiDiGraph[str]":
        """Return a new NetworkX graph with plain attributes, `measured` with those of `measures` too: see
        `kg.projection.project`.
        """
        return project(self.entities, self._statements, self.measures() if measured else None)

    def query(
        self,
        text: str,
        values: Mapping[str, object] | None = None,
        *,
        view: str = "all",
        limits: "Limits | None" = None,
    ) -> Any:
        """Return the answer to a SPARQL query: a list of dicts for SELECT, a bool for ASK, an
        `rdflib.Graph` for CONSTRUCT and DESCRIBE.

        `values` are bound to the query's variables: entities, RDF terms, numbers, truth values and strings. `view` is
        one of `kg.store.iris.VIEWS`. With `limits` the query runs in a process of its own and is stopped there.
        Raises `QueryError` if it cannot be answered.
        """
        from pyoxigraph import QueryBoolean, QuerySolutions, serialize

        from kg.store.sparql import Query, table

        bound = {name: self._term(value) for name, value in (values or {}).items()}
        answer = self.answer(Query(text, bound, self._view(view)), limits).answer
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QuerySolutions):
            found = table(answer)
            return [
                dict(zip(found.variables, (plain(term) for term in row), strict=True)) for row in found.rows
            ]
        import rdflib
        from pyoxigraph import RdfFormat

        graph = rdflib.Graph()
        graph.parse(data=serialize(answer, format=RdfFormat.N_TRIPLES), format="nt")
        return graph

    def answer(self, query: "Query", limits: "Limits | None" = None) -> "Result":
        """Return the answer to a query; with `limits`, from a process of its own that is stopped there."""
        from kg.store.database import write_store
        from kg.store.limits import Evaluator, Result
        from kg.store.sparql import run

        if limits is None:
            return Result(run(self.store, query, self.iris))
        with ExitStack() as stack:
            if self.archive is None:
                folder = Path(stack.enter_context(TemporaryDirectory()))
                store = folder / "graph"
                write_store(folder, store.name, lambda: self.quads, self.inferred_quads)
            else:
                store = self._files.path / "store" / self.manifest.store
            return stack.enter_context(Evaluator(store, self.iris, limits)).answer(query)

    def ask(self, question: str, limits: "Limits | None" = None) -> "Reply":
        """Return what the graph answers to a question in English: see `kg.asking`.

        Raises `InputError` for a question of no known form, and for a name that it doesn't know.
        """
        from kg.asking import reply

        return reply(question, self, lambda query: self.answer(query, limits))

    def _view(self, name: str) -> tuple[str, ...]:
        if name not in VIEWS:
            raise InputError(f"{name!r} is no view of a graph; use one of {', '.join(VIEWS)}")
        return self.iris.view(name)

    def _term(self, value: object) -> "NamedNode | Literal":
        """Return a Python value as an RDF term."""
        from pyoxigraph import Literal, NamedNode

        if isinstance(value, Entity):
            return NamedNode(self.iris.entity(value.id))
        if isinstance(value, NamedNode | Literal):
            return value
        if isinstance(value, str | int | float | bool):
            return Literal(value)
        raise InputError(f"{value!r} is no value for a query; give an entity, a term, a number or a text")

    def statements(
        self,
        *,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,
        about: str | None = None,
        status: str | Status | None = None,
        document: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
    ) -> list[Statement]:
        """Return the statements that fit all that is given, sorted by id.

        `subject`, `object` and `about` (either side) are names or ids of entities; `since` and `until` ISO dates, or the
        beginning of one, that the date of a document lies between. Raises `InputError` for a name, relation, status or
        document the graph doesn't know.
        """
        from kg.projection.timeline import is_within

        dated = cache(self.issued)
        ends = {
            side: self.entity(name).id
            for side, name in (("subject", subject), ("object", object), ("about", about))
            if name
        }
        if relation is not None and relation not in load_ontology().relations:
            raise InputError(f"{relation!r} is no relation{hint(relation, load_ontology().relations)}")
        if status is not None and str(status) not in set(Status):
            raise InputError(f"{status!r} is no status; use one of {', '.join(Status)}")
        if document is not None and document not in self.manifest.documents:
            raise InputError(f"{document!r} is no document{hint(document, self.manifest.documents)}")
        return [
            statement
            for statement in (self._by_side.get(min(ends.values()), ()) if ends else self._statements)
            if ends.get("subject", statement.subject) == statement.subject
            and ends.get("object", statement.object) == statement.object
            and ends.get("about", statement.subject) in (statement.subject, statement.object)
            and relation in (None, statement.relation)
            and status in (None, statement.status)
            and (document is None or document in statement.documents)
            and statement.confidence >= min_confidence
            and (not (since or until) or is_within(map(dated, statement.documents), since, until))
        ]

    def connections(
        self,
        one: str,
        other: str,
        *,
        statuses: Collection[str] = (Status.ASSERTED,),
        without: Collection[str] = (),
        longest: int = 4,
        most: int = 3,
        **filters: Any,
    ) -> "list[Connection]":
        """Return the shortest chains of statements between two entities: see `kg.projection.connections`.

        `filters` are those of `statements`. Entities are given by name or id. Raises `InputError` for one that the graph doesn't know, and where both are one.
        """
        from kg.projection.connections import connections

        start, end = self.entity(one), self.entity(other)
        if start == end:
            raise InputError(f"{one!r} and {other!r} are the same entity, {start.id}; name two")
        left_out = {self.entity(name).id for name in without}
        among = [each for each in self.statements(**filters) if each.status in statuses]
        return connections(among, start.id, end.id, longest=longest, most=most, without=left_out)

    def timeline(
        self, name: str, *, since: str | None = None, until: str | None = None, **filters: Any
    ) -> "list[Entry]":
        """Return what is said of an entity in the order of the news: see `kg.projection.timeline`.

        `filters` are those of `statements`.
        """
        from kg.projection.stages import developments
        from kg.projection.timeline import timeline

        said = self.statements(about=name, since=since, until=until, **filters)
        every = self._by_side.get(self.entity(name).id, [])
        dates = {id: self.issued(id) for id in {id for each in every for id in each.documents}}
        return timeline(said, dates, developments(every, dates), since=since, until=until)

    def neighbours(self, name: str, **filters: Any) -> "list[Neighbour]":
        """Return the entities that statements connect with one, those of most statements first, with these statements.

        `filters` are those of `statements`.
        """
        from kg.projection.neighbours import neighbours

        entity = self.entity(name)
        return neighbours(self.statements(about=entity.id, **filters), entity.id)

    def measures(self, statuses: Collection[str] = (Status.ASSERTED,)) -> "dict[str, Measures]":
        """Return where entities stand, by id: see `kg.projection.measures`."""
        from kg.projection.measures import measures

        return measures(self._statements, statuses=statuses)

    def disputed(self) -> "dict[str, int]":
        """Return for each entity that texts disagree about how many claims they both state and deny, most first."""
        from kg.projection.measures import disputed

        return dict(sorted(disputed(self._statements).items(), key=lambda pair: (-pair[1], pair[0])))

    def conflicts(self, about: str | None = None, *, settled: bool = False) -> "list[Conflict]":
        """Return what the texts contradict each other about, by name or id about one entity: see `kg.projection.conflicts`.

        Those that a person calls compatible are left out, unless `settled` asks for them. Raises `InputError` for a
        name that the graph doesn't know.
        """
        from kg.projection.conflicts import conflicts, settles

        dates = {id: each.published.iso if each.published else None for id, each in self.metadata.items()}
        found = conflicts(self.entities, self._statements, dates, self._shown)
        if not settled:
            people = self.people_judgements
            found = [each for each in found if not any(settles(line, each) for line in people)]
        if about is None:
            return found
        told = {
            *(each.id for each in self.statements(about=about)),
            *(each.id for each in self.called(about)),
        }
        told.add(self.entity(about).id)
        return [each for each in found if {each.left.about, each.right.about} & told]

    def _shown(self, entity: Entity) -> "Side | None":
        """Return the first sentence that makes the class of an entity evident, if any does."""
        from kg.projection.conflicts import Side

        for id in entity.documents:
            resolved = self.state.documents[id]
            for outlined, meant in zip(resolved.outline.chains, resolved.meant, strict=True):
                if meant == entity.id and outlined.shown and outlined.chain.type == entity.type:
                    start, end = outlined.shown
                    sentence = self.document(id).quote(start, end)
                    return Side(entity.id, id, start, end, sentence, entity.type)
        return None

    def difference(self, before: "Graph") -> "Difference":
        """Return what this graph says that an earlier one does not, and the reverse: see `kg.projection.difference`."""
        from kg.projection.difference import difference

        def holder_in(graph: "Graph") -> "Holder":
            def held(id: str) -> str | None:
                entity = graph.holder(id)
                return entity.id if entity else None

            return held

        return difference(
            (before.entities, before._statements),
            (self.entities, self._statements),
            holder_in(self),
            holder_in(before),
        )

    def before(self, date: str) -> "Graph":
        """Return in memory what the graph's documents of before a date say; those without a date count as older.

        Who is who stays as it is. `date` is an ISO date or the beginning of one.
        """
        from kg.resolution.corroboration import independent

        old = {id for id, each in self.metadata.items() if not each.published or each.published.iso < date}
        statements = []
        for each in self._statements:
            pieces = tuple(piece for piece in each.evidence if piece.document in old)
            if pieces:
                told = {piece: (self.state.documents[piece.document].story, 1.0) for piece in pieces}
                statements.append(replace(each, evidence=pieces, sources=len(independent(told))))
        entities = tuple(each for each in self.entities if old & set(each.documents))
        metadata = tuple(self.metadata[id] for id in sorted(old))
        derived = replace(self.derived, documents=metadata, entities=entities, statements=tuple(statements))
        return Graph.in_memory(self.manifest, derived, {each.id: each for each in metadata})

    def frame(self, of: str = "statements") -> "pandas.DataFrame":
        """Return `statements`, `entities`, `measures` or `inferences` as a pandas frame.

        Raises `SetupError` where pandas is not installed, and `InputError` for anything else.
        """
        from kg.export import frames

        made = {
            "statements": lambda: frames.statement_frame(self.entities, self._statements),
            "entities": lambda: frames.entity_frame(self.entities),
            "measures": lambda: frames.measure_frame(self.measures()),
            "inferences": lambda: frames.inference_frame(self.inferences),
        }
        if of not in made:
            raise InputError(f"there is no frame of {of!r}; use one of {', '.join(made)}")
        return made[of]()

    def export(self, path: str | Path, format: str | None = None, *, measured: bool = False) -> None:
        """Write the graph in a format of `kg.export.FORMATS`, by default the one the path's ending means.

        With `measured`, nodes in GraphML, GEXF and the table of entities tell where they stand: see `measures`.
        """
        from kg.files import replacing

        path = Path(path)
        contents = replace(self.contents, measures=self.measures()) if measured else self.contents
        chosen = format_of(format, path)
        with replacing(path) as file:
            chosen.write(contents, file)

    def html(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        focus: Sequence[str] = (),
        hops: int = 1,
        max_nodes: int = 1000,
        size: str = "documents",
        theme: str = "auto",
        articles: bool = False,
        like: str | Path | None = None,
        **filters: Any,
    ) -> None:
        """Write the interactive page: one file that asks nothing of the network.

        It holds the statements that fit the `filters`, those of `statements`, and with `focus`, names or ids, only what
        is at most `hops` statements away from one of these. At most `max_nodes` entities are drawn when it opens; the
        reader draws others. Nodes are the larger the greater their `size`: `documents`, `degree`, `pagerank` or
        `betweenness`. `theme` is `light`, `dark` or `auto`. With `articles` it holds the texts of the documents, to show
        sentences in place. Entities stand where they stood on the page `like`, as far as they can. Raises
        `InputError` for a name or filter the graph doesn't know, and for a page that is none.
        """
        from kg.projection import project
        from kg.projection.neighbours import around
        from kg.viz import Options, places_of, write_page

        chosen = self.statements(**filters)
        centres = [self.entity(name) for name in focus]
        if centres:
            chosen = around(chosen, {each.id for each in centres}, hops)
        by_id = {each.id: each for each in chosen}
        write_page(
            project(self.entities, chosen, self.measures() if size != "documents" else None),
            lambda each: map(self.quote, by_id[each].evidence),
            self._legend(),
            Path(path),
            title=title or f"What {len(self.manifest.documents):,} articles say",
            options=Options(
                max_nodes=max_nodes,
                isolated=False,
                size=size,
                theme=theme,
                scope=_scope([each.label for each in centres], hops, filters),
                chosen=centres[0].id if centres else None,
                places=places_of(Path(like)) if like is not None else {},
                articles=self._texts(chosen) if articles else {},
            ),
        )

    @property
    def contents(self) -> Contents:
        """What the exports write."""
        return Contents(self.entities, self._statements, lambda: self.quads, self.iris)

    def quote(self, evidence: Evidence) -> "Quote":
        """Return a sentence with what is known of its document, as pages show it."""
        from kg.viz import Quote

        document = self.metadata[evidence.document]
        return Quote(
            document=document.id,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published.iso if document.published else None,
            sentence=evidence.sentence,
            subject=(evidence.subject.start - evidence.start, evidence.subject.end - evidence.start),
            object=(evidence.object.start - evidence.start, evidence.object.end - evidence.start),
            rule=evidence.rule,
            source=evidence.source,
            place=(evidence.start, evidence.end),
        )

    def _texts(self, statements: Iterable[Statement]) -> dict[str, str]:
        """Return the texts of the documents that make statements."""
        return {id: self.document(id).text for id in {id for each in statements for id in each.documents}}

    def _legend(self) -> "Legend":
        from kg.viz import Legend

        ontology = load_ontology()
        return Legend(
            {kind.name: (kind.label, kind.plural) for kind in ontology.classes.values()},
            {
                relation.name: (relation.label, ontology.families[relation.family].label)
                for relation in ontology.relations.values()
            },
            {relation.name: relation.inverse_label for relation in ontology.relations.values()},
        )


def _scope(names: Sequence[str], hops: int, filters: Mapping[str, Any]) -> str:
    """Return in words which part of a graph is meant: "2 steps around Alibaba, status planned"."""
    centre = [f"{hops} step{'s' if hops != 1 else ''} around {' and '.join(names)}"] if names else []
    given = [f"{name.replace('_', ' ')} {value}" for name, value in filters.items() if value]
    return ", ".join(centre + given)


def plain(term: Any) -> str | int | float | bool | None:
    """Return an RDF term as a Python value: numbers and truth values as such, all else as its text."""
    from pyoxigraph import Literal

    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind in {"integer", "int", "long"}:
            return int(term.value)
        if kind in {"decimal", "double", "float"}:
            return float(term.value)
        if kind == "boolean":
            return term.value == "true"
    return str(term.value)
