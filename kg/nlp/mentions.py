"""All mentions of a document, typed and chained."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.model import Chain, Mention, MentionForm
from kg.nlp.anaphora import resolve_anaphors
from kg.nlp.bodies import find_bodies, widen_actors
from kg.nlp.capitals import name_governments
from kg.nlp.chains import chain_names
from kg.nlp.descriptions import describe, fits_person
from kg.nlp.draft import Draft
from kg.nlp.names import find_names, find_nested
from kg.nlp.nominals import find_amounts, find_things, is_definite
from kg.nlp.pipeline import Passage
from kg.nlp.spread import spread_names
from kg.nlp.tables import load_tables
from kg.nlp.typing import tell_founders, weigh


def find_mentions(passages: tuple[Passage, ...]) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """Return the mentions in text order and the chains they form.

    None overlaps another, save for a country that lies inside the name of one of its bodies.
    """
    tables = load_tables()
    drafts: list[Draft] = []
    for number, passage in enumerate(passages):
        amounts = find_amounts(passage.doc, number)
        names = find_names(passage.doc, number, tables)
        drafts.extend(_free(names, amounts))
        drafts.extend(amounts)
    _sort(drafts)
    weigh(drafts, passages, tables)
    tell_founders(drafts, passages)
    drafts = spread_names(drafts, passages, tables)
    for passage, here in _by_passage(drafts, passages):
        drafts.extend(find_nested(here, passage.doc, tables.gazetteer))
    _sort(drafts)
    name_governments(drafts, passages, tables)
    for passage, here in _by_passage(drafts, passages):
        drafts.extend(find_bodies(passage.doc, here, tables))
    _sort(drafts)
    chain_names(drafts, passages, tables)
    for number, (passage, here) in enumerate(_by_passage(drafts, passages)):
        widen_actors(passage.doc, here, tables)
        drafts.extend(_free(find_things(passage.doc, number, here, tables), here))
    _sort(drafts)
    anaphors = resolve_anaphors(drafts, passages, tables)
    # "The company" points back to a name where one is near; only otherwise is it a thing of its own.
    drafts = [
        *_free([draft for draft in drafts if draft.form is MentionForm.NOMINAL], anaphors),
        *(draft for draft in drafts if draft.form is not MentionForm.NOMINAL),
        *anaphors,
    ]
    _sort(drafts)
    return _finish(_chain_things(drafts, passages), passages)


def _by_passage(drafts: Sequence[Draft], passages: Sequence[Passage]) -> list[tuple[Passage, list[Draft]]]:
    """Return each passage with its drafts, in order."""
    found: list[list[Draft]] = [[] for _ in passages]
    for draft in drafts:
        found[draft.passage].append(draft)
    return list(zip(passages, found, strict=True))


def _sort(drafts: list[Draft]) -> None:
    drafts.sort(key=lambda draft: (draft.passage, draft.start, draft.nested, draft.end))


def _free(drafts: Sequence[Draft], others: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that share no token with one of the others."""
    taken = {(other.passage, index) for other in others for index in range(other.start, other.end)}
    return [d for d in drafts if not any((d.passage, index) in taken for index in range(d.start, d.end))]


def _chain_things(drafts: Sequence[Draft], passages: tuple[Passage, ...]) -> list[Draft]:
    """Chain amounts and common noun phrases, and return the drafts without definite ones that point at nothing.

    The same words, number and owner included, mean the same thing. A definite phrase means the one thing
    of that noun spoken of before, if its further words don't contradict: "two mosques", "the mosques".
    """
    free = max((draft.chain for draft in drafts), default=-1) + 1
    numbers: dict[str, int] = {}
    known: dict[str, dict[int, set[str]]] = defaultdict(dict)
    kept = []
    for draft in drafts:
        if draft.chain < 0:
            phrase = _whole_phrase(draft, passages, numbered=True)
            *rest, noun = phrase.split()
            if draft.form is MentionForm.NOMINAL and phrase not in numbers:
                head = passages[draft.passage].doc[draft.end - 1]
                earlier = [number for number, words in known[noun].items() if set(rest) <= words]
                if is_definite(head) and len(earlier) == 1:
                    numbers[phrase] = earlier[0]
                elif draft.points_back and not known[noun]:
                    continue
            draft.chain = numbers.setdefault(phrase, free + len(numbers))
            known[noun].setdefault(draft.chain, set()).update(rest)
        kept.append(draft)
    return kept


def _finish(
    drafts: Sequence[Draft], passages: tuple[Passage, ...]
) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    by_chain: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_chain[draft.chain].append(draft)
    numbers = {old: new for new, old in enumerate(by_chain)}
    chains = []
    kinds = {}
    sure = {}
    for old, members in by_chain.items():
        votes: Counter[str] = Counter()
        # The mentions of one name agree already: each name is counted once.
        for draft in {draft.name: draft for draft in members}.values():
            votes.update(draft.votes)
        kind = min(votes, key=lambda name: (-votes[name], name)) if votes else "Entity"
        if kind == "Person" and any(
            draft.form is not MentionForm.NAME and "Organization" in draft.votes for draft in members
        ):
            kind = "Organization"  # nobody is called "it", nor "the company"
        kinds[old] = kind
        sure[old] = all(draft.sure for draft in members)
        chains.append(_chain(numbers[old], kind, members, passages))
    mentions = []
    for draft in drafts:
        start, end = draft.characters(passages)
        mentions.append(
            Mention(
                start,
                end,
                draft.known or draft.name,
                kinds[draft.chain],
                draft.form,
                numbers[draft.chain],
                sure[draft.chain],
            )
        )
    return tuple(mentions), tuple(chains)


def _chain(number: int, kind: str, members: Sequence[Draft], passages: tuple[Passage, ...]) -> Chain:
    named = [draft for draft in members if draft.form is MentionForm.NAME]
    shown = named or [draft for draft in members if draft.form is not MentionForm.PRONOUN]
    known = next((draft.known for draft in members if draft.known), None)
    forms = Counter(draft.name for draft in shown)
    # The fullest form; among equally long ones the most frequent, then the first in the alphabet.
    fullest = (
        min(forms, key=lambda name: (-len(name.split()), -forms[name], name)) if forms else members[0].name
    )
    names = {known or fullest, *forms}
    if not named:
        names |= {_whole_phrase(draft, passages) for draft in shown if draft.form is MentionForm.NOMINAL}
        names |= {
            passages[draft.passage].doc[draft.start : draft.end].text
            for draft in shown
            if draft.form is MentionForm.NOMINAL
        }
    return Chain(
        number,
        kind,
        known or fullest,
        tuple(sorted(names)),
        named[0].form if named else shown[0].form if shown else members[0].form,
        _descriptions(named, passages) if kind == "Person" else (),
    )


def _descriptions(named: Sequence[Draft], passages: tuple[Passage, ...]) -> tuple[str, ...]:
    phrases = (describe(draft, passages[draft.passage].doc) for draft in named)
    return tuple(sorted({phrase for each in phrases for phrase in each if fits_person(phrase)}))


def _whole_phrase(draft: Draft, passages: tuple[Passage, ...], *, numbered: bool = False) -> str:
    """Return a noun phrase with the names in front of it, without article and number: "Hong Kong universities"."""
    doc = passages[draft.passage].doc
    start = doc[draft.end - 1].left_edge.i
    skipped = {"DET", "PRON", "ADV", "SCONJ", "CCONJ"} | (set() if numbered else {"NUM"})
    while start < draft.start and doc[start].pos_ in skipped:
        start += 1
    text: str = doc[min(start, draft.start) : draft.end].text
    return text.lower() if numbered else text
