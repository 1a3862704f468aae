"""A passage with its mentions laid over its tokens: what every rule reads."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from kg.extraction.cues import Cues, load_cues
from kg.model import BlockKind, Mention, MentionForm
from kg.nlp.lexicon import load_nominals, load_titles
from kg.nlp.lexicon.nouns import load_nouns
from kg.nlp.pipeline import Passage
from kg.ontology import UNKNOWN, load_ontology

PLACES = frozenset({"City", "Country", "Place", "Region"})
"""The classes of places."""
NAMED = (MentionForm.NAME, MentionForm.NATIONALITY)
RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
HOME_SHARE = 0.5
LONGEST_GAP = 8
"""Tokens between two people of a list."""
MAX_DEPTH = 5
"""Steps down a noun phrase before an argument is given up: deeper ones are parse errors."""


@dataclass(frozen=True)
class Scene:
    """One passage, and for each token the mention it belongs to."""

    doc: Doc
    offset: int
    kind: BlockKind
    mentions: tuple[Mention, ...]
    cues: Cues
    home: Mention | None = None
    """The first mention of the country the document is mostly about, if there is one."""

    @cached_property
    def by_token(self) -> dict[int, Mention]:
        """The mention of each token; where one lies inside another, the outer one."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.start - m.end):
            for index in self.tokens_of(mention):
                found.setdefault(index, mention)
        return found

    @cached_property
    def _tokens(self) -> dict[tuple[int, int], range]:
        found = {}
        for start, end in {mention.span for mention in self.mentions}:
            span = self.doc.char_span(start - self.offset, end - self.offset, alignment_mode="expand")
            found[start, end] = range(span.start, span.end) if span is not None else range(0)
        return found

    def tokens_of(self, mention: Mention) -> range:
        """Return the tokens of a mention: none if it stands in another passage."""
        return self._tokens.get(mention.span, range(0))

    def head_of(self, mention: Mention) -> Token:
        tokens = self.tokens_of(mention)
        return self.doc[tokens.start : tokens.stop].root

    @cached_property
    def _entities(self) -> tuple[Span, ...]:
        return tuple(self.doc.ents)

    def entities_in(self, sentence: Span) -> Sequence[Span]:
        """Return spaCy's entities of a sentence. Unlike `Span.ents`, does not go through the whole text."""
        first = bisect_left(self._entities, sentence.start, key=lambda entity: entity.start)
        last = bisect_right(self._entities, sentence.end, key=lambda entity: entity.end)
        return self._entities[first:last]

    def at(self, token: Token) -> Mention | None:
        return self.by_token.get(token.i)

    def outer(self, mention: Mention) -> Mention | None:
        """Return the mention that `mention` lies inside of, or None."""
        found = self.by_token.get(self.tokens_of(mention).start)
        if found is None or found.span == mention.span or found.form is not MentionForm.NAME:
            return None
        return found

    def arguments(self, tokens: Iterable[Token]) -> list[Mention]:
        """Return the mentions that stand in an argument position: conjuncts, appositions and what a
        general noun stands for ("a stake in Volvo", "the port of Tema") included; no mention twice.
        """
        found: dict[tuple[int, int], Mention] = {}
        for token in tokens:
            for mention in self._resolve(token, 0):
                found.setdefault((mention.start, mention.end), mention)
        for mention in list(found.values()):
            for other in self._listed(mention):
                found.setdefault((other.start, other.end), other)
        return list(found.values())

    def _listed(self, mention: Mention) -> list[Mention]:
        """Return the people who follow a person in a list that the parser may have broken.

        "Attended by Israeli prime minister A and energy minister B, Greek president C and finance minister D": between
        them stand titles, nationalities, commas and "and", which one of them must have.
        """
        if mention.type != "Person" or mention.form is not MentionForm.NAME:
            return []
        found: list[Mention] = []
        joined = False
        start = position = self.tokens_of(mention).stop
        while position < len(self.doc) and position - start <= LONGEST_GAP:
            token = self.doc[position]
            if token.is_sent_start:
                break
            here = self.by_token.get(position)
            if here is not None and here.type == "Person" and here.form is MentionForm.NAME:
                gap = {word.lower_ for word in self.doc[start:position]}
                if not gap & {",", "and"} or self.head_of(here).dep_ in {"nsubj", "nsubjpass"}:
                    break
                joined = joined or "and" in gap
                found.append(here)
                start = position = self.tokens_of(here).stop
                continue
            nationality = here is not None and here.type == "Country"
            if not nationality and token.lower_ not in _between_people():
                break
            position += 1
        return found if joined else []

    def _resolve(self, token: Token, depth: int) -> Iterator[Mention]:
        if depth > MAX_DEPTH:
            return
        if token.lower_ in RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"} and token.dep_ != "mark":
            clause = next(
                (word for word in [token.head, *token.head.ancestors] if word.dep_ == "relcl"), None
            )
            if clause is not None and clause.head.i < token.i:
                yield from self._resolve(clause.head, depth + 1)
            return
        yield from self._own(token, depth)
        for child in token.children:
            if child.dep_ == "conj" and not _excluded(child):
                yield from self._resolve(child, depth + 1)

    def _own(self, token: Token, depth: int) -> Iterator[Mention]:
        mention = self.at(token)
        if mention is not None and mention.form is not MentionForm.NOMINAL:
            yield mention
            return
        if token.dep_ == "appos":
            # "Finma, the authority that supervises": who the phrase describes
            named = self.at(token.head)
            if named is not None and named.form is MentionForm.NAME and _is_kind_of(token, named):
                yield named
                return
        if named_one_by_one := self._behind_colon(token):
            yield from named_one_by_one
            return
        appositions = [child for child in token.children if child.dep_ == "appos"]
        for child in appositions:
            named = self.at(child)
            if named is not None and named.form in NAMED:
                yield named
                return
        if mention is not None and mention.type != "Group":
            yield mention
            return
        if token.lower_ in self.cues.transparent or token.lemma_ in self.cues.transparent:
            inner = list(self._inside(token, depth))
            if inner:
                yield from inner
                return
        if token.lower_ in self.cues.named_transparent or token.lemma_ in self.cues.named_transparent:
            names = [m for m in self._inside(token, depth) if m.form is MentionForm.NAME]
            if names:
                yield from names
                return
        if mention is not None:
            yield mention
            return
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"including", "like"}:
                for target in child.children:
                    yield from self._resolve(target, depth + 1)

    def _behind_colon(self, noun: Token) -> list[Mention]:
        """Return whom a plural noun means that a colon and a list follow: "met the heads of three firms: A of B and C of D"."""
        if noun.tag_ != "NNS":
            return []
        colon = next((token.i for token in noun.sent if token.text == ":" and token.i > noun.i), None)
        if colon is None or not all(noun.is_ancestor(token) for token in self.doc[noun.i + 1 : colon]):
            return []
        found: list[Mention] = []
        position = colon + 1
        while position < len(self.doc) and not self.doc[position].is_sent_start:
            here = self.by_token.get(position)
            if here is None or here.form is not MentionForm.NAME:
                break
            if here.sure and here.type != UNKNOWN and not _is_kind_of(noun, here):
                break
            found.append(here)
            position = self.tokens_of(here).stop
            if position + 1 < len(self.doc) and self.doc[position].lower_ in {"of", "at", "from"}:
                whose = self.by_token.get(position + 1)
                position = self.tokens_of(whose).stop if whose is not None else position
            while position < len(self.doc) and self.doc[position].lower_ in {",", "and"}:
                position += 1
        return found if len(found) > 1 else []

    def _inside(self, token: Token, depth: int) -> Iterator[Mention]:
        """Yield what a transparent noun stands for: its "of" or "in" phrase, else its possessor or modifier."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "at", "from", "for", "with"}:
                targets = [target for target in child.children if target.dep_ == "pobj"]
                found = [mention for target in targets for mention in self._resolve(target, depth + 1)]
                if found:
                    yield from found
                    return
        if any(child.lower_ == "based" for child in token.children):
            return  # "the Redmond, Washington-based company" is not Redmond
        for child in token.children:
            if child.dep_ in {"poss", "compound", "nmod", "amod"}:
                if child.lower_ == "whose":
                    yield from self._resolve(child, depth + 1)
                    return
                modifier = self.at(child)
                if modifier is not None:
                    yield modifier
                    return


def _is_kind_of(noun: Token, named: Mention) -> bool:
    """Tell whether a common noun may say what a name is: "Finma, the regulator", unlike "in Gaza, a move"."""
    lemma = noun.lemma_.lower()
    kinds = {load_nominals().things.get((lemma,), ""), load_nouns().get(lemma, "")} - {""}
    ontology = load_ontology()
    if "Group" in kinds and ontology.is_a(named.type, "Person", "Organization"):
        return True
    return any(
        ontology.is_a(kind, top) and ontology.is_a(named.type, top)
        for kind in kinds
        for top in ("Person", "Organization", "Place", "Facility", "Product")
    )


@cache
def _between_people() -> frozenset[str]:
    """Return the words that may stand between two people of a list."""
    titles = load_titles()
    return frozenset(
        {",", "and", "'s", "’s", "the", "her", "his", "-"}
        | {word for title in titles.styled for word in title}
        | titles.portfolio
        | titles.modifiers
    )


def _excluded(conjunct: Token) -> bool:
    """Tell whether a conjunct is named only to leave it out: "Nokia but not Google"."""
    return any(child.dep_ == "neg" or child.lower_ == "not" for child in conjunct.children) or (
        conjunct.i > 0 and conjunct.nbor(-1).lower_ == "not"
    )


def home_country(mentions: Sequence[Mention]) -> Mention | None:
    """Return the first mention of the country that at least half of all mentions of countries mean, or None."""
    countries = [m for m in mentions if m.type == "Country" and m.form in NAMED]
    counts = Counter(mention.chain for mention in countries)
    if not counts:
        return None
    chain, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if count < HOME_SHARE * len(countries):
        return None
    return next(mention for mention in countries if mention.chain == chain)


def scenes(passages: Sequence[Passage], mentions: Sequence[Mention]) -> Iterator[Scene]:
    """Yield the scene of each passage, in order. `mentions` are in text order."""
    starts = [mention.start for mention in mentions]
    cues = load_cues()
    home = home_country(mentions)
    for passage in passages:
        end = passage.offset + passage.doc[:].end_char
        here = tuple(mentions[bisect_left(starts, passage.offset) : bisect_left(starts, end)])
        yield Scene(passage.doc, passage.offset, passage.kind, here, cues, home)
