"""Rounds of funding: "raised $30 million in a round led by Palmeiral Ventures, with money from Norvik"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import agents, logical_subjects, prepositions
from kg.extraction.scene import Scene
from kg.ontology import load_ontology

VERSION = 1
RAISING = frozenset({"raise", "secure", "close", "land", "complete", "bag", "attract", "announce"})
ROUNDS = frozenset({"round", "financing", "funding", "investment", "raise"})
LEADING = frozenset({"lead", "co-lead", "head", "anchor", "back"})


def read_rounds(scene: Scene) -> Iterator[Candidate]:
    """Yield who invests in whom by leading a round of funding, in text order."""
    for verb in scene.doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in RAISING:
            continue
        raised = scene.arguments(logical_subjects(verb))
        for round_ in _rounds(verb):
            for leading in round_.children:
                if leading.dep_ != "acl" or leading.lemma_ not in LEADING:
                    continue
                for investor in scene.arguments(agents(leading)):
                    for company in raised:
                        if investor.chain != company.chain and _fit(investor.type, company.type):
                            yield Candidate("investsIn", investor, company, verb, f"verb.investsIn/{VERSION}")


def _rounds(verb: Token) -> list[Token]:
    """Return the rounds that are the object of a verb, or in which its subject raises what its object is."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    inside = [target for node in (verb, *objects) for target in prepositions(node, "in")]
    return [token for token in (*objects, *inside) if token.lemma_ in ROUNDS]


def _fit(investor: str, company: str) -> bool:
    rule = load_ontology().relations["investsIn"]
    return load_ontology().is_a(investor, *rule.domain) and load_ontology().is_a(company, *rule.range)
