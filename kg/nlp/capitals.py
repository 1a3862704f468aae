"""Capitals and seats of power that act for their country: "Riyadh accuses", "talks with Tehran"."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables

ACTING = frozenset({"with", "by", "between", "against"})
"""Prepositions that a partner or doer follows; "in", "to" and "from" name the town."""


def name_governments(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> None:
    """Turn a capital or seat into its country where the sentence has it act like a government.

    A capital acts as the subject of a verb of governing, as whom others urge or accuse, or as a partner in talks; elsewhere it is the
    town, and so is one that a person of the document bears as a family name. A seat that is no town ("the Kremlin", "Downing Street") always stands for its country.
    """
    borne = {
        draft.name.split()[-1]
        for draft in drafts
        if draft.best_type == "Person" and not draft.known and " " in draft.name
    }
    for draft in drafts:
        if draft.form is not MentionForm.NAME or draft.nested or draft.name in borne:
            continue
        words = passages[draft.passage].doc[draft.start : draft.end]
        country = tables.gazetteer.seats.get(words.text)
        if country is None or country.type not in {"Country", "Place", "InternationalOrganization"}:
            continue
        town = tables.gazetteer.names.get(words.text)
        is_town = town is not None and town.type == "City"
        if not is_town or _governs(words.root, tables):
            draft.known = country.name
            draft.name = country.name
            draft.votes = Counter({country.type: 12})


def _governs(token: Token, tables: Tables) -> bool:
    verb = token.head
    if token.dep_ in {"nsubj", "conj"} and verb.lemma_ in tables.heads.governing:
        return True
    if token.dep_ == "dobj" and verb.lemma_ in tables.words.addressed:
        return True
    if token.dep_ == "pobj" and verb.lower_ in {"on", "upon"} and verb.head.lemma_ == "call":
        return True
    if token.dep_ == "pobj" and verb.lower_ in ACTING:
        return not any(child.dep_ == "appos" for child in token.children)
    return False
