"""What people judge of a graph: checked, written into its folder, and applied to it.

A judgement is written only if the graph can follow it beside all that stand there already; what it changes
is found by resolving the readings again, so no source and no language model is needed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.assembly import keep, resolve_again, unheeded
from kg.errors import InputError
from kg.graph import Graph
from kg.graphdata import hint
from kg.model import RULES, Correction, Judgement, Refusal, Statement, Status, Verdict
from kg.naming.folding import digest, slug
from kg.ontology import UNKNOWN, load_ontology
from kg.projection.conflicts import settles
from kg.resolution import Claim
from kg.resolution.rulings import MISSING
from kg.store.archive import Archive
from kg.store.judgements import content_of, one_line
from kg.store.lock import writing

OF_STATEMENTS = (Verdict.REJECT, Verdict.CORRECT, Verdict.COMPATIBLE)
SHOWN = 5
"""How many entities of one name an error tells apart."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a judgement that was made or taken back."""

    judgement: Judgement
    before: Graph
    after: Graph | None
    """None where it is written and not applied yet."""
    dropped: tuple[Refusal, ...] = ()
    """Older judgements that can no longer be followed."""


class Docket:
    """The judgements of people on one graph, in the order of its file."""

    def __init__(self, path: str | Path) -> None:
        """Raises `GraphError` where there is no graph or a line of the file is no judgement."""
        self.archive = Archive(Path(path))
        self.graph = Graph.open(path)
        """The graph as it was last built; the file may be ahead of it."""
        self.lines = self.archive.judgements()

    @property
    def pending(self) -> bool:
        """Whether the file says what the graph doesn't rest on yet."""
        return self.graph.people_judgements != self.lines

    def operand(self, name: str) -> str:
        """Return the id by which a judgement names an entity, a part of one or what one document says of it.

        Raises `InputError` where the name fits none, or several.
        """
        return self._lasting(self.subject(name))

    def subject(self, name: str) -> str:
        """Return the id that a name or id means as the graph is now. Raises `InputError` as `operand` does."""
        base, at, document = name.partition("@")
        for id in (name, f"{slug(base)}@{document}" if at else name):
            if self.graph.holder(id):
                return id
        found = self.graph.called(name)
        if len(found) > 1:
            listed = [
                f"{entity.id} ({entity.type} in {', '.join(entity.documents[:3])})"
                for entity in found[:SHOWN]
            ]
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise InputError(
                f"{name!r} names {len(found)} entities: {', '.join(listed)}{more}; name one by its id"
            )
        entity = found[0] if found else self.graph.entity(name)
        parts = self.graph.parts.get(entity.id, ())
        return next((part for part in parts if part.partition("_")[0] == slug(name)), entity.id)

    def _lasting(self, id: str, preferred: Sequence[str] = ()) -> str:
        """Return an id that goes on meaning the same when documents are added: one of several namesakes has an id
        that rests on the first of its documents, and is better named by a document, a preferred one if it can be.
        """
        entity = self.graph.holder(id)
        if entity is None or not entity.named or " " not in entity.label or "@" in id:
            return id
        if preferred and not load_ontology().is_a(entity.type, "Person"):
            preferred = ()  # only people have namesakes
        for document in (*(each for each in preferred if each in entity.documents), *entity.documents):
            base = id.removesuffix(f"-{digest(document)}")
            if (base == id and document not in preferred) or "-" not in base:
                continue
            for lasting in (f"{base}@{document}", f"{base}_person@{document}"):
                if self.graph.holder(lasting) == entity:
                    return lasting
        return id

    def pair(self, verdict: Verdict, one: str, other: str) -> tuple[str, str]:
        """Return the ids of two sides, each an id or a name. Raises `InputError` where both mean the same."""
        left, right = self.operand(one), self.operand(other)
        if left != right:
            return left, right
        both = f"{one!r} and {other!r} both mean {left}"
        if verdict is Verdict.SAME:
            raise InputError(f"{both}; they are one entity already")
        entity = self.graph.holder(left)
        assert entity is not None
        sides = self.graph.parts.get(entity.id) or [f"{left}@{document}" for document in entity.documents]
        if "@" in left or len(sides) < 2:
            raise InputError(f"{both}, of which one document speaks; it cannot be taken apart")
        many = ", ..." if len(sides) > SHOWN else ""
        raise InputError(f"{both}; name two of its sides: {', '.join(sides[:SHOWN])}{many}")

    def kind(self, name: str) -> str:
        """Return the name of a class. Raises `InputError` where the ontology has none of that name."""
        classes = load_ontology().classes
        found = next((each for each in classes if each.casefold() == name.casefold()), None)
        if found is None:
            raise InputError(f"{name!r} is no class of the ontology{hint(name, classes)}")
        return found

    def statement(self, id: str) -> Statement:
        """Return the statement with an id, or with the only id that begins so. Raises `InputError` for none or several."""
        return self.graph.statement(id)

    def rejected(self, id: str, document: str = "", *, reason: str = "", author: str) -> Judgement:
        """Return the judgement that a statement is not so, or that one document does not say it.

        Raises `InputError` where there is no such statement, or the document does not make it.
        """
        return self._of_claim(Verdict.REJECT, id, document, Correction(), reason, author)

    def corrected(
        self, id: str, becomes: Correction, document: str = "", *, reason: str = "", author: str
    ) -> Judgement:
        """Return the judgement that a statement should be another; its sides are given by ids or names.

        Raises `InputError` as `rejected` does, and where nothing would change or what it should be cannot be.
        """
        statement = self.statement(id)
        preferred = (document,) if document else statement.documents
        sides = {
            side: self._lasting(self.subject(name), preferred)
            for side in ("subject", "object")
            if (name := getattr(becomes, side))
        }
        correction = replace(becomes, **sides)
        self._check(statement, correction)
        return self._of_claim(Verdict.CORRECT, id, document, correction, reason, author)

    def _of_claim(
        self, verdict: Verdict, id: str, document: str, becomes: Correction, reason: str, author: str
    ) -> Judgement:
        statement = self.statement(id)
        self._check_document(statement, document)
        preferred = (document,) if document else statement.documents
        left, right = (self._lasting(side, preferred) for side in (statement.subject, statement.object))
        return replace(
            judgement(verdict, left, right, reason=reason, author=author),
            relation=statement.relation,
            status=str(statement.status),
            document=document,
            becomes=becomes,
        )

    def _check(self, statement: Statement, correction: Correction) -> None:
        """Raise `InputError` where a correction changes nothing, or makes what the ontology does not permit."""
        ontology = load_ontology()
        relation = correction.relation or statement.relation
        if relation not in ontology.relations:
            raise InputError(
                f"{relation!r} is no relation of the ontology{hint(relation, ontology.relations)}"
            )
        subject, obj = (
            self._held(name or old)
            for name, old in (
                (correction.subject, statement.subject),
                (correction.object, statement.object),
            )
        )
        status = Status(correction.status or statement.status)
        if Claim.of(subject, relation, obj, status).id == statement.id:
            raise InputError(f"that is what {statement.id} says already; nothing would change")
        if subject == obj:
            raise InputError(f"{subject} would stand in a relation to itself")
        kinds = [self._kind_for(statement, side) for side in (subject, obj)]
        if not ontology.permits(relation, *kinds):
            raise InputError(
                f"{subject} ({kinds[0]}) cannot stand in {relation} to {obj} ({kinds[1]});"
                f" `kg judge {self.archive.path} retype` mends a class"
            )

    def _held(self, operand: str) -> str:
        entity = self.graph.holder(operand)
        return entity.id if entity else operand

    def _kind_for(self, statement: Statement, id: str) -> str:
        """Return the class of an entity; the unknown one where what is read of it shows that its class is a guess."""
        entity, relation = self.graph.holder(id), load_ontology().relations[statement.relation]
        kind = entity.type if entity else UNKNOWN
        allowed = {statement.subject: relation.domain, statement.object: relation.range}.get(id)
        return UNKNOWN if allowed and not load_ontology().is_a(kind, *allowed) else kind

    def _check_document(self, statement: Statement, document: str) -> None:
        """Raise `InputError` where a document is named that does not make a statement."""
        if document and document not in statement.documents:
            told = ", ".join(statement.documents[:SHOWN])
            raise InputError(f"{document!r} does not state {statement.id}, which is stated in: {told}")

    def compatible(self, one: str, other: str, *, reason: str = "", author: str) -> Judgement:
        """Return the judgement that two sides of a conflict do not contradict each other; each is the id of a statement
        or entity, or what one document says of it as `id@document`. Raises `InputError` where the two are no conflict.
        """
        left, right = self._piece(one), self._piece(other)
        made = judgement(Verdict.COMPATIBLE, left, right, reason=reason, author=author)
        if not any(settles(made, each) for each in self.graph.conflicts(settled=True)):
            raise InputError(
                f"{left} and {right} are in no conflict; `kg conflicts {self.archive.path}` lists them"
            )
        return made

    def _piece(self, name: str) -> str:
        """Return how a judgement names a side of a conflict: a statement or an entity, or what a document says of it."""
        id, at, document = name.partition("@")
        entity = self.graph.holder(id)
        if entity and entity.id == id:
            if document and document not in entity.documents:
                raise InputError(f"{document!r} does not speak of {id}")
            return name
        statement = self.statement(id)
        self._check_document(statement, document)
        return f"{statement.id}{at}{document}"

    def judge(
        self,
        verdict: Verdict,
        left: str,
        right: str = "",
        *,
        reason: str = "",
        author: str,
        apply: bool = True,
    ) -> Outcome | None:
        """Write a judgement of two entities, or of one and its class, as `add` does."""
        return self.add(judgement(verdict, left, right, reason=reason, author=author), apply=apply)

    def add(self, new: Judgement, *, apply: bool = True) -> Outcome | None:
        """Write a judgement behind the others and apply it; None where it stands there already.

        Raises `InputError`, and writes nothing, where the graph cannot follow it or could no longer follow one
        that was made before; a ruling on a statement that is no longer made is no reason.
        """
        with self._writing():
            return self._judge(new, apply)

    def _judge(self, new: Judgement, apply: bool) -> Outcome | None:
        if any(content_of(line) == content_of(new) for line in self.lines):
            if apply and self.pending:
                self.apply()
            return None
        dropped = []
        known = resolve_again(self.archive, self.lines) if self.pending else self.graph
        found = resolve_again(self.archive, [*self.lines, new])
        for refusal in (Counter(unheeded(found)) - Counter(unheeded(known))).elements():
            older = next((line for line in self.lines if line.said == refusal.item), None)
            if older and older.verdict in OF_STATEMENTS and refusal.reason == MISSING:
                dropped.append(refusal)
            else:
                raise InputError(self._complaint(new, older, refusal))
        before = self.graph
        self.write([*self.lines, new])
        if apply:
            self.graph = keep(found, self.archive)
        return Outcome(new, before, self.graph if apply else None, tuple(dropped))

    def take_back(self, number: int | None = None, *, apply: bool = True) -> Outcome:
        """Take back the judgement of a line, counted from 1, by default the last.

        Raises `InputError` where there is no such line.
        """
        if not self.lines:
            raise InputError(f"nobody has judged anything of {self.archive.path}; there is nothing to undo")
        number = len(self.lines) if number is None else number
        if not 1 <= number <= len(self.lines):
            raise InputError(
                f"there is no line {number}; `kg judge {self.archive.path} list` shows 1 to {len(self.lines)}"
            )
        with self._writing():
            before, taken = self.graph, self.lines[number - 1]
            self.write([line for index, line in enumerate(self.lines, 1) if index != number])
            return Outcome(taken, before, self.apply() if apply else None)

    def write(self, lines: Sequence[Judgement]) -> None:
        """Write the judgements of people without applying them.

        Raises `InputError`, and writes nothing, where somebody else has changed the file since it was read.
        """
        with self._writing():
            if self.archive.judgements() != self.lines:
                raise InputError(
                    f"{self.archive.path}: the judgements were changed meanwhile; nothing was written, judge again"
                )
            self.archive.save_judgements(lines, self.graph.rule_judgements)
            self.lines = list(lines)

    def apply(self) -> Graph:
        """Resolve the graph with all that is written, put it in place of the one that is there and return it."""
        with self._writing():
            self.graph = keep(resolve_again(self.archive, self.lines), self.archive)
            return self.graph

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the graph's lock, and look at the graph as it is now. Raises `BusyError` where somebody else holds it."""
        with writing(self.archive.path):
            if self.archive.manifest() != self.graph.manifest:
                self.graph = Graph.open(self.archive.path)
            yield

    def decided(self, left: str, right: str) -> Verdict | None:
        """Return what the lines say of two ids together: the same, not the same, or nothing."""
        lead = together(self.lines)
        if lead(left) == lead(right):
            return Verdict.SAME
        return Verdict.NOT_SAME if self._apart(left, right) else None

    def _apart(self, left: str, right: str) -> Judgement | None:
        """Return the line that keeps two ids apart."""
        lead = together(self.lines)
        wanted = {lead(left), lead(right)}
        return next(
            (
                line
                for line in self.lines
                if line.verdict is Verdict.NOT_SAME and {lead(line.left), lead(line.right)} == wanted
            ),
            None,
        )

    def _complaint(self, new: Judgement, older: Judgement | None, refusal: Refusal) -> str:
        """Return why the graph cannot follow a judgement, or an older one beside it."""
        against = self._apart(new.left, new.right) if new.verdict is Verdict.SAME else older
        if new.verdict in OF_STATEMENTS:
            against = next((line for line in self.lines if line.said == refusal.detail), None)
        if new.verdict is Verdict.RETYPE:
            same = [line for line in self.lines if line.verdict is Verdict.RETYPE]
            named = self.graph.holder(new.left)
            against = next((line for line in same if self.graph.holder(line.left) == named), None)
        if against := against or older:
            number = self.lines.index(against) + 1
            return (
                f"{new.said} contradicts line {number}, {against.said} ({against.author});"
                f" take that back first: `kg judge {self.archive.path} undo {number}`"
            )
        detail = f" ({refusal.detail})" if refusal.detail else ""
        return (
            f"{new.said} cannot be followed: {refusal.reason}{detail};"
            f" `kg entities {self.archive.path}` shows the ids"
        )


def judgement(verdict: Verdict, left: str, right: str, *, reason: str, author: str) -> Judgement:
    """Return a judgement as it can be written. Raises `InputError` where its author is none."""
    author = one_line(author).strip()
    if not author or author == RULES:
        raise InputError(f"{author!r} cannot be an author, rules sign with {RULES!r}; give another name")
    return Judgement(verdict, left, right, one_line(reason), author)


def together(lines: Sequence[Judgement]) -> Callable[[str], str]:
    """Return a function that gives all ids which lines join the same representative."""
    leaders: dict[str, str] = {}

    def lead(id: str) -> str:
        while (above := leaders.get(id, id)) != id:
            id = above
        return id

    for line in lines:
        if line.verdict is Verdict.SAME:
            first, second = sorted((lead(line.left), lead(line.right)))
            leaders[second] = first
    return lead
