"""What a language model says of a text, as candidates: as far as the text bears it out."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Span

from kg.extraction.candidate import Candidate
from kg.extraction.extractors import Proposals, Unread
from kg.extraction.pairing import link, mentions_in, nearest
from kg.extraction.prompted.endpoint import Endpoint
from kg.extraction.prompted.prompt import VERSION, Told, instructions, told
from kg.extraction.scene import Scene
from kg.model import Mention
from kg.naming.folding import fold
from kg.ontology import load_ontology

ROOM = 8000
"""Characters that are asked of at a time; a longer passage goes alone."""


class PromptedExtractor:
    """Proposes what a language model finds, of which the text holds the quote and mentions both sides."""

    name = "llm"

    @cached_property
    def endpoint(self) -> Endpoint:
        """Where the model is. Raises `SetupError` where the environment does not say."""
        return Endpoint.of_environment()

    @property
    def version(self) -> str:
        """The version of the prompt, a digest of all it says, and the name of the model."""
        digest = hashlib.sha256(instructions().encode()).hexdigest()[:8]
        return f"{VERSION}-{digest} {self.endpoint.model}"

    def spent(self) -> dict[str, float]:
        """Return what asking has cost since this was last told."""
        return self.endpoint.spent()

    def propose(self, scenes: Sequence[Scene]) -> list[Proposals]:
        """Return the candidates of each passage, in the order of the answers."""
        found: list[Proposals] = [Proposals([], []) for _ in scenes]
        for part in _parts(scenes):
            text = "\n\n".join(scenes[each].doc.text for each in part)
            answer = self.endpoint.answer(instructions(), text)
            try:
                entries, malformed = told(answer)
            except ValueError:
                # Asked again at the next build: what is broken once may be whole then.
                self.endpoint.forget(instructions(), text)
                entries, malformed = [], [answer]
            start = scenes[part[0]].offset
            unread = [
                Unread(start, each[:200], "the answer has not the form asked for") for each in malformed
            ]
            found[part[0]] = Proposals([*found[part[0]].candidates], [*found[part[0]].unread, *unread])
            for entry in entries:
                self._take(entry, part, scenes, found)
        return found

    def _take(
        self, entry: Told, part: Sequence[int], scenes: Sequence[Scene], found: list[Proposals]
    ) -> None:
        """Put one relation of an answer where it belongs: with the candidates of its passage, or with the reason."""
        at, sentence = _quoted(entry.quote, part, scenes)
        candidates, unread, _ = found[at]
        candidate = sentence if isinstance(sentence, str) else self._candidate(entry, scenes[at], sentence)
        if isinstance(candidate, str):
            said = f"{entry.subject} {entry.relation} {entry.object}: {entry.quote}"
            found[at] = Proposals(candidates, [*unread, Unread(scenes[at].offset, said[:300], candidate)])
        else:
            found[at] = Proposals([*candidates, candidate], unread)

    def _candidate(self, entry: Told, scene: Scene, sentence: Span) -> Candidate | str:
        """Return the candidate of an entry, or why there is none."""
        if entry.relation not in load_ontology().relations:
            return "the answer names no relation of the ontology"
        mentions = mentions_in(sentence, scene)
        sides = [list(_named(name, mentions, scene)) for name in (entry.subject, entry.object)]
        if not all(sides):
            return "the quoted sentence does not mention it"
        subject, obj = nearest(*sides)
        if subject.chain == obj.chain:
            return "both sides are the same"
        return Candidate(
            entry.relation,
            subject,
            obj,
            link(scene, subject, obj),
            f"llm.{entry.relation}/{VERSION}",
            entry.status,
        )


def _parts(scenes: Sequence[Scene]) -> Iterator[list[int]]:
    """Yield the passages that are asked of together."""
    part: list[int] = []
    length = 0
    for number, scene in enumerate(scenes):
        if part and length + len(scene.doc.text) > ROOM:
            yield part
            part, length = [], 0
        part.append(number)
        length += len(scene.doc.text)
    if part:
        yield part


def _quoted(quote: str, part: Sequence[int], scenes: Sequence[Scene]) -> tuple[int, Span | str]:
    """Return the passage of a quote and the sentence that holds it, or why there is none."""
    quote = quote.strip()
    for each in part:
        doc = scenes[each].doc
        start = doc.text.find(quote) if quote else -1
        if start < 0:
            continue
        for sentence in doc.sents:
            if sentence.start_char <= start and start + len(quote) <= sentence.end_char:
                return each, sentence
        return each, "the quote goes beyond one sentence"
    return part[0], "the quote is not in the text"


def _named(name: str, mentions: Sequence[Mention], scene: Scene) -> Iterator[Mention]:
    """Yield the mentions of a sentence that a name means: as written, by what they are called, or by their head."""
    wanted = fold(name)
    for mention in mentions:
        written = scene.doc.text[mention.start - scene.offset : mention.end - scene.offset]
        if wanted and wanted in {fold(written), fold(mention.name)}:
            yield mention
