"""One type for each name in a document: the evidence of all its mentions is added up."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.model import MentionForm
from kg.nlp.draft import Draft
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.lexicon import Heads, Titles
from kg.nlp.names import title_before
from kg.nlp.pipeline import Passage

TITLE, HEAD_NOUN, DESCRIPTION, SPOKEN = 10, 8, 8, 1
"""Weights of the evidence, against 2 for each mention that spaCy labels and 12 for the gazetteer."""

HUMAN_VERBS = frozenset(
    [
        "say",
        "tell",
        "add",
        "note",
        "argue",
        "think",
        "believe",
        "resign",
        "die",
        "marry",
        "bear",
        "smile",
        "speak",
        "ask",
        "recall",
        "write",
    ]
)


def weigh(
    drafts: Sequence[Draft], passages: Sequence[Passage], heads: Heads, titles: Titles, gazetteer: Gazetteer
) -> None:
    """Add the evidence around each mention to its votes, then let all mentions of a name agree."""
    by_name: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.form is MentionForm.NAME:
            _look_around(draft, passages[draft.passage].doc, heads, titles)
            by_name[draft.known or draft.name].append(draft)
    for mentions in by_name.values():
        total: Counter[str] = Counter()
        for draft in mentions:
            total.update(draft.votes)
        _refine(total, mentions[0].name, gazetteer)
        for draft in mentions:
            draft.votes = Counter(total)


def _look_around(draft: Draft, doc: Doc, heads: Heads, titles: Titles) -> None:
    words = doc[draft.start : draft.end]
    comma = draft.start > 1 and doc[draft.start - 1].text == ","
    if title_before(doc, draft.start, titles) or (comma and _post_before(doc, draft.start - 1, titles)):
        draft.votes["Person"] += TITLE
    elif (
        draft.start
        and (kind := heads.beside.get(doc[draft.start - 1].lower_))
        and doc[draft.start - 1].dep_ in {"compound", "nmod", "appos"}
    ):
        draft.votes[kind] += DESCRIPTION
    if _post_after(doc, draft.end, titles):
        draft.votes["Person"] += TITLE
    root = words.root
    for child in root.children:
        if child.dep_ == "appos" and child.i >= draft.end and (kind := heads.beside.get(child.lower_)):
            draft.votes[kind] += DESCRIPTION
        if child.dep_ == "appos" and child.i >= draft.end and (child.lower_,) in titles.posts | titles.bare:
            draft.votes["Person"] += TITLE
        if child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children):
            draft.votes["Person"] += DESCRIPTION
    if root.dep_ == "appos" and (kind := heads.beside.get(root.head.lower_)):
        draft.votes[kind] += DESCRIPTION
    if root.dep_ == "nsubj" and root.head.lemma_ in HUMAN_VERBS:
        draft.votes["Person"] += SPOKEN
    last = words[-1].text
    if len(words) > 1 and last in heads.in_name:
        draft.votes[heads.in_name[last]] += HEAD_NOUN


def _post_before(doc: Doc, position: int, titles: Titles) -> bool:
    found = title_before(doc, position, titles)
    return found is not None and found[1] in titles.posts


def _post_after(doc: Doc, position: int, titles: Titles) -> bool:
    """Tell whether ", chairman of" or ", a Kenyan lawmaker" follows."""
    if position >= len(doc) or doc[position].text != ",":
        return False
    for end in range(position + 2, min(len(doc), position + 7)):
        if doc[end - 1].is_punct and doc[end - 1].text != "-":
            return False
        found = title_before(doc, end, titles)
        if found and found[1] in titles.posts and found[0] > position and end < len(doc):
            return doc[end].lower_ in {"of", "at", "for", ",", "and", "in"}
    return False


def _refine(votes: Counter[str], name: str, gazetteer: Gazetteer) -> None:
    """Let votes for a general class strengthen the specific one below it."""
    company_like = votes["Company"] + votes["MediaOrganization"] + votes["PoliticalParty"]
    for kind in (
        "Company",
        "MediaOrganization",
        "GovernmentBody",
        "PoliticalParty",
        "University",
        "ArmedGroup",
        "InternationalOrganization",
    ):
        if votes[kind]:
            votes[kind] += votes["Organization"]
    if votes["Place"] and (votes["City"] or votes["Country"] or votes["Region"]):
        for kind in ("City", "Country", "Region"):
            if votes[kind]:
                votes[kind] += votes["Place"]
    # An unknown place that shares its form with a company is the company: small models take new
    # brands for places.
    if votes["Place"] and company_like and gazetteer.find(name) is None:
        votes["Place"] = 0
