"""Belonging told by a small word: "Ana Ruiz of the Green Party", "Google's Chrome"."""

from collections.abc import Iterator

from kg.extraction.candidate import Candidate
from kg.extraction.scene import Scene
from kg.model import MentionForm, Status
from kg.nlp.bodies import POSSESSIVE_ENDINGS
from kg.ontology import load_ontology

VERSION = 1
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
    """Yield `memberOf` for parties and armed groups and `worksFor` for other organizations, in text order.

    The preposition must follow the name at once; a comma in between may begin something else.
    """
    for mention in scene.mentions:
        if mention.type != "Person" or mention.form is not MentionForm.NAME:
            continue
        after = scene.tokens_of(mention).stop
        if after + 1 >= len(scene.doc) or scene.doc[after].lower_ not in WORDS:
            continue
        start = after + 2 if scene.doc[after + 1].lower_ in {"the", "a"} else after + 1
        owner = scene.by_token.get(start)
        if owner is None or owner.form is not MentionForm.NAME or scene.tokens_of(owner).start != start:
            continue
        end = scene.tokens_of(owner).stop
        if end < len(scene.doc) and scene.doc[end].text in POSSESSIVE_ENDINGS:
            continue  # "met her at NATO's headquarters" says where, not whom she works for
        person = scene.tokens_of(mention)
        if scene.doc[after].head.i not in person or scene.head_of(owner).dep_ == "compound":
            continue
        relation = RELATIONS.get(owner.type)
        if relation and load_ontology().is_a(owner.type, "Organization"):
            trigger = scene.doc[after]
            yield Candidate(relation, mention, owner, trigger, f"from.{relation}/{VERSION}", Status.ASSERTED)


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
                yield Candidate("offers", owner, mention, head, f"of.offers/{VERSION}", Status.ASSERTED)
