"""Whom a name in a question means."""

import re
from typing import Protocol

from kg.asking.words import ARTICLES
from kg.errors import InputError
from kg.model import Entity, Statement
from kg.naming.folding import fold, joined
from kg.nlp.gazetteer import load_gazetteer

NAMED = 5
"""Entities of one name that are told apart in a message."""


ABBREVIATION = re.compile(r"[A-Z]{3,7}")


class Directory(Protocol):
    """The entities of a graph by name."""

    def called(self, name: str) -> list[Entity]:
        """Return all entities of a name."""

    def entity(self, name: str) -> Entity:
        """Return an entity by id or name, or raise `InputError` with the nearest names."""

    def holder(self, id: str) -> Entity | None:
        """Return the entity of an id."""

    def beginning(self, name: str) -> list[str]:
        """Return the labels of entities that begin with the words of a name, sorted."""

    def abbreviated(self, letters: str) -> list[Entity]:
        """Return the entities whose label has these initials, sorted."""

    def statements(self, *, about: str) -> list[Statement]:
        """Return the statements about an entity."""


def resolve(name: str, directory: Directory) -> Entity:
    """Return the entity of a name. Raises `InputError` where there is none, or where it may be one of several."""
    several = candidates(name, directory)
    if not several:
        return directory.entity(name)
    if len(several) > 1:
        each = ", ".join(f"{entity.label} ({entity.type}, id {entity.id})" for entity in several[:NAMED])
        raise InputError(f"{name!r} may be {each}; ask with the full name or the id")
    return several[0]


def candidates(name: str, directory: Directory) -> list[Entity]:
    """Return the entities that a name may mean: those it is the label of, else those it is another name of.

    Where some of them are spoken of in statements, only those. A name that no entity has may be one that the gazetteer
    knows it by ("USA"), and an id is taken too.
    """
    words = name.split()
    bare = " ".join(words[1:]) if len(words) > 1 and words[0].casefold() in ARTICLES else name
    for form in dict.fromkeys((name, bare, *_known(bare))):
        several = directory.called(form)
        keys = {fold(form), joined(form)}
        labelled = [entity for entity in several if keys & {fold(entity.label), joined(entity.label)}]
        spoken = [entity for entity in labelled or several if directory.statements(about=entity.id)]
        if several:
            return spoken or labelled or several
    if held := directory.holder(name):
        return [held]
    # "the United Steelworkers" for the United Steelworkers union
    longer = [label for label in directory.beginning(bare) if label[len(bare) :].islower()]
    return directory.called(longer[0]) if len(longer) == 1 else _initials(bare, directory)


def government(entity: Entity, directory: Directory) -> Entity | None:
    """Return the country for whose government a capital can stand, if the graph has it."""
    seats = load_gazetteer().seats
    known = next((seats[form] for form in (entity.label, *entity.aliases) if form in seats), None)
    several = directory.called(known.name) if known else []
    return several[0] if several and several[0].id != entity.id else None


def _initials(name: str, directory: Directory) -> list[Entity]:
    """Return the entities whose names have these initials: "RCEP" is the Regional Comprehensive Economic Partnership."""
    return directory.abbreviated(name) if ABBREVIATION.fullmatch(name) else []


def _known(name: str) -> list[str]:
    known = load_gazetteer().names
    forms = (name, name.upper(), name.title())
    return list(dict.fromkeys(known[form].name for form in forms if form in known))
