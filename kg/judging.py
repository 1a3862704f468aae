"""What people judge of a graph: checked, written into its folder, and applied to it.

A judgement is written only if the graph can follow it beside all that stand there already; what it changes
is found by resolving the readings again, so no source and no language model is needed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.assembly import keep, resolve_again, unheeded
from kg.errors import InputError
from kg.graph import Graph, hint
from kg.model import RULES, Judgement, Refusal, Verdict
from kg.naming.folding import digest, slug
from kg.ontology import load_ontology
from kg.store.archive import Archive
from kg.store.judgements import claim_of, one_line
from kg.store.lock import writing

SHOWN = 5
"""How many entities of one name an error tells apart."""


def said(judgement: Judgement) -> str:
    """Return what a judgement says in one line: `same jack-ma ma-yun`."""
    return " ".join(part for part in (judgement.verdict, judgement.left, judgement.right) if part)


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

    def _lasting(self, id: str) -> str:
        """Return an id that goes on meaning the same when documents are added: one of several namesakes has an id
        that rests on the first of its documents, and is better named by a document.
        """
        entity = self.graph.holder(id)
        if entity and entity.named and " " in entity.label and "@" not in id:
            for document in entity.documents:
                base = id.removesuffix(f"-{digest(document)}")
                if base == id or "-" not in base:
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

    def statement(self, id: str) -> str:
        """Return the id of a statement. Raises `InputError` where the graph has none of that id."""
        if not any(each.id == id for each in self.graph.statements()):
            raise InputError(
                f"no statement has the id {id!r}; `kg show {self.archive.path} NAME` tells the ids"
            )
        return id

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
        """Write a judgement behind the others and apply it; None where it stands there already.

        Raises `InputError`, and writes nothing, where the graph cannot follow it or could no longer follow one
        that was made before; a rejected statement that is no longer made is no reason.
        """
        new = judgement(verdict, left, right, reason=reason, author=author)
        with self._writing():
            return self._judge(new, apply)

    def _judge(self, new: Judgement, apply: bool) -> Outcome | None:
        if any(claim_of(line) == claim_of(new) for line in self.lines):
            if apply and self.pending:
                self.apply()
            return None
        dropped = []
        known = resolve_again(self.archive, self.lines) if self.pending else self.graph
        found = resolve_again(self.archive, [*self.lines, new])
        for refusal in (Counter(unheeded(found)) - Counter(unheeded(known))).elements():
            older = next((line for line in self.lines if said(line) == refusal.item), None)
            if older and older.verdict is Verdict.REJECT:
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
        if new.verdict is Verdict.RETYPE:
            same = [line for line in self.lines if line.verdict is Verdict.RETYPE]
            named = self.graph.holder(new.left)
            against = next((line for line in same if self.graph.holder(line.left) == named), None)
        if against := against or older:
            number = self.lines.index(against) + 1
            return (
                f"{said(new)} contradicts line {number}, {said(against)} ({against.author});"
                f" take that back first: `kg judge {self.archive.path} undo {number}`"
            )
        detail = f" ({refusal.detail})" if refusal.detail else ""
        return (
            f"{said(new)} cannot be followed: {refusal.reason}{detail};"
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
