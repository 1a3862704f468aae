"""Whose officer it is whom a sentence about a firm names: "Norvik will cut prices, chief executive Ann Kerr said"."""

from spacy.tokens import Token

from kg.extraction.clauses import surface_subjects
from kg.extraction.roles import Title
from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm
from kg.nlp.lexicon import load_words
from kg.ontology import load_ontology


def spoken_for(scene: Scene, title: Title, bearer: Mention) -> list[Mention]:
    """Return the firm that the words of an officer are about, which is the officer's own where the text names no
    other: "Norvik will cut prices, chief executive Ann Kerr said".
    """
    if " ".join(title.words) not in load_words().company_posts:
        return []
    if title.left and scene.doc[title.left - 1].lower_ in {"a", "an", "another"}:
        return []
    after = scene.tokens_of(bearer).stop
    verb = scene.doc[after] if after < len(scene.doc) else scene.doc[after - 1]
    if not _reports(scene, verb):
        return []
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.i < title.left]
    about = [m for clause in told for m in scene.arguments(surface_subjects(clause))]
    return [m for m in about if _is_firm(m)][:1] if len(about) == 1 else []


def led_meanwhile(scene: Scene, title: Title) -> list[Mention]:
    """Return the firm that a sentence is about which tells when somebody came to head it: "Norvik has grown since Ann Kerr
    became chief executive".
    """
    noun = scene.doc[title.end - 1]
    verb = noun.head
    if " ".join(title.words) not in load_words().company_posts or noun.dep_ not in {"attr", "oprd"}:
        return []
    if verb.lemma_ != "become" or verb.dep_ != "advcl":
        return []
    about = scene.arguments(surface_subjects(verb.head))
    return [m for m in about if _is_firm(m)][:1] if len(about) == 1 else []


def speaks(scene: Scene, noun: Token) -> bool:
    """Tell whether a noun is who speaks, and not what is said of the name in front of it: ", a spokesman for Real said"."""
    end = noun.right_edge.i + 1
    return noun.dep_ == "nsubj" and end < len(scene.doc) and _reports(scene, scene.doc[end])


def _reports(scene: Scene, verb: Token) -> bool:
    return verb.lemma_ in scene.cues.reporting and verb.tag_ in {"VBD", "VBZ"}


def _is_firm(mention: Mention) -> bool:
    """Tell whether a mention may be of what has officers: a firm, or a name of which nothing else is sure."""
    if load_ontology().is_a(mention.type, "Organization"):
        return mention.form is not MentionForm.NATIONALITY
    return mention.form is MentionForm.NAME and not mention.sure
