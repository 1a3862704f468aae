"""What one graph says that another does not, in meaning: a difference of claims, not of lines.

Entities are followed through merges and splits: a claim about one that has another id now is the same claim.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Entity, Statement, Status


@dataclass(frozen=True, slots=True)
class Moved:
    """An entity that is another one now, or was."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim that is put otherwise: planned then, asserted now."""

    statements: tuple[Statement, ...]
    """As the later graph has them."""
    before: tuple[str, ...]
    """The statuses it had, sorted."""
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grown:
    """A statement that more independent sources make than before."""

    statement: Statement
    before: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All in the order of ids. A claim that changed its status is neither new nor gone."""

    entities_new: tuple[Entity, ...]
    entities_gone: tuple[Entity, ...]
    merged: tuple[Moved, ...]
    """Entities of before that are part of another one now."""
    split: tuple[Moved, ...]
    """Entities of now that were part of another one before."""
    new: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    """As the earlier graph has them."""
    turned: tuple[Turned, ...]
    denied: tuple[Turned, ...]
    """Those that were not denied before and are now."""
    corroborated: tuple[Grown, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


Holder = Callable[[str], str | None]
"""Takes an id of an entity in one graph and returns that of the entity in the other graph that it is part of."""


def difference(
    before: tuple[Iterable[Entity], Sequence[Statement]],
    after: tuple[Iterable[Entity], Sequence[Statement]],
    now: Holder,
    then: Holder,
) -> Difference:
    """Return what differs between two graphs, each given by its entities and statements.

    `now` tells what an entity of the earlier graph is in the later one, `then` the reverse. What no text names is no
    entity here.
    """
    old = {each.id: each for each in before[0] if each.named}
    new = {each.id: each for each in after[0] if each.named}
    merged = [
        Moved(id, into) for id in sorted(old.keys() - new.keys()) if (into := now(id)) in new and into != id
    ]
    split = [
        Moved(out, id) for id in sorted(new.keys() - old.keys()) if (out := then(id)) in old and out != id
    ]
    is_now = {each.before: each.after for each in merged}
    claims_then = _claims(before[1], is_now)
    claims_now = _claims(after[1], {})
    # What was taken from a split entity is the same claim about what it was part of.
    was = {each.after: each.before for each in split}
    for claim in [claim for claim in claims_now if claim not in claims_then]:
        earlier = was.get(claim[0], claim[0]), claim[1], was.get(claim[2], claim[2])
        if earlier != claim and earlier in claims_then and earlier not in claims_now:
            claims_then[claim] = claims_then.pop(earlier)
    turned = [
        Turned(tuple(now_each.values()), tuple(sorted(claims_then[claim])), tuple(sorted(now_each)))
        for claim, now_each in sorted(claims_now.items())
        if claim in claims_then and claims_then[claim].keys() != now_each.keys()
    ]
    denied = [each for each in turned if Status.NEGATED in each.after and Status.NEGATED not in each.before]
    grown = [
        Grown(statement, claims_then[claim][status].sources)
        for claim, now_each in sorted(claims_now.items())
        for status, statement in now_each.items()
        if claim in claims_then
        and status in claims_then[claim]
        and statement.sources > claims_then[claim][status].sources
    ]
    gone_into, come_from = {each.before for each in merged}, {each.after for each in split}
    return Difference(
        tuple(new[id] for id in sorted(new.keys() - old.keys() - come_from)),
        tuple(old[id] for id in sorted(old.keys() - new.keys() - gone_into)),
        tuple(merged),
        tuple(split),
        tuple(
            each
            for claim in sorted(claims_now.keys() - claims_then.keys())
            for each in claims_now[claim].values()
        ),
        tuple(
            each
            for claim in sorted(claims_then.keys() - claims_now.keys())
            for each in claims_then[claim].values()
        ),
        tuple(each for each in turned if each not in denied),
        tuple(denied),
        tuple(grown),
    )


def _claims(
    statements: Iterable[Statement], others: Mapping[str, str]
) -> dict[tuple[str, str, str], dict[str, Statement]]:
    """Return the statements of each claim by their status; some entities go by `others`."""
    found: dict[tuple[str, str, str], dict[str, Statement]] = defaultdict(dict)
    for each in statements:
        found[others.get(each.subject, each.subject), each.relation, others.get(each.object, each.object)][
            str(each.status)
        ] = each
    return dict(found)
