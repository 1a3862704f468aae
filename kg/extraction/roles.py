"""The titles of posts in a passage: where they stand, what the words in front of them add, and which of them a claim is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.extraction.candidate import Candidate
from kg.extraction.pairing import way
from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm, Status
from kg.nlp.lexicon import Titles, load_titles
from kg.nlp.titles import without_prefix

LONGEST_TITLE = 5
"""Words."""
POSTED = frozenset({"leads", "worksFor"})
"""What is said of who holds a post."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title at tokens `[start, end)`, and what the words in front of it add."""

    words: tuple[str, ...]
    start: int
    end: int
    left: int
    """Where its modifiers and portfolio begin."""
    modifiers: frozenset[str]
    plural: bool

    def status(self, titles: Titles) -> Status | None:
        if self.modifiers & titles.doubtful:
            return Status.POSSIBLE
        if self.modifiers & titles.ended:
            return Status.ENDED
        return Status.PLANNED if self.modifiers & titles.coming else None


def titles_in(scene: Scene, titles: Titles) -> Iterator[Title]:
    doc = scene.doc
    position = 0
    known, last_words, last_tokens = _known(titles)
    may_close = [
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        and (
            token.lower_.removeprefix("co-") in last_tokens
            or token.lemma_.lower().removeprefix("co-") in last_words
        )
        for token in doc
    ]
    while position < len(doc):
        for end in range(min(len(doc), position + LONGEST_TITLE * 2), position, -1):
            if not may_close[end - 1]:
                continue
            words = tuple("".join(token.text_with_ws for token in doc[position:end]).lower().split())
            if doc[end - 1].pos_ == "ADJ" and (len(words) < 2 or not _before_name(doc, end)):
                continue  # "executive" is one only in "chief executive Ann Kerr"
            last = doc[end - 1]
            stem = words[-1].removesuffix(last.lower_) if words else ""  # the "ex-" of "ex-presidents" stays
            singular = (*words[:-1], stem + last.lemma_.lower()) if words else ()
            forms = (words, singular, without_prefix(words), without_prefix(singular))
            form = next((each for each in forms if each in known), None)
            if form:
                left, modifiers = _modifiers(scene, position, titles)
                after = doc[end : end + 2].text.lower()
                if after.startswith(("-elect", "-designate")):
                    modifiers.add("elect")
                modifiers |= _before_owner(scene, left, titles)
                if left > 1 and doc[left - 1].lower_ in {"a", "an", "the"}:
                    # "formerly a director of", "once a director of"
                    modifiers |= (
                        {"former"} if doc[left - 2].lower_ in {*titles.ended, "once", "sometime"} else set()
                    )
                plural = form not in (words, without_prefix(words))
                yield Title(form, position, end, left, frozenset(modifiers), plural)
                position = end - 1
                break
        position += 1


def _before_name(doc: Doc, position: int) -> bool:
    return position < len(doc) and doc[position].pos_ == "PROPN"


@cache
def _known(titles: Titles) -> tuple[frozenset[tuple[str, ...]], frozenset[str], frozenset[str]]:
    """Return all titles, the words they end in, and all ends of those words: what their last token may be."""
    known = titles.posts | titles.bare | titles.private
    words = frozenset(title[-1] for title in known)
    return known, words, frozenset(word[start:] for word in words for start in range(len(word)))


def _modifiers(scene: Scene, start: int, titles: Titles) -> tuple[int, set[str]]:
    """Return where the words in front of a title begin, and those that change what it says."""
    doc, found = scene.doc, set()
    described = scene.by_token.get(start)  # "former presidents" may be a mention itself
    while start > 0:
        word = doc[start - 1]
        mention = scene.by_token.get(start - 1)
        if mention is not None and mention is described and mention.form is MentionForm.NOMINAL:
            mention = None
        if mention is not None and mention.form is MentionForm.NATIONALITY:
            break
        if mention is not None and not all(
            doc[index].lower_ in titles.portfolio for index in scene.tokens_of(mention)
        ):
            break
        if (
            word.lower_ in titles.modifiers
            or word.lower_ in titles.portfolio
            or (word.pos_ == "ADJ" and mention is None)
        ):
            found.add(word.lower_)
        elif not (word.text == "-" and start > 1 and doc[start - 2].lower_ in titles.modifiers):
            break
        start -= 1
    while start < len(doc) and doc[start].lower_ == "and":
        start += 1
    return start, found


def _before_owner(scene: Scene, edge: int, titles: Titles) -> set[str]:
    """Return the words before the owner that change what the title says: "former Siemens chief executive"."""
    found: set[str] = set()
    mention = scene.by_token.get(edge - 1) if edge else None
    if mention is None or mention.type == "Person":
        return found
    start = scene.tokens_of(mention).start
    while start > 0 and (mention := scene.by_token.get(start - 1)) is not None:
        start = scene.tokens_of(mention).start  # "former Bill Clinton White House press secretary"
    while start > 0 and (scene.doc[start - 1].lower_ in titles.modifiers or scene.doc[start - 1].text == "-"):
        start -= 1
        found.add(scene.doc[start].lower_)
    return found & (titles.ended | titles.coming)


def role_start(scene: Scene, title: Title, owners: list[Mention]) -> int:
    """Return where the words of the role begin: its portfolio belongs to it, its owner doesn't."""
    taken = {index for owner in owners for index in scene.tokens_of(owner)}
    start = title.start
    while start > title.left and start - 1 not in taken and scene.doc[start - 1].pos_ != "CCONJ":
        start -= 1
    return start


def roles_of(candidate: Candidate, scene: Scene) -> tuple[str, ...]:
    """Return the roles in which somebody leads or works for another, as the words on the way between them say.

    In "she has been president and managing director of Norvik since May", president and managing director.
    """
    if candidate.relation not in POSTED:
        return ()
    titles = load_titles()
    between = {token.i for token in way(scene, candidate.subject, candidate.object)}
    leading = candidate.relation == "leads"
    found: list[str] = []
    for title in titles_in(scene, titles):
        head = scene.doc[title.end - 1]
        under = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "as" else head
        if between.isdisjoint(each.i for each in (head, under, *head.conjuncts)):
            continue
        if title.words in titles.posts and (title.words in titles.leads) == leading:
            found.append(scene.doc[role_start(scene, title, [candidate.object]) : title.end].text)
    return tuple(dict.fromkeys(found))
