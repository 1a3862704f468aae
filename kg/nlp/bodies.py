"""Governments spoken of by those who act for them, and the bodies of a state: "Greek officials", "Iran's army"."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.names import KNOWN
from kg.nlp.tables import Tables

POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'", "’"})
OWNERS = frozenset({"Country", "Place", "Region", "City"})
REACH = 3
"""Tokens behind the name of a country in which the noun is looked for."""


def find_bodies(doc: Doc, drafts: Sequence[Draft], tables: Tables) -> list[Draft]:
    """Return the bodies that a country or place and a common noun name together: "the Greek parliament".

    The name of the country stays a mention inside of it. "Iran's parliament" and "the Iranian parliament" are
    one body.
    """
    starts = {draft.start for draft in drafts if not draft.nested}
    found = []
    for draft in drafts:
        if draft.nested or draft.best_type not in OWNERS:
            continue
        last, noun = _body(doc, _behind_owner(doc, draft), starts, tables)
        if noun:
            if noun not in tables.heads.local:
                _turn_to_country(draft, doc, tables)
            usual = f"{_adjective(draft.known or draft.name)} {noun}"
            body = Draft(
                draft.passage,
                draft.start,
                last + 1,
                doc[draft.start : last + 1].text,
                MentionForm.NAME,
                known=usual,
            )
            body.votes = Counter(GovernmentBody=KNOWN)
            found.append(body)
            draft.nested, draft.form = True, MentionForm.NATIONALITY
    return found


def _turn_to_country(draft: Draft, doc: Doc, tables: Tables) -> None:
    """Let a capital whose body acts be its country: the Athens parliament is Greece's."""
    country = tables.gazetteer.seats.get(doc[draft.start : draft.end].text)
    if draft.best_type == "City" and country is not None and country.type == "Country":
        draft.known = draft.name = country.name
        draft.votes = Counter({country.type: KNOWN})


def _behind_owner(doc: Doc, draft: Draft) -> int:
    """Return the first token behind a name and its possessive ending."""
    behind = draft.end < len(doc) and doc[draft.end].text in POSSESSIVE_ENDINGS
    return draft.end + 1 if behind else draft.end


def _body(doc: Doc, start: int, starts: set[int], tables: Tables) -> tuple[int, str]:
    """Return the last token of the noun of a body that begins at or soon after `start`, and the noun."""
    for first in range(start, min(len(doc), start + REACH)):
        if first in starts or doc[first].is_punct or doc[first].pos_ not in {"NOUN", "PROPN", "ADJ"}:
            break
        for length in (2, 1):
            words = tuple(token.lower_ for token in doc[first : first + length])
            last = first + length - 1
            known = words in tables.heads.bodies or (length == 2 and words[-1] in tables.heads.offices)
            if len(words) == length and known and _is_head(doc, last, starts):
                return last, " ".join(words)
    return start, ""


def _is_head(doc: Doc, last: int, starts: set[int]) -> bool:
    """Tell whether no noun or name follows: in "Greek police spokesman", "police" is only a part."""
    return last + 1 >= len(doc) or not (last + 1 in starts or doc[last + 1].pos_ in {"NOUN", "PROPN"})


@cache
def _adjectives() -> dict[str, str]:
    """Return the first adjective of each country."""
    found: dict[str, str] = {}
    for form, known in load_gazetteer().adjectives.items():
        found.setdefault(known.name, form)
    return found


def _adjective(country: str) -> str:
    return _adjectives().get(country, country)


def widen_actors(doc: Doc, drafts: Sequence[Draft], tables: Tables) -> None:
    """Let a name take in the noun for those who act for it: "the Greek government", "Taliban fighters"."""
    starts = {draft.start for draft in drafts if not draft.nested}
    for draft in drafts:
        if draft.nested:
            continue
        if draft.best_type in OWNERS:
            actors = tables.heads.acts
        elif draft.best_type == "ArmedGroup":
            actors = tables.heads.fights
        else:
            continue
        end = _behind_owner(doc, draft)
        for last in range(end, min(len(doc), end + REACH)):
            if last in starts or doc[last].is_punct or doc[last].pos_ in {"VERB", "ADP", "CCONJ", "DET"}:
                break
            if doc[last].lower_ in actors:
                if _is_head(doc, last, starts):
                    draft.end = last + 1
                break
