"""A full name that is found once is found wherever the document writes it.

The model reads each sentence by itself and may cut or miss in one what it sees in another. Names of two
words and more that are a person's, whose class is evident, or that the model saw at least twice, are looked
up in all passages; fragments of them give way. So are the single words by which these people are usually
called, where they are no English nouns.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.naming.people import CUSTOMARY, short_forms, short_key
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables

Form = tuple[str, ...]


def spread_names(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> list[Draft]:
    """Return the drafts with every further occurrence of their full names, fragments replaced."""
    forms = _full_forms(drafts, passages)
    if not forms:
        return list(drafts)
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        by_first[form[0]].append(form)
    by_passage: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_passage[draft.passage].append(draft)
    called = _called(forms, tables)
    kept: list[Draft] = []
    for number, passage in enumerate(passages):
        here = by_passage[number]
        for start, end, form in _occurrences(passage.doc, by_first):
            across = [draft for draft in here if draft.start < end and draft.end > start]
            if any(
                draft.end - draft.start > end - start or draft.known or draft.form is not MentionForm.NAME
                for draft in across
            ):
                continue  # part of a longer name, or something better known
            if [(draft.start, draft.end) for draft in across] == [(start, end)]:
                continue
            model = forms[form]
            here = [draft for draft in here if draft not in across]
            here.append(
                Draft(
                    number,
                    start,
                    end,
                    passage.doc[start:end].text,
                    MentionForm.NAME,
                    model.votes.copy(),
                    model.guesses.copy(),
                )
            )
        here.extend(_bare(passage.doc, number, here, called))
        kept.extend(here)
    kept.sort(key=lambda draft: (draft.passage, draft.start))
    return kept


def _full_forms(drafts: Sequence[Draft], passages: Sequence[Passage]) -> dict[Form, Draft]:
    """Return the names to look for, as their tokens, each with a draft of it."""
    seen: dict[Form, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.form is MentionForm.NAME and not draft.known and " " in draft.name and draft.votes:
            words = passages[draft.passage].doc[draft.start : draft.end]
            seen[tuple(token.text for token in words)].append(draft)
    return {
        form: found[0]
        for form, found in seen.items()
        if len(found) > 1 or found[0].evident or found[0].best_type == "Person"
    }


def _called(forms: Mapping[Form, Draft], tables: Tables) -> dict[str, Draft]:
    """Return the single words by which the people among the full names are usually called."""
    called: dict[str, Draft] = {}
    for draft in forms.values():
        if draft.best_type == "Person":
            usual = {short for short, rank in short_forms(draft.name).items() if rank == CUSTOMARY}
            for word in draft.name.split():
                if short_key(word) in usual and len(word) > 2 and word.lower() not in tables.nouns:
                    called.setdefault(word, draft)
    return called


def _bare(doc: Doc, passage: int, drafts: Sequence[Draft], called: Mapping[str, Draft]) -> Iterator[Draft]:
    """Yield the bare names of people that stand where nothing else was found."""
    taken = {index for draft in drafts for index in range(draft.start, draft.end)}
    for token in doc:
        model = called.get(token.text)
        if model and token.i not in taken and not token.is_stop and not _in_longer(token, taken):
            yield Draft(
                passage,
                token.i,
                token.i + 1,
                token.text,
                MentionForm.NAME,
                model.votes.copy(),
                model.guesses.copy(),
            )


def _in_longer(token: Token, taken: Set[int]) -> bool:
    """Tell whether a capitalised word stands beside, so that the name may be longer: "Piers Aldous"."""
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return any(
        word.text[0].isupper() and word.is_alpha and word.i not in taken and word.sent == token.sent
        for word in beside
    )


def _occurrences(doc: Doc, by_first: dict[str, list[Form]]) -> Iterator[tuple[int, int, Form]]:
    position = 0
    while position < len(doc):
        for form in by_first.get(doc[position].text, ()):
            if all(
                position + index < len(doc) and doc[position + index].text == word
                for index, word in enumerate(form)
            ):
                yield position, position + len(form), form
                position += len(form) - 1
                break
        position += 1
