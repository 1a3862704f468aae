"""Within one document: which names name the same thing.

Known things by what they stand for, people as `people` tells, everything else by a name and its short
forms: without legal form, as an acronym, without the noun that says what it is ("Heathrow" for
Heathrow Airport) or by that noun alone ("the Commission"). Where two readings are possible, names stay
apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.model import MentionForm
from kg.naming.organizations import abbreviates, initials, is_acronym, short_name
from kg.nlp.draft import Draft
from kg.nlp.lexicon import Words
from kg.nlp.people import name_people
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables
from kg.ontology import Ontology

ALSO_CALLED = re.compile(
    r",?\s*\(?(?:also|better|commonly|popularly|otherwise|formerly|previously)?\s*"
    r"(?:known (?:\w+ ){0,4}as|called|nicknamed|dubbed|a\.?k\.?a\.?|renamed(?: as)?|n[ée]e|or)\s+(?:the\s+)?[\"“']?"
)
"""What stands between two names of one thing."""


def chain_names(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> None:
    """Give every name its chain number; mentions of the same thing share one. `drafts` are in text order."""
    numbers: dict[tuple[str, str], int] = {}

    def number(group: str, key: str) -> int:
        return numbers.setdefault((group, key), len(numbers))

    names = [draft for draft in drafts if draft.form in (MentionForm.NAME, MentionForm.NATIONALITY)]
    _style(names, passages, tables.words)
    also = _introduced(names, passages, tables.ontology)
    people = name_people(names, passages, tables, also)
    short = _short_forms(names, people, tables)
    for index, draft in enumerate(names):
        if draft.known:
            draft.chain = number("known", draft.known)
        elif index in people:
            draft.chain = number("person", also.get(people[index], people[index]))
            if draft.best_type != "Person":
                # A part of a full name that the model took for something else.
                draft.votes["Person"] = draft.votes[draft.best_type] + 1
        else:
            name = short_name(draft.name)
            name = also.get(draft.name) or also.get(name) or short.get(name, name)
            known = tables.gazetteer.find(name)
            draft.chain = number("known", known.name) if known and not known.common else number("name", name)


def _style(names: Iterable[Draft], passages: Sequence[Passage], words: Words) -> None:
    """Let monarchs and popes, known by one name, keep the style it is said with: "Pope Francis"."""
    for draft in names:
        doc = passages[draft.passage].doc
        if (
            draft.start
            and draft.best_type == "Person"
            and " " not in draft.name
            and doc[draft.start - 1].text in words.styles
        ):
            draft.name = f"{doc[draft.start - 1].text} {draft.name}"


def _introduced(names: Sequence[Draft], passages: Sequence[Passage], ontology: Ontology) -> dict[str, str]:
    """Return names that a text introduces beside the full one, with that: acronyms in brackets, "also known as"."""
    found: dict[str, str] = {}
    for first, second in pairwise(draft for draft in names if not draft.nested):
        if first.passage != second.passage or first.name == second.name or second.known:
            continue
        doc = passages[first.passage].doc
        if not 0 < second.start - first.end < 8:
            continue
        between = doc[first.end : second.start].text
        spaced = f"{between} "
        if between == "(" and second.end < len(doc) and doc[second.end].text == ")":
            if abbreviates(second.name, first.name) or (is_acronym(second.name) and " " in first.name):
                found[second.name] = short_name(first.name)
        elif ALSO_CALLED.fullmatch(spaced):
            if between.strip(" ,(") != "or" and _compatible(first, second, ontology):
                found[second.name] = first.name if first.best_type == "Person" else short_name(first.name)
    return found


def _compatible(first: Draft, second: Draft, ontology: Ontology) -> bool:
    """Tell whether two names may be of one thing by their classes."""
    a, b = first.best_type, second.best_type
    unsure = not (first.sure and second.sure)
    return unsure or ontology.is_a(a, b) or ontology.is_a(b, a)


def _short_forms(names: Sequence[Draft], people: Mapping[int, str], tables: Tables) -> dict[str, str]:
    """Return short names of things with the one long name each may stand for.

    An acronym without brackets for the only name of these initials; a name without the noun that tells
    its kind, if the long form introduces it and it is of the same kind or of none that is sure (what
    comes first without that noun is the parent, not the short form: Tata, Tata Motors); the noun that
    tells the kind, if only one name ends in it.
    """
    heads, ontology = tables.heads, tables.ontology
    things: dict[str, Draft] = {}
    for index, draft in enumerate(names):
        if index not in people and draft.form is MentionForm.NAME and not draft.nested:
            things.setdefault(short_name(draft.name), draft)
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_start: dict[str, list[str]] = defaultdict(list)
    by_end: dict[str, list[str]] = defaultdict(list)
    for name in things:
        words = name.split()
        if len(words) > 1:
            by_initials[initials(name)].append(name)
            if words[-1] in heads.in_name:
                by_start[" ".join(words[:-1])].append(name)
            for count in range(1, len(words)):
                if all(word in heads.in_name or word in heads.in_short for word in words[count:]):
                    by_end[" ".join(words[count:])].append(name)
    short: dict[str, str] = {}
    for name, draft in things.items():
        if is_acronym(name) and len(name) > 2:
            fitting = by_initials[name.replace(".", "")]
        elif name in by_start and not draft.known:
            fitting = [
                long
                for long in by_start[name]
                if _before(things[long], draft) and _compatible(draft, things[long], ontology)
            ]
        else:
            fitting = by_end[name]
        if len(fitting) == 1:
            short[name] = fitting[0]
    return short


def _before(first: Draft, second: Draft) -> bool:
    return (first.passage, first.start) < (second.passage, second.start)
