"""Which entities a page holds, and which of them it draws when it opens."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from kg.viz.data.contents import Contents


def connected(contents: Contents) -> Contents:
    """Return the contents without the entities no statement is about; all of them where there is no statement.

    The totals of the contents stay what they were.
    """
    used = {end for statement in contents.statements for end in (statement.subject, statement.object)}
    if not used:
        return contents
    return replace(contents, entities=tuple(entity for entity in contents.entities if entity.id in used))


def by_weight(contents: Contents) -> list[str]:
    """Return the ids of the entities, the weightiest first.

    An entity weighs as many documents as its statements have, each statement counted apart; then its own
    documents, its mentions and its id decide.
    """
    weight: Counter[str] = Counter()
    for statement in contents.statements:
        for end in {statement.subject, statement.object}:
            weight[end] += max(statement.documents, 1)
    ranked = sorted(contents.entities, key=lambda e: (-weight[e.id], -e.documents, -e.mentions, e.id))
    return [entity.id for entity in ranked]


def only(contents: Contents, kept: Collection[str]) -> Contents:
    """Return the contents with these entities and the statements between them. The totals stay what they were."""
    return replace(
        contents,
        entities=tuple(entity for entity in contents.entities if entity.id in kept),
        statements=tuple(s for s in contents.statements if s.subject in kept and s.object in kept),
    )
