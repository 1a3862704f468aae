"""Where things lie and belong, told by neighbouring names: "Kano, Nigeria", "Swiss chocolate maker Lindt",
"the summit in Busan", "Kenya's Finance Ministry".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import prepositions
from kg.extraction.scene import NAMED, Scene
from kg.model import Mention, MentionForm, Status
from kg.nlp.gazetteer import load_gazetteer
from kg.ontology import load_ontology

VERSION = 1
PLACES = ("Place", "City", "Region", "Country")
BODIES = ("GovernmentBody", "Organization")


def read_places(scene: Scene) -> Iterator[Candidate]:
    """Yield `locatedIn`, `basedIn` and `agencyOf` told by the neighbourhood of two names, in text order."""
    for mention in scene.mentions:
        if mention.form in (MentionForm.PRONOUN, MentionForm.AMOUNT):
            continue
        if mention.form is MentionForm.NATIONALITY and (outer := scene.outer(mention)) is not None:
            trigger = scene.doc[scene.tokens_of(mention).start]
            yield _candidate("agencyOf", outer, mention, trigger, "nested")
            continue
        yield from _beside(scene, mention)
        yield from _within(scene, mention)


def _candidate(relation: str, subject: Mention, obj: Mention, trigger: Token, kind: str) -> Candidate:
    return Candidate(relation, subject, obj, trigger, f"{kind}.{relation}/{VERSION}", Status.ASSERTED)


def _beside(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield what a name and the name right after it tell together."""
    ontology = load_ontology()
    tokens = scene.tokens_of(mention)
    doc = scene.doc
    if not tokens:
        return
    if (
        mention.type in PLACES
        and mention.form is MentionForm.NAME
        and tokens.stop + 1 < len(doc)
        and doc[tokens.stop].text == ","
    ):
        outer = scene.by_token.get(tokens.stop + 1)
        if outer is not None and outer.form is MentionForm.NAME and _lies_in(mention, outer):
            yield _candidate("locatedIn", mention, outer, doc[tokens.start], "comma")
    if mention.type not in PLACES and not ontology.is_a(mention.type, "Place"):
        return
    after = tokens.stop
    possessive = after < len(doc) and doc[after].text in {"'s", "’s", "'", "’"}
    if possessive:
        after += 1
    # Over "retail giant" and the like to the name they describe.
    steps = 0
    while (
        after < len(doc)
        and steps < 5
        and after not in scene.by_token
        and (doc[after].pos_ in {"NOUN", "ADJ"} or doc[after].text == "-")
    ):
        after += 1
        steps += 1
    named = scene.by_token.get(after)
    if named is None or named.form is not MentionForm.NAME or named.chain == mention.chain:
        return
    if scene.tokens_of(named).start != after or doc[after].sent != doc[tokens.start].sent:
        return
    if mention.form is MentionForm.NATIONALITY or possessive or steps:
        if ontology.is_a(named.type, "GovernmentBody"):
            yield _candidate("agencyOf", named, mention, doc[after], "nation")
        elif ontology.is_a(named.type, "Organization") and named.type != "InternationalOrganization":
            yield _candidate("basedIn", named, mention, doc[after], "nation")
        elif (
            named.type in {"City", "Region"}
            and mention.type in {"Country", "Region"}
            and (possessive or steps)
        ):
            yield _candidate("locatedIn", named, mention, doc[after], "nation")


def _lies_in(inner: Mention, outer: Mention) -> bool:
    """Tell whether "inner, outer" names a place and what it lies in, not two items of a list."""
    gazetteer = load_gazetteer()
    known = gazetteer.find(inner.name)
    if known is not None and known.within:
        around = gazetteer.find(outer.name)
        return known.within == outer.name or bool(
            around and around.within == known.within and around.type == "Region" and known.type == "City"
        )
    return known is None and inner.type in {"City", "Place"} and outer.type in {"Country", "Region"}


def _within(scene: Scene, mention: Mention) -> Iterator[Candidate]:
    """Yield where an event, facility, place or organization lies, told by its own "in" or "at"."""
    ontology = load_ontology()
    head = scene.head_of(mention)
    named = mention.form is MentionForm.NAME
    settled = named and ontology.is_a(mention.type, "Organization", "City", "Region")
    if settled or ontology.is_a(mention.type, "Event", "Facility"):
        relation = "basedIn" if ontology.is_a(mention.type, "Company") else "locatedIn"
        wanted = ("Place",) if settled else ("Place", "Facility")
        for word in ("in", "at", "near", "on", "outside"):
            for place in scene.arguments(prepositions(head, word)):
                if (
                    place.chain != mention.chain
                    and place.form in NAMED
                    and ontology.is_a(place.type, *wanted)
                ):
                    yield _candidate(relation, mention, place, head, "within")
    if named and ontology.is_a(mention.type, "GovernmentBody"):
        for place in scene.arguments(prepositions(head, "of")):
            if place.form in NAMED and ontology.is_a(place.type, "Country"):
                yield _candidate("agencyOf", mention, place, head, "within")
