"""The checks of a graph, each a function that yields what it finds; `validate` runs them all."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import chain

from kg.errors import GraphError, InputError
from kg.graph import Graph
from kg.inference import inferences_of
from kg.model import AMOUNT_PREFIX, Document, Evidence, Reading, Statement, statement_id
from kg.ontology import load_ontology
from kg.store.database import canonical_lines
from kg.validation.findings import Finding, Severity

SHOWN = 40
"""Characters of a text that a message quotes."""


def validate(graph: Graph, *, documents: Collection[str] | None = None, shacl: bool = True) -> list[Finding]:
    """Return all that is wrong with a graph on disk, sorted; nothing, if it is sound.

    With `documents`, only what those documents say is looked at: their texts, their statements and their graphs in
    RDF. Raises `InputError` for a graph that lies in no folder.
    """
    if graph.archive is None:
        raise InputError("this graph lies in no folder; build it with an output folder to validate it")
    chosen = list(graph.manifest.documents if documents is None else documents)
    checks = [_readings(graph, chosen), *(check(graph, chosen) for check in PER_DOCUMENT)]
    if documents is None:
        checks += [check(graph) for check in WHOLE]
    found = set(chain.from_iterable(checks))
    if shacl:
        from kg.validation.shapes import shacl_findings

        found |= set(shacl_findings(graph, None if documents is None else chosen))
    return sorted(found)


def _violation(check: str, focus: str, message: str) -> Finding:
    return Finding(Severity.VIOLATION, check, focus, message)


def _warning(check: str, focus: str, message: str) -> Finding:
    return Finding(Severity.WARNING, check, focus, message)


def _readings(graph: Graph, chosen: Collection[str]) -> Iterator[Finding]:
    """Every reading is there and whole, with a date that there is and mentions that lie in its text."""
    for id in chosen:
        try:
            reading = graph.reading(id)
        except GraphError as error:
            yield _violation("files", id, str(error))
            continue
        yield from _document(reading.document)
        yield from _mentions(id, reading)


def _document(document: Document) -> Iterator[Finding]:
    """The date of a document is a day, a month or a year that there was."""
    if document.published is None:
        return
    iso = document.published.iso
    try:
        issued = date.fromisoformat(iso + "0000-01-01"[len(iso) :])
    except ValueError:
        yield _violation("dates", document.id, f"{iso!r} is no date")
        return
    if issued > date.today():
        yield _warning("dates", document.id, f"{iso} is still to come")


def _mentions(id: str, reading: Reading) -> Iterator[Finding]:
    length = len(reading.document.text)
    for mention in reading.mentions:
        if not 0 <= mention.start < mention.end <= length:
            words = f"{mention.name!r} stands at {mention.start} to {mention.end} of a text of {length} characters"
            yield _violation("offsets", id, words)


def _evidence(graph: Graph, chosen: Collection[str]) -> Iterator[Finding]:
    """Each piece of evidence is the sentence that its document has at that place, with both arguments in the text."""
    for id in chosen:
        try:
            text = graph.reading(id).document.text
        except GraphError:
            continue  # told by the check of readings
        for statement in graph.statements(document=id):
            for piece in statement.evidence:
                if piece.document == id and (wrong := _misplaced(piece, text)):
                    yield _violation("offsets", statement.id, f"{wrong} in {id}")


def _misplaced(piece: Evidence, text: str) -> str | None:
    if text[piece.start : piece.end] != piece.sentence:
        return f"the text has {_quoted(text[piece.start : piece.end])} at {piece.start}, not {_quoted(piece.sentence)}"
    # The country of "President Kowal said" may be named in another sentence.
    for name, span in (("subject", piece.subject), ("object", piece.object)):
        if not 0 <= span.start < span.end <= len(text):
            return f"the {name} at {span.start} to {span.end} lies outside a text of {len(text)} characters"
    return None


def _claims(graph: Graph, chosen: Collection[str]) -> Iterator[Finding]:
    """Statements speak of entities there are, by relations between the classes that these allow, under their own ids."""
    ontology = load_ontology()
    types = {entity.id: entity.type for entity in graph.entities}
    for statement in _statements(graph, chosen):
        yield from _dangling(statement, types, graph)
        if statement.relation not in ontology.relations:
            yield _violation(
                "relations", statement.id, f"{statement.relation!r} is no relation of the ontology"
            )
            continue
        subject = types.get(statement.subject)
        obj = "Amount" if statement.object.startswith(AMOUNT_PREFIX) else types.get(statement.object)
        if subject is None or obj is None or not {subject, obj} <= ontology.classes.keys():
            continue  # told by the checks of ids and of entities
        if not ontology.permits(statement.relation, subject, obj):
            words = f"{subject} {statement.relation} {obj} is not what the ontology allows"
            yield _warning("classes", statement.id, words)
        if statement.subject == statement.object:
            yield _warning("classes", statement.id, f"{statement.subject} {statement.relation} itself")


def _dangling(statement: Statement, types: Collection[str], graph: Graph) -> Iterator[Finding]:
    for side, id in (("subject", statement.subject), ("object", statement.object)):
        if id not in types and not id.startswith(AMOUNT_PREFIX):
            yield _violation("ids", statement.id, f"its {side} {id!r} is no entity of the graph")
    for id in statement.documents:
        if id not in graph.manifest.documents:
            yield _violation(
                "ids", statement.id, f"its evidence is in {id!r}, which is no document of the graph"
            )
    claim = statement_id(statement.subject, statement.relation, statement.object, statement.status)
    if statement.id != claim:
        yield _violation("ids", statement.id, f"what it claims has the id {claim}")


def _statements(graph: Graph, chosen: Collection[str]) -> list[Statement]:
    if len(chosen) == len(graph.manifest.documents):
        return graph.statements()
    wanted = set(chosen)
    return [each for each in graph.statements() if wanted & set(each.documents)]


def _once(graph: Graph) -> Iterator[Finding]:
    """No id is borne twice, and what a symmetric relation says is stored one way."""
    for kind, ids in (
        ("entity", [each.id for each in graph.entities]),
        ("statement", [each.id for each in graph.statements()]),
    ):
        for id in sorted(id for id, times in Counter(ids).items() if times > 1):
            yield _violation("ids", id, f"more than one {kind} has this id")
    relations = load_ontology().relations
    claims = {(each.subject, each.relation, each.object, each.status) for each in graph.statements()}
    for each in graph.statements():
        rule = relations.get(each.relation)
        if rule and rule.symmetric and each.subject > each.object:
            other = (each.object, each.relation, each.subject, each.status) in claims
            words = "is stored both ways" if other else "is stored with the larger id first"
            yield _violation("symmetry", each.id, f"{each.relation} is symmetric and {words}")


def _entities(graph: Graph) -> Iterator[Finding]:
    """Entities have a class of the ontology, and documents that there are; doubts and judgements know their ids."""
    classes = load_ontology().classes
    for entity in graph.entities:
        if entity.type not in classes:
            yield _violation("classes", entity.id, f"{entity.type!r} is no class of the ontology")
        for id in entity.documents:
            if id not in graph.manifest.documents:
                yield _violation(
                    "ids", entity.id, f"it is named in {id!r}, which is no document of the graph"
                )
    for doubt in graph.doubts:
        for id in (doubt.left, doubt.right):
            if graph.holder(id) is None:
                yield _violation("ids", id, "a doubt is about it, and it is no entity of the graph")


def _store(graph: Graph) -> Iterator[Finding]:
    """The store holds what the statements and texts make, and nothing else."""
    try:
        held = set(canonical_lines(graph.stored_quads))
    except GraphError as error:
        yield _violation("files", "store", str(error))
        return
    made = set(canonical_lines(graph.quads))
    for words, lines in (("lacks", made - held), ("holds without ground", held - made)):
        if lines:
            first = " ".join(min(lines).split())
            yield _violation(
                "store", "store", f"it {words} {len(lines):,} of {len(made):,} quads, the first: {first}"
            )


def _inferences(graph: Graph) -> Iterator[Finding]:
    """What is kept as inferred is what follows from the statements."""
    statements = graph.statements()
    if any(each.relation not in load_ontology().relations for each in statements):
        return  # which is found already, and follows from nothing
    drawn, held = set(inferences_of(graph.entities, statements)), set(graph.inferences)
    for words, wrong in (("is missing", drawn - held), ("follows from nothing", held - drawn)):
        for each in sorted(wrong):
            yield _violation(
                "inferences", each.subject, f"{each.relation} {each.object} {words}; build the graph again"
            )


def _counts(graph: Graph) -> Iterator[Finding]:
    """At every stage, what was read is what was kept and what was refused, with the reasons; the counts are those of the graph."""
    for stage, numbers in graph.manifest.stages.items():
        reasons = sum(numbers["by_reason"].values())
        if numbers["read"] != numbers["kept"] + numbers["refused"] or numbers["refused"] != reasons:
            yield _violation(
                "counts",
                stage,
                f"read {numbers['read']}, kept {numbers['kept']}, refused {numbers['refused']}, for reasons {reasons}",
            )
    counted = sum(sum(reasons.values()) for reasons in graph.manifest.sentences.values())
    told = sum(count for each in graph.state.documents.values() for *_, count in each.outcome.sentences)
    if counted != told:
        yield _violation("counts", "sentences", f"the manifest counts {counted}, the documents have {told}")
    counts = graph.manifest.counts
    for name, number in (
        ("statements", len(graph.statements())),
        ("documents", len(graph.manifest.documents)),
    ):
        if counts.get(name) != number:
            yield _violation(
                "counts", name, f"the manifest counts {counts.get(name)}, the graph has {number}"
            )


PER_DOCUMENT: tuple[Callable[[Graph, Collection[str]], Iterator[Finding]], ...] = (_evidence, _claims)
WHOLE: tuple[Callable[[Graph], Iterator[Finding]], ...] = (_once, _entities, _inferences, _store, _counts)


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return repr(short if len(short) <= SHOWN else short[:SHOWN] + "...")
