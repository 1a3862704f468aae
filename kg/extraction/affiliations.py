"""Belonging told by a small word: "Ana Ruiz of the Green Party", "Google's Chrome"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.candidate import Candidate, stated
from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm
from kg.nlp.bodies import POSSESSIVE_ENDINGS
from kg.nlp.lexicon import load_titles
from kg.nlp.lexicon.nouns import load_nouns
from kg.ontology import load_ontology

VERSION = 1
AGAINST = frozenset({"rival", "opposing", "anti", "ex", "once", "then"})
KNOWING = frozenset(
    {"correspondent", "expert", "analyst", "veteran", "specialist", "scholar", "historian", "lawyer"}
)
"""What is of a country by its subject, not by birth."""
WORDS = frozenset({"of", "from", "with", "at"})
RELATIONS = {
    "PoliticalParty": "memberOf",
    "ArmedGroup": "memberOf",
    "InternationalOrganization": "worksFor",
    "Company": "worksFor",
    "University": "worksFor",
    "MediaOrganization": "worksFor",
    "GovernmentBody": "worksFor",
    "Organization": "worksFor",
}
"""What belonging to an organization of each class is called."""


def read_affiliations(scene: Scene) -> Iterator[Candidate]:
    """Yield `memberOf` for parties and armed groups, `worksFor` for other organizations and `citizenOf`, in text order."""
    for mention in scene.mentions:
        if mention.type != "Person" or not scene.tokens_of(mention):
            continue
        if mention.form is MentionForm.NAME:
            yield from _behind(scene, mention)
            if mention.sure:
                yield from _possessed(scene, mention)
                yield from _adjective_before(scene, mention)
                yield from _adjective_behind(scene, mention)
        yield from _own_party(scene, mention)


def _behind(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield the organization behind a name: "Ana Ruiz of the Green Party".

    The preposition must follow the name at once; a comma in between may begin something else.
    """
    after = scene.tokens_of(mention).stop
    if after + 1 >= len(scene.doc) or scene.doc[after].lower_ not in WORDS:
        return
    start = after + 2 if scene.doc[after + 1].lower_ in {"the", "a"} else after + 1
    owner = scene.by_token.get(start)
    if owner is None or owner.form is not MentionForm.NAME or scene.tokens_of(owner).start != start:
        return
    end = scene.tokens_of(owner).stop
    if end < len(scene.doc) and scene.doc[end].text in POSSESSIVE_ENDINGS:
        return  # "met her at NATO's headquarters" says where, not whom she works for
    person = scene.tokens_of(mention)
    if scene.doc[after].head.i not in person or scene.head_of(owner).dep_ == "compound":
        return
    relation = RELATIONS.get(owner.type)
    if relation and load_ontology().is_a(owner.type, "Organization"):
        yield stated(relation, mention, owner, scene.doc[after], "from", VERSION)


def _possessed(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield the organization whose possessive stands before a name: "Norvik's Pia Lund told reporters"."""
    start = scene.tokens_of(mention).start
    if start < 2 or scene.doc[start - 1].text not in POSSESSIVE_ENDINGS:
        return
    owner = scene.by_token.get(start - 2)
    if owner is None or owner.form is not MentionForm.NAME or owner.chain == mention.chain:
        return
    relation = RELATIONS.get(owner.type)
    if relation and scene.head_of(owner).head.i in scene.tokens_of(mention):
        yield stated(relation, mention, owner, scene.doc[start - 1], "of", VERSION)


def _adjective_before(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield what an adjective in front says of somebody: "Republican Ann Hill", "the Danish cellist Lis Dam"."""
    doc, tokens = scene.doc, scene.tokens_of(mention)
    start = tokens.start
    while start > 0 and start - 1 not in scene.by_token and _describes(doc[start - 1]):
        start -= 1
    told = scene.by_token.get(start - 1) if start else None
    words = [token.lower_ for token in doc[start : tokens.start]]
    if (
        told is not None
        and told.form is MentionForm.NATIONALITY
        and doc[start - 1].sent == doc[tokens.start].sent
        and not _formerly(scene, told)
    ):
        if told.type == "PoliticalParty" and not words:
            yield stated("memberOf", mention, told, doc[start - 1], "party", VERSION)
        elif told.type == "Country" and words and _calling(doc[tokens.start - 1]):
            yield stated("citizenOf", mention, told, doc[tokens.start - 1], "origin", VERSION)


def _adjective_behind(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield what an adjective between commas says of somebody: "Ann Hill, a Democrat", "Lis Dam, a Danish cellist"."""
    doc, tokens = scene.doc, scene.tokens_of(mention)
    after = tokens.stop + 1
    if tokens.stop >= len(doc) or doc[tokens.stop].text != ",":
        return
    while (
        after < len(doc)
        and (doc[after].lower_ in {"a", "an", "the"} or doc[after].pos_ == "ADJ")
        and after not in scene.by_token
    ):
        after += 1
    told = scene.by_token.get(after)
    if told is None or told.form is not MentionForm.NATIONALITY:
        return
    end = scene.tokens_of(told).stop
    if (
        told.type == "PoliticalParty"
        and doc[after - 1].lower_ in {"a", "an"}
        and (end >= len(doc) or doc[end].is_punct)
    ):
        yield stated("memberOf", mention, told, doc[after], "party", VERSION)
    elif told.type == "Country" and doc[after - 1].lower_ in {"a", "an", "the"}:
        while end + 1 < len(doc) and _describes(doc[end]) and _describes(doc[end + 1]):
            end += 1
        owns = end + 1 < len(doc) and doc[end + 1].text in POSSESSIVE_ENDINGS
        if end < len(doc) and _calling(doc[end]) and not owns:
            yield stated("citizenOf", mention, told, doc[end], "origin", VERSION)


def _formerly(scene: Scene, told: Mention) -> bool:
    """Tell whether the words in front of an adjective say that it is over or somebody else's: "former Republican"."""
    start = scene.tokens_of(told).start
    return start > 0 and scene.doc[start - 1].lower_ in AGAINST | load_titles().ended


def _calling(token: Token) -> bool:
    """Tell whether a noun says what somebody is, and not what he or she knows of: "cellist", not "expert"."""
    return token.pos_ == "NOUN" and load_nouns().get(token.lemma_) == "Person" and token.lemma_ not in KNOWING


def _describes(token: Token) -> bool:
    return token.pos_ in {"NOUN", "ADJ"} and token.is_lower


def _own_party(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield the party that is somebody's: "Hill's centre-right Union Party", "his Union Party"."""
    doc, position = scene.doc, scene.tokens_of(mention).stop
    if mention.form is MentionForm.NAME:
        if position >= len(doc) or doc[position].text not in POSSESSIVE_ENDINGS:
            return
        position += 1
    elif mention.form is not MentionForm.PRONOUN or doc[position - 1].dep_ != "poss":
        return
    while (
        position < len(doc)
        and position not in scene.by_token
        and (_describes(doc[position]) or doc[position].text == "-")
    ):
        if doc[position].lower_ in AGAINST | load_titles().ended:
            return
        position += 1
    party = scene.by_token.get(position)
    if party is not None and scene.head_of(party).dep_ in {"compound", "nmod"}:
        return  # "his Labour Party rival"
    if party is not None and party.type == "PoliticalParty" and party.form is MentionForm.NAME:
        yield stated("memberOf", mention, party, doc[position], "of", VERSION)


def read_possessions(scene: Scene) -> Iterator[Candidate]:
    """Yield `offers` for a company and the named product it possesses: "Google's Chrome", "its browser Chrome"."""
    ontology = load_ontology()
    for mention in scene.mentions:
        if mention.type != "Product" or mention.form is not MentionForm.NAME:
            continue
        tokens = scene.tokens_of(mention)
        if not tokens:
            continue
        head = scene.doc[tokens.start : tokens.stop].root
        holders = [head, head.head] if head.dep_ in {"compound", "appos", "nmod"} else [head]
        for owner in scene.arguments(
            child for holder in holders for child in holder.children if child.dep_ == "poss"
        ):
            if owner.chain != mention.chain and ontology.is_a(owner.type, "Company"):
                yield stated("offers", owner, mention, head, "of", VERSION)
