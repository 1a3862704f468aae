"""Which entities are drawn: those that a statement is about, and of these no more than a page can hold."""

from collections import Counter
from dataclasses import replace

from kg.viz.contents import Contents


def connected(contents: Contents) -> Contents:
    """Return the contents without the entities no statement is about; all of them where there is no statement.

    The totals of the contents stay what they were.
    """
    used = {end for statement in contents.statements for end in (statement.subject, statement.object)}
    if not used:
        return contents
    return replace(contents, entities=tuple(entity for entity in contents.entities if entity.id in used))


def heaviest(contents: Contents, most: int) -> Contents:
    """Return the contents with at most `most` entities and the statements between them.

    An entity weighs as many documents as its statements have, each statement counted apart; then its own
    documents, its mentions and its id decide. The totals of the contents stay what they were.
    """
    if len(contents.entities) <= most:
        return contents
    weight: Counter[str] = Counter()
    for statement in contents.statements:
        for end in {statement.subject, statement.object}:
            weight[end] += max(statement.documents, 1)
    ranked = sorted(contents.entities, key=lambda e: (-weight[e.id], -e.documents, -e.mentions, e.id))
    kept = {entity.id for entity in ranked[: max(most, 0)]}
    return replace(
        contents,
        entities=tuple(entity for entity in contents.entities if entity.id in kept),
        statements=tuple(s for s in contents.statements if s.subject in kept and s.object in kept),
    )
