"""Where things lie and belong, told by neighbouring names: "Kano, Nigeria", "Swiss chocolate maker Lindt",
"the summit in Busan", "Kenya's Finance Ministry".
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extraction.candidate import Candidate, stated
from kg.extraction.clauses import prepositions
from kg.extraction.scene import NAMED, PLACES, Scene
from kg.extraction.status import status_of
from kg.model import Mention, MentionForm, Status
from kg.nlp.bodies import POSSESSIVE_ENDINGS
from kg.nlp.gazetteer import load_gazetteer
from kg.nlp.lexicon import load_heads
from kg.ontology import UNKNOWN, load_ontology

VERSION = 1
KINDS = frozenset(
    "city town village suburb province state region district county island territory port resort municipality"
    " neighborhood neighbourhood prefecture enclave peninsula settlement hamlet area capital borough quarter canton"
    " archipelago emirate republic".split()
)
"""Nouns that say what kind of place a name is of."""
MAKING = frozenset(
    "build construct erect establish found create open launch start set add develop install plan propose locate site".split()
)
"""Verbs whose object comes to be by what they say."""
MOST_DESCRIBING = 5
"""Tokens between a place and the name it describes."""


def read_places(scene: Scene) -> Iterator[Candidate]:
    """Yield `locatedIn`, `basedIn` and `agencyOf` told by the neighbourhood of two names, in text order."""
    for mention in scene.mentions:
        if mention.form in (MentionForm.PRONOUN, MentionForm.AMOUNT):
            continue
        if mention.form is MentionForm.NATIONALITY and (outer := scene.outer(mention)) is not None:
            trigger = scene.doc[scene.tokens_of(mention).start]
            yield stated("agencyOf", outer, mention, trigger, "nested", VERSION)
            continue
        yield from _beside(scene, mention)
        yield from _within(scene, mention)
        yield from _called(scene, mention)
        yield from _of_town(scene, mention)


def _beside(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield what a place and the name after it tell together: "Kano, Nigeria", "Swiss bank UBS"."""
    tokens = scene.tokens_of(mention)
    if not tokens:
        return
    doc, after = scene.doc, tokens.stop
    if mention.form is MentionForm.NAME and after + 1 < len(doc) and doc[after].text == ",":
        outer = scene.by_token.get(after + 1)
        if outer is not None and outer.form is MentionForm.NAME and _lies_in(mention, outer):
            yield stated("locatedIn", mention, outer, doc[tokens.start], "comma", VERSION)
    if not load_ontology().is_a(mention.type, "Place"):
        return
    possessive = after < len(doc) and doc[after].text in POSSESSIVE_ENDINGS
    start = _described(scene, after + possessive)
    named = scene.by_token.get(start)
    if named is None or named.form is not MentionForm.NAME or named.chain == mention.chain:
        return
    if scene.tokens_of(named).start != start or doc[start].sent != doc[tokens.start].sent:
        return
    if _only_modifies(scene, named) or (start > after and doc[start - 1].tag_ == "NNS"):
        return
    if mention.form is MentionForm.NATIONALITY or possessive or start > after:
        words = [token.lower_ for token in doc[after + possessive : start]]
        firm = any(load_heads().beside.get(word) == "Company" for word in words)
        relation = _of_place(named, mention, firm=firm)
        if relation:
            yield stated(relation, named, mention, doc[start], "nation", VERSION)


def _called(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield what a place lies in by the noun that says what it is: "Pakistan's city of Lahore", "Gonesse, a suburb of Paris"."""
    if mention.form is not MentionForm.NAME or not load_ontology().is_a(mention.type, "Place", "Facility"):
        return
    head = scene.head_of(mention)
    noun = _kind_noun(head)
    if noun is None:
        return
    around = [
        child
        for child in noun.children
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and child.i < noun.i
    ]
    if any(
        child.lower_ in {"occupied", "annexed", "captured", "held", "breakaway"} for child in noun.children
    ):
        return  # "Russia's occupied city of"
    for word in ("of", "in", "on"):
        around += [token for token in prepositions(noun, word) if token.i != head.i]
    for place in scene.arguments(around):
        if (
            place.chain != mention.chain
            and place.form in NAMED
            and place.type in PLACES
            and place.type != "Facility"
        ):
            yield stated("locatedIn", mention, place, noun, "kind", VERSION)
            return


def _kind_noun(head: Token) -> Token | None:
    """Return the noun that says what kind of place a name is of: "the city of Lahore", "Lahore, a city"."""
    noun = None
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        noun = head.head.head
    elif head.dep_ == "appos":
        noun = head.head
    else:
        noun = next((child for child in head.children if child.dep_ == "appos" and child.i > head.i), None)
    return noun if noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() in KINDS else None


def _of_town(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield the town or region in front of an event or building: "the Busan summit", "a Kolkata flyover collapse"."""
    if mention.form not in (MentionForm.NOMINAL, MentionForm.NAME) or not load_ontology().is_a(
        mention.type, "Event", "Facility"
    ):
        return
    head = scene.head_of(mention)
    for child in head.children:
        if child.dep_ not in {"compound", "nmod", "poss"} or child.i > head.i:
            continue
        place = scene.at(child)
        if place is not None and place.form is MentionForm.NAME and place.type in {"City", "Region"}:
            yield stated("locatedIn", mention, place, head, "town", VERSION)


def _only_modifies(scene: Scene, named: Mention) -> bool:
    """Tell whether a name only belongs to the noun that is described: "Israel's Gaza offensive"."""
    head = scene.head_of(named)
    noun = head.head
    return (
        head.dep_ in {"compound", "nmod", "poss"}
        and noun.i > head.i
        and noun.lower_ not in load_heads().beside
    )


def _described(scene: Scene, start: int) -> int:
    """Return where the name begins that common nouns from `start` on describe: behind "software giant"."""
    position = start
    while position < len(scene.doc) and position - start < MOST_DESCRIBING:
        mention = scene.by_token.get(position)
        if mention is not None and mention.form is not MentionForm.NOMINAL:
            break
        if scene.doc[position].pos_ not in {"NOUN", "ADJ"} and scene.doc[position].text != "-":
            break
        position += 1
    return position


def _of_place(named: Mention, place: Mention, *, firm: bool) -> str | None:
    """Return what a name described by a place is to it, or None; `firm` if it is called a bank, carmaker ..."""
    ontology = load_ontology()
    if ontology.is_a(named.type, "GovernmentBody"):
        return "agencyOf"
    if named.type == "InternationalOrganization":
        return None
    if (firm and not named.sure) or ontology.is_a(named.type, "Organization"):
        return "basedIn"
    inside = named.type in {"City", "Region"} and place.type in {"Country", "Region"}
    inside = inside or (named.type == "Facility" and place.type in {"City", "Region"})
    return "locatedIn" if inside else None


def _lies_in(inner: Mention, outer: Mention) -> bool:
    """Tell whether "inner, outer" names a place and what it lies in, not two items of a list."""
    gazetteer = load_gazetteer()
    known = gazetteer.find(inner.name)
    if known is not None and not known.common and known.within:
        around = gazetteer.find(outer.name)
        return known.within == outer.name or bool(
            around and around.within == known.within and around.type == "Region" and known.type == "City"
        )
    if known is not None and not known.common:
        return False
    if load_ontology().is_a(inner.type, "Facility") or inner.type == "GovernmentBody":
        return outer.type in {"City", "Country", "Region"}
    return inner.type in {"City", "Place", UNKNOWN} and outer.type in {"Country", "Region"}


def standing_of(scene: Scene, mention: Mention) -> Status:
    """Return whether something is there yet: what somebody only plans to build, or may, lies nowhere so far."""
    head = scene.head_of(mention)
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    if (
        mention.form is MentionForm.NAME
        or head.dep_ not in {"dobj", "nsubjpass"}
        or verb.lemma_ not in MAKING
    ):
        return Status.ASSERTED
    told = status_of(verb, scene.cues, scene.kind)
    return Status.ASSERTED if told is Status.ENDED else told


def _within(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield where an event, facility, place or organization lies, told by its own "in" or "at"."""
    ontology = load_ontology()
    head = scene.head_of(mention)
    named = mention.form is MentionForm.NAME
    settled = named and ontology.is_a(mention.type, "Organization", "City", "Region")
    if settled or ontology.is_a(mention.type, "Event", "Facility"):
        wanted = ("Place",) if settled else ("Place", "Facility")
        company = named and ontology.is_a(mention.type, "Company")
        for word in ("in", "at", "near", "on", "outside", *(("of",) if company else ())):
            for place in scene.arguments(prepositions(head, word)):
                if (
                    place.chain != mention.chain
                    and place.form in NAMED
                    and ontology.is_a(place.type, *wanted)
                ):
                    near = "basedIn" if word == "of" else "operatesIn"
                    told = stated(near if company else "locatedIn", mention, place, head, "within", VERSION)
                    yield replace(told, status=standing_of(scene, mention))
    if named and ontology.is_a(mention.type, "GovernmentBody"):
        for place in scene.arguments(prepositions(head, "of")):
            if place.form in NAMED and ontology.is_a(place.type, "Country"):
                yield stated("agencyOf", mention, place, head, "within", VERSION)
