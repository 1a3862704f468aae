"""Posts stated by a title: "Chile's president Gabriel Boric", "Ma Huateng, chairman of Tencent",
"Mary Barra became chief executive of General Motors".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import prepositions, surface_subjects
from kg.extraction.scene import Scene
from kg.extraction.status import status_of
from kg.model import Mention, MentionForm, Qualifiers, Status
from kg.nlp.lexicon import Titles

VERSION = 1
OWNER_WORDS = ("of", "at", "for", "with", "in", "to", "on")
NAMING = frozenset(
    [
        "appoint",
        "name",
        "elect",
        "re-elect",
        "choose",
        "nominate",
        "designate",
        "swear",
        "install",
        "make",
        "pick",
        "promote",
        "hire",
        "inaugurate",
        "become",
        "remain",
        "serve",
        "act",
    ]
)
LONGEST_TITLE = 5
"""Words."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title at tokens `[start, end)`, and what the words in front of it add."""

    words: tuple[str, ...]
    start: int
    end: int
    left: int
    """Where its modifiers begin."""
    modifiers: frozenset[str]

    def relation(self, titles: Titles) -> str:
        if self.words in titles.leads and not self.modifiers & titles.junior:
            return "leads"
        return "memberOf" if self.words in titles.belongs else "worksFor"

    def status(self, titles: Titles) -> Status | None:
        if self.modifiers & titles.ended:
            return Status.ENDED
        return Status.PLANNED if self.modifiers & titles.coming else None


def read_titles(scene: Scene, titles: Titles) -> Iterator[Candidate]:
    """Yield one candidate for each bearer and owner of each title, in text order.

    A head's title gives `leads`, any other post `worksFor`, a seat or party `memberOf`; the title is
    the role. "Former" gives an ended post, "designate" a planned one, "was president" an ended one.
    """
    for title in _titles(scene.doc, titles):
        head = scene.doc[title.end - 1]
        bearers = _bearers(scene, title, head)
        if not bearers:
            continue
        owners = _owners(scene, title, head, [mention for mention, _ in bearers])
        for bearer, told in bearers:
            for owner in owners:
                if owner.chain == bearer.chain or owner.type in {"Person", "Amount", "Event"}:
                    continue
                relation = title.relation(titles)
                if owner.form is MentionForm.NATIONALITY and (
                    title.words in titles.private or title.words in titles.bare
                ):
                    relation = "citizenOf"
                elif title.words in titles.bare and title.words not in titles.posts:
                    continue
                elif relation == "memberOf" and owner.type in {
                    "Country",
                    "Place",
                    "City",
                    "Region",
                    "Company",
                    "MediaOrganization",
                }:
                    relation = "worksFor"
                role = scene.doc[min(title.start, title.end) : title.end].text
                status = title.status(titles) or told
                if relation == "citizenOf":
                    status = Status.ASSERTED
                qualifiers = Qualifiers(role=(role,)) if relation != "citizenOf" else Qualifiers()
                yield Candidate(
                    relation,
                    bearer,
                    owner,
                    head,
                    f"title.{relation}/{VERSION}",
                    status or Status.ASSERTED,
                    qualifiers,
                )


def _titles(doc: Doc, titles: Titles) -> Iterator[_Title]:
    position = 0
    known = titles.posts | titles.bare | titles.private
    while position < len(doc):
        for end in range(min(len(doc), position + LONGEST_TITLE * 2), position, -1):
            words = tuple("".join(token.text_with_ws for token in doc[position:end]).lower().split())
            singular = (*words[:-1], doc[end - 1].lemma_.lower()) if words else ()
            form = words if words in known else singular if singular in known else None
            if form and doc[end - 1].pos_ in {"NOUN", "PROPN"}:
                left, modifiers = _modifiers(doc, position, titles)
                after = doc[end : end + 2].text.lower()
                if after.startswith(("-elect", "-designate")):
                    modifiers.add("elect")
                yield _Title(form, position, end, left, frozenset(modifiers))
                position = end - 1
                break
        position += 1


def _modifiers(doc: Doc, start: int, titles: Titles) -> tuple[int, set[str]]:
    found = set()
    while start > 0:
        word = doc[start - 1]
        if word.lower_ in titles.modifiers:
            found.add(word.lower_)
        elif not (
            word.text == "-"
            or (
                word.lower_ in {"and", "&"}
                and start > 1
                and doc[start - 2].pos_ == "NOUN"
                and doc[start - 2].lower_ in {"chairman", "president", "founder"}
            )
        ) or (word.text == "-" and not (start > 1 and doc[start - 2].lower_ in titles.modifiers)):
            break
        start -= 1
    return start, found


def _bearers(scene: Scene, title: _Title, head: Token) -> list[tuple[Mention, Status | None]]:
    """Return who bears the title, with a status if the verb tells one."""

    def person(index: int) -> list[Mention]:
        mention = scene.by_token.get(index)
        return (
            [mention]
            if mention is not None
            and mention.type in {"Person", "Entity"}
            and mention.form is MentionForm.NAME
            else []
        )

    end = title.end
    if scene.doc[end : end + 2].text.lower() in {"-elect", "-designate"}:
        end += 2
    if found := person(end):
        return [
            (mention, None)
            for mention in scene.arguments([scene.head_of(found[0])])
            if mention.type == "Person"
        ] or [(found[0], None)]
    if head.dep_ in {"attr", "oprd"} and head.head.lemma_ in NAMING | {"be"}:
        told = status_of(head.head, scene.cues, scene.kind)
        if told is Status.ASSERTED and head.head.lemma_ == "be" and head.head.tag_ == "VBD":
            told = Status.ENDED
        return [(m, told) for m in scene.arguments(surface_subjects(head.head)) if m.type == "Person"]
    if (
        head.dep_ == "pobj"
        and head.head.lower_ == "as"
        and head.head.head.lemma_ in NAMING | {"work", "resign", "step"}
    ):
        verb = head.head.head
        told = Status.ENDED if verb.lemma_ in {"resign", "step"} else status_of(verb, scene.cues, scene.kind)
        return [(m, told) for m in scene.arguments(surface_subjects(verb)) if m.type == "Person"]
    if end + 1 < len(scene.doc) and scene.doc[end].text == "," and (found := person(end + 1)):
        return [(found[0], None)]
    if head.dep_ == "appos":
        found = [m for m in scene.arguments([head.head]) if m.type == "Person" and m.form is MentionForm.NAME]
        if found:
            return [(found[0], None)]
    edge = _left_edge(scene, title)
    if edge > 1 and scene.doc[edge - 1].text in {",", "(", "-", "–", "—"} and (found := person(edge - 2)):
        return [(found[0], None)]
    for child in head.children:
        if child.dep_ == "appos" and (found := person(child.i)):
            return [(found[0], None)]
    return []


def _left_edge(scene: Scene, title: _Title) -> int:
    """Return the first token of the noun phrase of the title: owner and article included."""
    edge = title.left
    while edge > 0:
        word = scene.doc[edge - 1]
        mention = scene.by_token.get(edge - 1)
        if mention is not None and mention.type != "Person":
            edge = scene.tokens_of(mention).start
        elif word.text in {"'s", "’s", "'", "’"} or word.lower_ in {"the", "a", "an"}:
            edge -= 1
        else:
            break
    return edge


def _owners(scene: Scene, title: _Title, head: Token, bearers: list[Mention]) -> list[Mention]:
    """Return what the title belongs to: in front of it, behind it, or behind the name."""
    edge = title.left
    if edge > 0 and scene.doc[edge - 1].text in {"'s", "’s", "'", "’"}:
        edge -= 1
    if edge > 0 and (mention := scene.by_token.get(edge - 1)) is not None and mention.type != "Person":
        return [mention]
    for word in OWNER_WORDS:
        found = [m for m in scene.arguments(prepositions(head, word)) if m.type not in {"Person", "Amount"}]
        if found:
            return found if word in {"of", "for"} else found[:1]
    after = title.end
    if bearers and scene.tokens_of(bearers[0]).start == title.end:
        after = scene.tokens_of(bearers[0]).stop
    if after + 1 < len(scene.doc) and scene.doc[after].lower_ in {"of", "at", "from"}:
        start = after + 2 if scene.doc[after + 1].lower_ == "the" else after + 1
        mention = scene.by_token.get(start)
        if mention is not None and mention.type != "Person":
            return [mention]
    for child in head.children:
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i < head.i:
            found = [m for m in scene.arguments([child]) if m.type not in {"Person", "Amount"}]
            if found:
                return found[:1]
    return []
