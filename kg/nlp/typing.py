"""One type for each name in a document: the evidence of all its mentions is added up."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.model import MentionForm
from kg.naming.people import begins_with_given, is_by_custom, is_east_asian
from kg.nlp.descriptions import SUBJECT
from kg.nlp.draft import SURE, Draft
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.lexicon import Heads, Titles
from kg.nlp.lexicon.nouns import load_nouns
from kg.nlp.names import KNOWN
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables
from kg.nlp.titles import title_before

TITLE, HEAD_NOUN, DESCRIPTION, GIVEN_NAME, GOODS, CUSTOM, SPOKEN = 10, 8, 8, 5, 5, 3, 1
"""Weights of the evidence, against 2 for each mention that spaCy labels and 12 for the gazetteer."""

INITIALED = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]+")
"""A name that a firm may have from its founder: "J.P. Morgan"."""
PLURALS = (("s", ""), ("es", ""), ("ies", "y"))
LONGEST_NOUN = 3
"""Tokens: "private equity firm"."""


def weigh(drafts: Sequence[Draft], passages: Sequence[Passage], tables: Tables) -> None:
    """Add the evidence around each mention to its votes, then let all mentions of a name agree."""
    by_name: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.form is MentionForm.NAME:
            _look_around(draft, passages[draft.passage].doc, tables)
            by_name[draft.known or draft.name].append(draft)
    for mentions in by_name.values():
        total: Counter[str] = Counter()
        guesses: Counter[str] = Counter()
        for draft in mentions:
            total.update(draft.votes)
            guesses.update(draft.guesses)
        _refine(total, mentions[0].name, tables.gazetteer)
        if mentions[0].known is None:
            _leave_open(total, mentions[0].name, tables.heads)
        for draft in mentions:
            draft.votes, draft.guesses = Counter(total), Counter(guesses)


def tell_founders(drafts: Sequence[Draft], passages: Sequence[Passage]) -> None:
    """Let a name that a firm has from its founder be the founder beside other people: "J.P. Morgan, Anna Berg and others"."""
    people = {
        (draft.passage, index)
        for draft in drafts
        if draft.form is MentionForm.NAME and draft.best_type == "Person"
        for index in range(draft.start, draft.end)
    }
    for draft in drafts:
        span = passages[draft.passage].doc[draft.start : draft.end]
        if draft.known is None or draft.best_type != "Company" or not INITIALED.fullmatch(span.text):
            continue
        if any((draft.passage, other.i) in people for other in span.root.conjuncts):
            draft.known, draft.name, draft.votes = None, span.text, Counter({"Person": SURE})


def _look_around(draft: Draft, doc: Doc, tables: Tables) -> None:
    heads, titles = tables.heads, tables.titles
    words = doc[draft.start : draft.end]
    comma = draft.start > 1 and doc[draft.start - 1].text == ","
    titled = title_before(doc, draft.start, titles) is not None and not _is_trade(draft, doc, tables)
    if titled or (comma and _post_before(doc, draft.start - 1, titles)):
        draft.votes["Person"] += TITLE
    elif (
        draft.start
        and (kind := kind_of(doc, draft.start - 1, heads))
        and (
            doc[draft.start - 1].dep_ in {"compound", "nmod", "appos"}
            or doc[draft.start - 1].head.i == words.root.head.i
        )
    ):
        draft.votes[kind] += DESCRIPTION
    if _after_company_post(doc, draft.start, tables):
        draft.votes["Organization"] += GIVEN_NAME
    if (
        draft.start > 1
        and doc[draft.start - 1].lower_ == "of"
        and doc[draft.start - 2].lower_ in tables.words.town_posts
    ):
        draft.votes["City"] += TITLE
    if _before_company_post(doc, draft.end, tables):
        draft.votes["Organization"] += GIVEN_NAME
    # "Speaking to Reuters, the head of the league, Pia Lund, said": a known name bears no title of others.
    settled = draft.known is not None and max(draft.votes.values(), default=0) >= KNOWN
    if not settled and _post_after(doc, draft.end, titles):
        draft.votes["Person"] += TITLE
    root = words.root
    for child in root.children:
        if child.dep_ == "appos" and child.i >= draft.end and (kind := kind_of(doc, child.i, heads)):
            draft.votes[kind] += DESCRIPTION
        if (
            not settled
            and child.dep_ == "appos"
            and child.i >= draft.end
            and (child.lower_,) in titles.styled
        ):
            draft.votes["Person"] += TITLE
        if child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children):
            draft.votes["Person"] += DESCRIPTION
    if root.dep_ == "appos" and root.head.pos_ == "NOUN" and (kind := kind_of(doc, root.head.i, heads)):
        draft.votes[kind] += DESCRIPTION
    if root.dep_ == "nsubj" and root.head.lemma_ == "be" and (kind := _attribute(root.head, heads)):
        draft.votes[kind] += DESCRIPTION
    if draft.known is None and root.dep_ in SUBJECT and _takes_post(root.head, titles):
        draft.votes["Person"] += TITLE
    if root.dep_ == "nsubj" and root.head.lemma_ in tables.words.human_verbs:
        draft.votes["Person"] += SPOKEN
        draft.guesses["Person"] += SPOKEN  # firms say and ask too
    of = next((token.i for token in words if token.lower_ == "of"), words.end)
    last = doc[of - 1].text  # the head of "Ministry of Oil" stands before "of"
    if draft.known is None and is_east_asian(draft.name):
        draft.votes["Person"] += HEAD_NOUN
    elif len(words) > 1 and last in heads.in_name:
        draft.votes[heads.in_name[last]] += HEAD_NOUN
    elif draft.known is None and len(words) > 1 and _names_goods(last, tables):
        draft.votes["Organization"] += GOODS
    elif draft.known is None and begins_with_given(draft.name) and not _elsewhere(words[-1], tables):
        draft.votes["Person"] += GIVEN_NAME
    elif draft.known is None and is_by_custom(draft.name):
        draft.votes["Person"] += CUSTOM
    which = any(
        child.dep_ == "relcl"
        and any(word.lower_ == "which" and word.dep_ in SUBJECT for word in child.children)
        for child in root.children
    )
    if which and draft.known is None and draft.best_type == "Person":
        draft.votes["Organization"] += draft.votes["Person"] + SPOKEN  # nobody is a "which"


def _is_trade(draft: Draft, doc: Doc, tables: Tables) -> bool:
    """Tell whether the noun in front of a name says what a firm does: "the bunker trader Norvik Fuels", unlike "Ann Kerr"."""
    if kind_of(doc, draft.start - 1, tables.heads) not in {"Company", "Organization"}:
        return False
    last = doc[draft.end - 1]
    guess = last.ent_type_ == "PERSON" and not _names_goods(last.text, tables)
    return not begins_with_given(draft.name) and not guess


def _attribute(verb: Token, heads: Heads) -> str | None:
    """Return the class of what a subject is said to be: "is a town in Peru", and not "is the biggest market"."""
    for child in verb.children:
        if child.dep_ == "attr" and any(word.lower_ in {"a", "an"} for word in child.children):
            return kind_of(child.doc, child.i, heads)
    return None


def _takes_post(verb: Token, titles: Titles) -> bool:
    """Tell whether the subject of a verb comes to a post: "became chief executive", "was named chairman"."""
    if verb.lemma_ not in {"become", "name", "appoint", "elect"}:
        return False
    posts = [child for child in verb.children if child.dep_ in {"attr", "oprd"}]
    return any(
        (found := title_before(verb.doc, post.i + 1, titles)) and found[1] in titles.posts for post in posts
    )


def kind_of(doc: Doc, last: int, heads: Heads) -> str | None:
    """Return the class of what the noun that ends at a token names: "rights group", "group".

    Of the nouns that the table of heads lacks, those for organizations tell one.
    """
    for length in range(min(LONGEST_NOUN, last + 1), 0, -1):
        noun = doc[last + 1 - length : last + 1].text.lower()
        if kind := heads.beside.get(noun):
            return kind
        if (kind := load_nouns().get(noun)) in {"Company", "Organization"}:
            return kind
    return None


def _names_goods(last: str, tables: Tables) -> bool:
    """Tell whether a last word is a plural of things that firms make or run: "Norvik Engines", "Bolt Mills"."""
    if not last.istitle() or last in tables.words.plural_surnames:
        return False
    low = last.lower()
    singular = {low[: -len(ending)] + stem for ending, stem in PLURALS if low.endswith(ending)}
    return any(load_nouns().get(noun) in {"Product", "Facility"} for noun in singular)


def _elsewhere(last: Token, tables: Tables) -> bool:
    """Tell whether a last word speaks against a person's name: "Hertha Berlin", "Christian Democrat"."""
    known = tables.gazetteer.names.get(last.text)
    place = known is not None and not known.common and known.type in {"City", "Country", "Region", "Place"}
    return place or last.text in tables.words.no_surnames


def _after_company_post(doc: Doc, position: int, tables: Tables) -> bool:
    """Tell whether "CEO of" or "a stake in" stands directly before a name."""
    if position < 2 or doc[position - 1].lower_ not in {"of", "in", "at"}:
        return False
    return any(
        doc[max(0, position - 1 - length) : position - 1].text.lower() in tables.words.company_posts
        for length in (1, 2, 3)
    )


def _before_company_post(doc: Doc, position: int, tables: Tables) -> bool:
    """Tell whether "chairman" or "chief executive" and a name follow: "Norvik chairman Ajay Rao"."""
    return any(
        doc[position:end].text.lower() in tables.words.company_posts and doc[end].pos_ == "PROPN"
        for end in range(position + 1, min(position + 4, len(doc)))
    )


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
        # "chief" of "the chief financial officer of" is followed by more of the title
        ends = end < len(doc) and doc[end].lower_ in {"of", "at", "for", ",", "and", "in"}
        if found and found[1] in titles.posts and found[0] > position and ends:
            return not _speaks(doc[end - 1])
    return False


def _speaks(noun: Token) -> bool:
    """Tell whether a noun is the subject of the verb behind it: "has never supplied Norvik, a spokesman for the mill said"."""
    after = noun.right_edge.i + 1
    return noun.dep_ in SUBJECT and after < len(noun.doc) and noun.doc[after] == noun.head


def _leave_open(votes: Counter[str], name: str, heads: Heads) -> None:
    """Keep the class that an ambiguous head noun tells from being sure: "Forum" may be a meeting or an institute."""
    last = name.split()[-1]
    kind = heads.in_name.get(last) if last in heads.loose else None
    if kind is not None:
        votes[kind] = min(votes[kind], SURE - 1)


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
