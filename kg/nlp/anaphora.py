"""Pronouns and phrases such as "the company": to which name they point back.

The nearest fitting name is taken, subjects before others: "it" looks one sentence back, other pronouns
two, phrases seven. A pronoun agrees in gender as far as names, titles and earlier pronouns tell it; "the
minister" means somebody who was called so. Where none fits, the word refers to nothing and is passed over.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.model import MentionForm
from kg.nlp.descriptions import describe, fits_person
from kg.nlp.draft import Draft
from kg.nlp.pipeline import Passage
from kg.nlp.tables import Tables
from kg.nlp.typing import SPOKEN

FEMININE = frozenset({"she", "her", "hers", "herself"})
MASCULINE = frozenset({"he", "his", "him", "himself"})
NEUTER = frozenset({"it", "its", "itself"})
NEUTER_WINDOW = 2
"""Sentences looked back for "it", its own included."""
WINDOW = 3
"""Sentences looked back for another pronoun."""
PHRASE_WINDOW = 8
"""Sentences looked back for a phrase such as "the company"."""
SUBJECT = frozenset({"nsubj", "nsubjpass"})
NAMED_SO = 1.5
VAGUE = frozenset({"group", "business", "giant", "operator", "maker"})
"""Nouns for companies of which there may be several in mind."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention with the number of its sentence in the document and its grammatical role."""

    draft: Draft
    sentence: int
    subject: bool


def resolve_anaphors(drafts: list[Draft], passages: Sequence[Passage], tables: Tables) -> list[Draft]:
    """Return new drafts for the pronouns and phrases that point back, with the chain they point to.

    Reads the chains of names; writes nothing.
    """
    by_passage: dict[int, list[Draft]] = {}
    for draft in drafts:
        if not draft.nested and draft.form is not MentionForm.NOMINAL:
            by_passage.setdefault(draft.passage, []).append(draft)
    reader = _Reader(tables)
    for number, passage in enumerate(passages):
        reader.read(passage.doc, number, by_passage.get(number, []))
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Reads a document from its beginning and remembers who was spoken of."""

    tables: Tables
    sentence: int = 0
    seen: list[_Place] = field(default_factory=list)
    found: list[Draft] = field(default_factory=list)
    gender: dict[int, str] = field(default_factory=dict)
    """Chain to `feminine` or `masculine`."""
    called: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Chain to the words of what the text has said a person is."""

    def read(self, doc: Doc, passage: int, drafts: Sequence[Draft]) -> None:
        """Read one passage; `drafts` are its names."""
        starts = {draft.start: draft for draft in drafts}
        covered = {index for draft in drafts for index in range(draft.start, draft.end)}
        for span in doc.sents:
            self.sentence += 1
            ahead = _ahead(span, starts)
            for token in span:
                if draft := starts.get(token.i):
                    self._remember(draft, doc)
                elif token.i not in covered:
                    self._resolve(token, passage, covered, ahead)

    def _remember(self, draft: Draft, doc: Doc) -> None:
        if draft.form not in (MentionForm.NAME, MentionForm.NATIONALITY):
            return
        root = doc[draft.start : draft.end].root
        self.seen.append(_Place(draft, self.sentence, root.dep_ in SUBJECT))
        if draft.best_type == "Person":
            if draft.gender:
                self.gender.setdefault(draft.chain, draft.gender)
            for phrase in filter(fits_person, describe(draft, doc)):
                self.called[draft.chain].update(word.strip(",.'\"") for word in phrase.lower().split())

    def _resolve(
        self, token: Token, passage: int, covered: set[int], ahead: tuple[Draft, int] | None
    ) -> None:
        word = token.lower_
        start, form = token.i, MentionForm.PRONOUN
        if ahead and self._means_ahead(token, *ahead):
            target: Draft | None = ahead[0]
        elif word in FEMININE or word in MASCULINE:
            target = self._person("feminine" if word in FEMININE else "masculine")
        elif word in NEUTER:
            target = self._neuter(token)
            if target is not None and target.best_type == "Person" and self._describes(token, target):
                # "Norvik must cut jobs, Ann Kerr, its chief, said": the phrase tells who Kerr is.
                kinds = ("Organization", "Country")
                target = self._nearest(NEUTER_WINDOW, kinds, barred=target.chain)
        elif _is_phrase_head(token, self.tables):
            form = MentionForm.NOMINAL
            start, target = self._phrase(token, covered)
        else:
            return
        if target is None:
            return
        draft = Draft(
            passage,
            start,
            token.i + 1,
            target.name,
            form,
            Counter({self._class_told(word, target): 1}),
            known=target.known,
            chain=target.chain,
        )
        self.found.append(draft)
        if token.dep_ in SUBJECT:
            self.seen.append(_Place(draft, self.sentence, True))

    def _class_told(self, word: str, target: Draft) -> str:
        """Return the class that a pronoun or noun tells of what it means: "it" and "the company" are nobody."""
        nobody = word in NEUTER or self.tables.nominals.anaphors.get((word,)) == "Company"
        return "Organization" if nobody and target.best_type == "Person" else target.best_type

    def _means_ahead(self, token: Token, draft: Draft, end: int) -> bool:
        """Tell whether a pronoun means the subject that follows it: "During her trip to Peru, Wolnicka met"."""
        word = token.lower_
        if token.i >= end or draft.form is not MentionForm.NAME:
            return False
        if word in FEMININE | MASCULINE:
            gender = "feminine" if word in FEMININE else "masculine"
            return (
                draft.best_type == "Person" and self.gender.get(draft.chain, draft.gender or gender) == gender
            )
        kinds = ("Organization", "Country")
        one_word = draft.end == draft.start + 1 and draft.best_type == "Person" and _of_guessed_class(draft)
        return word in NEUTER and (
            self.tables.ontology.is_a(draft.best_type, *kinds) or _of_unknown_class(draft) or one_word
        )

    def _neuter(self, token: Token) -> Draft | None:
        """Return what "it" or "its" means; nothing where that is a thing without a name: "the fund sold its shares"."""
        if (listed := _listed_with(token)) is not None:
            return next((place.draft for place in reversed(self.seen) if self._is_at(place, listed)), None)
        subject = _subject_of(token)
        if subject is not None:
            mine = next((place.draft for place in reversed(self.seen) if self._is_at(place, subject)), None)
            if mine is not None and self._may_be_no_person(mine):
                return mine
            if mine is None and subject.pos_ == "NOUN" and self._is_body(subject):
                return None
        if _expletive(token):
            return None
        target = self._nearest(NEUTER_WINDOW, ("Organization", "Country"))
        if target is not None and token.lower_ == "it" and target.chain == self._beside(token):
            # "France vowed to block it": something without a name, or what is no person after all
            return self._no_person()
        clause = next((word for word in (token.head, *token.head.ancestors) if word.dep_ == "relcl"), None)
        if target is not None and clause is not None and clause.head.i < token.i:
            if any(place.draft is target and self._is_at(place, clause.head) for place in self.seen):
                return None  # "in Vietnam, where it runs shops": the clause tells of Vietnam
        return target

    def _no_person(self) -> Draft | None:
        """Return the last subject that a model alone takes for a person: "it" tells better."""
        return next(
            (
                place.draft
                for _, place in self._within(NEUTER_WINDOW)
                if place.subject and not place.draft.evident and self._may_be_no_person(place.draft)
            ),
            None,
        )

    def _may_be_no_person(self, draft: Draft) -> bool:
        """Tell whether nothing but a guess makes a person of a name, here and where the text named it before."""
        return (
            draft.best_type == "Person"
            and not self.called[draft.chain]
            and all(_of_guessed_class(place.draft) for place in self.seen if place.draft.chain == draft.chain)
        )

    def _describes(self, token: Token, draft: Draft) -> bool:
        """Tell whether a word stands in a phrase that says who a name of this sentence is."""
        phrase = next((word for word in token.ancestors if word.dep_ == "appos"), None)
        return phrase is not None and any(
            place.draft.chain == draft.chain and self._is_at(place, phrase.head) for place in self.seen
        )

    def _is_at(self, place: _Place, token: Token) -> bool:
        """Tell whether a mention of this sentence holds a token."""
        return place.sentence == self.sentence and place.draft.start <= token.i < place.draft.end

    def _is_body(self, noun: Token) -> bool:
        """Tell whether a common noun names an organization."""
        lemma = noun.lemma_.lower()
        kind = self.tables.nominals.things.get((lemma,)) or self.tables.nouns.get(lemma, "")
        return self.tables.ontology.is_a(kind, "Organization") if kind else False

    def _person(self, gender: str) -> Draft | None:
        """Return the person a pronoun of this gender means; it tells the gender where nothing did before."""
        target = self._nearest(WINDOW, ("Person",), gender=gender)
        if target:
            self.gender.setdefault(target.chain, gender)
        return target

    def _phrase(self, token: Token, covered: set[int]) -> tuple[int, Draft | None]:
        """Return where a definite phrase begins, and what it means."""
        start, definite = _definite(token)
        while start < token.i and any(index in covered for index in range(start, token.i)):
            start += 1
        word = token.lower_
        if not definite:
            return start, None
        if word in self.tables.words.governments:
            return start, self._nearest(PHRASE_WINDOW, ("Country",))
        kind = self.tables.nominals.anaphors.get((word,))
        if kind is None or any(_narrows(child) for child in token.children):
            return start, None
        if kind == "Person":
            return start, self._nearest(PHRASE_WINDOW, ("Person",), called=word)
        wanted = ("City", "Place", "Region") if word == "city" else (kind,)
        # "The Finnish prime minister who led the country": a country named in the sentence is meant.
        # "The Indian brewer" tells more than may be known of a name.
        anywhere = not any(child.dep_ == "amod" and child.text[0].isupper() for child in token.children)
        target = self._nearest(PHRASE_WINDOW, wanted, here=kind == "Country", named=word, anywhere=anywhere)
        barred = self._beside(token)
        if kind == "Company" and (target is None or target.chain == barred):
            guess = self._no_person()
            if guess is not None and guess.chain != barred:
                return start, guess
        if target is None or target.chain != barred:
            return start, target
        # "Norvik bought the company": another one, which a word as vague as "group" doesn't tell.
        vague = (kind == "Organization" or word in VAGUE) and start == token.i
        return start, None if vague else self._nearest(
            PHRASE_WINDOW, wanted, named=word, barred=barred, anywhere=anywhere
        )

    def _beside(self, token: Token) -> int | None:
        """Return the chain of the subject whose verb has a word among its objects: the two are never the same.

        "Norvik, which owns a third of the company": another company.
        """
        subject = _subject_beside(token)
        if subject is None:
            return None
        return next((place.draft.chain for place in reversed(self.seen) if self._is_at(place, subject)), None)

    def _nearest(
        self,
        window: int,
        wanted: tuple[str, ...],
        *,
        gender: str = "",
        called: str = "",
        here: bool = False,
        named: str = "",
        barred: int | None = None,
        anywhere: bool = True,
    ) -> Draft | None:
        """Return the best antecedent: the subject of this or the last sentence, else the nearest name.

        With `here`, one in this sentence comes before all others, and one whose name ends in the word `named` is as near
        as a sentence nearer: "the bank" after "Norvik Bank". One of the chain that is `barred` never comes, and one whose
        class is a guess only as a subject, unless `anywhere`.
        """
        best: tuple[float, int] | None = None
        result = None
        for index, place in self._within(window):
            draft = place.draft
            if draft.chain == barred:
                continue
            firm = "Organization" in wanted or "Company" in wanted
            unknown = (firm and not self.called[draft.chain]) and (
                (place.subject and _of_unknown_class(draft))
                or (
                    (place.subject or anywhere)
                    and draft.best_type == "Organization"
                    and _of_guessed_class(draft)
                )
            )
            if not unknown and not self.tables.ontology.is_a(draft.best_type, *wanted):
                continue
            if draft.form is MentionForm.NATIONALITY and draft.best_type != "Country":
                continue
            if gender and self.gender.get(draft.chain, gender) != gender:
                continue
            if called and called not in self.called[draft.chain]:
                continue
            # A subject of the sentence before is nearer in mind than another name of this one.
            score = (float(place.sentence - self.sentence) + (1.2 if place.subject else 0.0), index)
            if here and place.sentence == self.sentence:
                score = (score[0] + 2.0, index)
            if named and draft.name.lower().endswith(f" {named}"):
                score = (score[0] + NAMED_SO, index)
            if best is None or score > best:
                best, result = score, draft
        return result

    def _within(self, window: int) -> Iterator[tuple[int, _Place]]:
        """Yield the mentions of the last sentences with their number, the latest first."""
        for index in range(len(self.seen) - 1, -1, -1):
            if self.sentence - self.seen[index].sentence >= window:
                return
            yield index, self.seen[index]


def _ahead(sentence: Span, starts: Mapping[int, Draft]) -> tuple[Draft, int] | None:
    """Return the name that is the subject of a sentence, and where what stands in front of it ends, at a comma.

    Nothing if no phrase stands in front, or if a name within it is a subject itself.
    """
    root = sentence.root
    subject = next((child for child in root.lefts if child.dep_ in SUBJECT), None)
    if subject is None or sentence[0].pos_ not in {"ADP", "SCONJ", "ADJ", "VERB", "ADV"}:
        return None
    left = subject.left_edge.i
    draft = next(
        (starts[i] for i in range(left, subject.i + 1) if i in starts and starts[i].end > subject.i), None
    )
    if draft is None or left == sentence.start or sentence.doc[left - 1].text != ",":
        return None
    front = sentence.doc[sentence.start : left]
    if any(token.dep_ in SUBJECT and token.i in starts for token in front):
        return None
    return draft, left


def _subject_of(token: Token) -> Token | None:
    """Return the subject in front of "its" in the clause whose object "its" belongs to, or None."""
    if token.lower_ != "its" or token.head.dep_ != "dobj":
        return None
    verb = token.head.head
    return next((child for child in verb.lefts if child.dep_ in SUBJECT and child.i < token.i), None)


def _subject_beside(token: Token) -> Token | None:
    """Return the subject of the verb whose object a word is, or stands in; for "which" what it stands for."""
    if token.dep_ in SUBJECT or token.dep_ == "poss":
        return None
    verb = next((word for word in token.ancestors if word.pos_ in {"VERB", "AUX"}), None)
    while verb is not None:
        for child in verb.children:
            if child.dep_ in SUBJECT and child.i < token.i and token not in child.subtree:
                relative = child.tag_ in {"WDT", "WP"} or child.lower_ == "that"
                return verb.head if relative and verb.dep_ == "relcl" else child
        verb = verb.head if verb.dep_ in {"conj", "xcomp"} and verb.head is not verb else None
    return None


def _listed_with(token: Token) -> Token | None:
    """Return the name beside which "its" stands in a list: "they sued Saab, its chief executive, ..."."""
    noun = token.head
    if token.lower_ != "its" or noun.dep_ not in {"appos", "conj"} or noun.head.pos_ != "PROPN":
        return None
    return noun.head


def _of_guessed_class(draft: Draft) -> bool:
    return draft.form is MentionForm.NAME and draft.known is None and not draft.sure


def _of_unknown_class(draft: Draft) -> bool:
    """Tell whether a name may be a firm's for all that is known: no table has it, and its class is a mere guess."""
    return _of_guessed_class(draft) and (
        draft.best_type in {"Entity", "Place", "Product"} or draft.votes[draft.best_type] == SPOKEN
    )


def _is_phrase_head(token: Token, tables: Tables) -> bool:
    """Tell whether a word may be the noun of a phrase that points back: "the company", "the authorities"."""
    plural = token.tag_ == "NNS" and token.lower_ not in tables.words.governments
    return token.pos_ == "NOUN" and token.dep_ != "compound" and not plural


def _narrows(child: Token) -> bool:
    """Tell whether what hangs on a noun says which one is meant: "the company that runs it", and not ", which runs it,"."""
    if child.dep_ == "relcl":
        return bool(child.doc[child.head.i + 1].text != ",")
    return child.dep_ in {"prep", "poss"}


def _definite(token: Token) -> tuple[int, bool]:
    """Return where the phrase begins behind its article, and whether it has "the", "this" or "that"."""
    start = token.i
    while (
        start > token.sent.start
        and token.doc[start - 1].pos_ in {"ADJ", "NOUN"}
        and token.doc[start - 1].head.i <= token.i
    ):
        start -= 1
    articles = {child.lower_ for child in token.children if child.dep_ == "det"}
    return start, bool(articles & {"the", "this", "that"})


def _expletive(token: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is unclear whether", "it rained"."""
    return (
        token.lower_ == "it"
        and token.dep_ in {"nsubj", "nsubjpass", "expl"}
        and (
            token.dep_ == "expl"
            or (
                token.head.lemma_ == "be"
                and any(child.dep_ in {"acomp", "attr", "ccomp"} for child in token.head.children)
            )
            or token.head.lemma_ in {"seem", "appear", "rain", "snow", "take"}
        )
    )
