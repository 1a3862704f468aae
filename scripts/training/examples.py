"""Annotated texts as examples: for each sentence its pairs, and for each line of the gold where it may be told.

A line of the gold is a bag: at least one of its cells (a sentence, a pair, a relation) holds. Which one is not told where
several sentences name both sides, or the line allows several relations; no cell of a bag counts as wrong.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from kg.documents import read_sources
from kg.documents.inline import inline_document
from kg.extraction.scene import scenes
from kg.extraction.trained.marking import STATUSES, Marked, Marking, mark, relations
from kg.extraction.trained.sentences import Sentence, sentences
from kg.model import Chain, Document, MentionForm
from kg.nlp.mentions import find_mentions
from kg.nlp.pipeline import Passage, load_pipeline, parse
from kg.ontology import load_ontology

Cell = tuple[int, int, int]
"""A sentence of the text, a pair of the sentence, a label."""


@dataclass(frozen=True, slots=True)
class Bag:
    """Cells of which at least one holds."""

    cells: tuple[Cell, ...]
    weight: float
    statuses: frozenset[int] = frozenset()
    """The statuses it may have, as places in `STATUSES`; none where it is not known."""


@dataclass(slots=True)
class Sample:
    """A sentence, its pairs, and the labels that count for each pair."""

    marked: Marked
    pairs: list[tuple[int, int]]
    counts: NDArray[np.bool_]
    """(pairs, labels): false where neither yes nor no is known."""


@dataclass(slots=True)
class Text:
    """An annotated text."""

    name: str
    head: str
    samples: list[Sample] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the gold: what may be its subject, relation, object and status, as the scorer folds names."""

    subjects: frozenset[str]
    relations: frozenset[str]
    objects: frozenset[str]
    statuses: frozenset[str]
    required: bool
    starts: frozenset[int] | None
    """The first characters of the sentences that tell it; None where that was not annotated."""

    def told_in(self, start: int, end: int) -> bool:
        """Tell whether a sentence from `start` to `end` may tell it."""
        return self.starts is None or any(start <= each < end for each in self.starts)

    def meets(self, subject: str, relation: str, object: str, symmetric: AbstractSet[str]) -> bool:
        """Tell whether a claim is what the line says."""
        if relation not in self.relations:
            return False
        if subject in self.subjects and object in self.objects:
            return True
        return relation in symmetric and object in self.subjects and subject in self.objects


REQUIRED, OPTIONAL = 1.0, 0.5
"""The weights of what a text clearly states, and of what may be left out."""


Gold = tuple[dict[str, str], list[Line]]
"""The names of a text's entities, folded, each with the first of them; and the lines."""


def gold_of(text: str, scorer: ModuleType, placed: bool = False) -> Gold:
    """Return what a gold file says; with `placed`, its lines begin with where their sentences do, in characters."""
    names: dict[str, str] = {}
    lines = []
    for row in text.splitlines():
        kind, _, rest = row.strip().partition(" ")
        cells = [cell.strip() for cell in rest.split("|")]
        if kind == "E":
            for name in [cells[0], *cells[2].split(";")]:
                if name.strip():
                    names.setdefault(scorer.fold(name), cells[0])
        elif kind in ("R", "O"):
            starts = frozenset(map(int, cells.pop(0).split(","))) if placed else None
            subjects, objects = (
                frozenset(
                    scorer.fold(names.get(scorer.fold(name), name)) for name in [side, *side.split(",")]
                )
                for side in (cells[0], cells[2])
            )
            allowed = frozenset(name.strip() for name in cells[1].split(","))
            lines.append(
                Line(subjects, allowed, objects, frozenset(cells[3].split("/")), kind == "R", starts)
            )
    return names, lines


def gold_in(folder: Path, scorer: ModuleType) -> dict[str, Gold]:
    """Return the gold of each text of a folder, by the names of the files."""
    return {
        file.stem: gold_of(file.read_text(encoding="utf-8"), scorer) for file in sorted(folder.glob("*.gold"))
    }


def annotations(file: Path, scorer: ModuleType) -> dict[str, Gold]:
    """Return the gold of a file of several texts, each behind a line `# NAME`; its lines tell where they are told."""
    parts = file.read_text(encoding="utf-8").split("\n# ")
    return {
        name.strip("# "): gold_of(rest, scorer, placed=True)
        for name, _, rest in (part.partition("\n") for part in parts)
    }


def news(texts: Path, gold: dict[str, Gold], scorer: ModuleType, tokenizer: Any) -> list[Text]:
    """Return the annotated texts of a folder, as far as they have a gold."""
    documents = read_sources([texts / f"{name}.txt" for name in sorted(gold)])[0]
    return [
        _text(document, passages, *gold[Path(document.origin).stem], scorer, tokenizer)
        for document, passages in parse(documents, load_pipeline())
    ]


def written(folder: Path, scorer: ModuleType, tokenizer: Any) -> list[Text]:
    """Return the texts of a folder that we wrote and annotated ourselves.

    A file has a headline behind `# `, numbered sentences with a free line between paragraphs, a line `---`, and a gold
    whose lines begin with the numbers of the sentences that tell them.
    """
    files = sorted(folder.glob("*.txt"))
    stories, gold = [], []
    for file in files:
        story, _, told = file.read_text(encoding="utf-8").partition("\n---\n")
        text, starts = "", {}
        for row in story.splitlines():
            number, _, sentence = row.strip().partition(". ")
            if row.startswith("# ") or not row.strip():
                text = f"{text}{row[2:]}\n\n" if row.strip() else f"{text.rstrip()}\n\n"
            else:
                starts[number] = len(text)
                text += f"{sentence} "
        stories.append(inline_document(text.strip(), file.stem))
        gold.append(gold_of(_placed(told, starts), scorer, placed=True))
    return [
        _text(document, passages, *answer, scorer, tokenizer)
        for (document, passages), answer in zip(parse(stories, load_pipeline()), gold, strict=True)
    ]


def sentences_of_ours(pairs: Path, ontology: Path, scorer: ModuleType, tokenizer: Any) -> list[Text]:
    """Return the minimal pairs of the tests, and the examples and look-alikes of the ontology, a text each.

    Of each only one relation is known: between whom it holds, with which status, or that nobody has it.
    """
    told: list[tuple[str, str, dict[str, str] | None]] = [
        (sentence, group["relation"], {**group, "status": status})
        for group in yaml.safe_load(pairs.read_text(encoding="utf-8"))
        for status, some in group["sentences"].items()
        for sentence in some
    ]
    for file in sorted(ontology.glob("*.yaml")):
        for relation, kinds in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            told += [(each["text"], relation, each) for each in kinds["examples"]]
            told += [(each["text"], relation, None) for each in kinds["lookalikes"]]
    documents = [
        inline_document(sentence, f"sentence-{number}") for number, (sentence, *_) in enumerate(told)
    ]
    found = []
    for (document, passages), (_, relation, claim) in zip(
        parse(documents, load_pipeline()), told, strict=True
    ):
        names: dict[str, str] = {}
        lines: list[Line] = []
        if claim is not None:
            names = {scorer.fold(claim[side]): claim[side] for side in ("subject", "object")}
            sides = (frozenset([scorer.fold(claim[side])]) for side in ("subject", "object"))
            lines = [
                Line(
                    next(sides), frozenset([relation]), next(sides), frozenset([claim["status"]]), True, None
                )
            ]
        text = _text(document, passages, names, lines, scorer, tokenizer)
        label = relations().index(relation)
        # Of the two that a sentence is about no other relation is told, unless it comes with this one; of all others nothing is known.
        along = {relation, *load_ontology().relations[relation].overrides}
        along |= {name for name, other in load_ontology().relations.items() if relation in other.overrides}
        unknown = np.array([name in along for name in relations()])
        told_rows = {(number, row) for bag in text.bags for number, row, _ in bag.cells}
        for number, sample in enumerate(text.samples):
            for row in range(len(sample.pairs)):
                known = (
                    sample.counts[row] & ~unknown if (number, row) in told_rows else np.zeros_like(unknown)
                )
                known[label] = sample.counts[row, label]
                sample.counts[row] = known
        # A claim whose sides are not found says nothing of the others.
        if text.samples and (text.bags or not lines):
            found.append(text)
    return found


def _placed(gold: str, starts: dict[str, int]) -> str:
    """Return a gold with where sentences begin instead of their numbers."""
    rows = []
    for row in gold.splitlines():
        kind, _, rest = row.strip().partition(" ")
        if kind in ("R", "O"):
            numbers, _, claim = rest.partition("|")
            row = f"{kind} {','.join(str(starts[each.strip()]) for each in numbers.split(','))} |{claim}"
        rows.append(row)
    return "\n".join(rows)


def laid_out(
    passages: tuple[Passage, ...], tokenizer: Any
) -> Iterator[tuple[int, Sentence, Marked, list[Chain]]]:
    """Yield the sentences that may hold a relation, each with where it begins and the chains of its entities."""
    mentions, chains = find_mentions(passages)
    by_number = {chain.number: chain for chain in chains}
    for scene in scenes(passages, tuple(mentions)):
        for sentence in sentences(scene):
            marked = mark(sentence.span.text, sentence.markings, len(sentence.chains), tokenizer)
            start = scene.offset + sentence.span.start_char
            yield start, sentence, marked, [by_number[number] for number in sentence.chains]


def _text(
    document: Document, passages: tuple[Passage, ...], names: dict[str, str], lines: list[Line],
    scorer: ModuleType, tokenizer: Any,
) -> Text:  # fmt: skip
    text = Text(Path(document.origin).stem, "relations")
    labels = {relation: number for number, relation in enumerate(relations())}
    cells: list[list[Cell]] = [[] for _ in lines]
    for start, sentence, marked, chains in laid_out(passages, tokenizer):
        ids = [scorer.resolve({"label": each.name, "aliases": each.names}, names) for each in chains]
        pairs = [each for each in sentence.pairs if marked.entities[each.one] and marked.entities[each.other]]
        if not pairs:
            continue
        counts = np.array([each.allowed for each in pairs])
        for number, pair in enumerate(pairs):
            for line, found in zip(lines, cells, strict=True):
                for relation in line.relations & labels.keys():
                    label = labels[relation]
                    if pair.allowed[label] and line.meets(
                        ids[pair.one], relation, ids[pair.other], scorer.SYMMETRIC
                    ):
                        counts[number, label] = False  # no cell of a bag counts as wrong
                        if line.told_in(start, start + len(sentence.span.text)):
                            found.append((len(text.samples), number, label))
        text.samples.append(Sample(marked, [(each.one, each.other) for each in pairs], counts))
    for line, found in zip(lines, cells, strict=True):
        if found:
            statuses = frozenset(STATUSES.index(each) for each in line.statuses)  # type: ignore[arg-type]
            text.bags.append(Bag(tuple(found), REQUIRED if line.required else OPTIONAL, statuses))
    return text


KINDS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "TIME": "Amount", "NUM": "Amount"}


def redocred(files: Iterable[Path], labels: dict[str, int], tokenizer: Any) -> Iterator[Text]:
    """Yield the passages of Re-DocRED (Tan et al., 2022), sentence by sentence.

    What a pair has by other sentences than those of the evidence counts neither as right nor as wrong.
    """
    for file in files:
        for number, passage in enumerate(json.loads(file.read_text(encoding="utf-8"))):
            text = Text(f"{file.stem}:{number}", "redocred")
            facts: dict[tuple[int, int], list[dict[str, Any]]] = {}
            for fact in passage["labels"]:
                facts.setdefault((fact["h"], fact["t"]), []).append(fact)
            for place, words in enumerate(passage["sents"]):
                starts = np.cumsum([0, *(len(word) + 1 for word in words)])
                here: dict[int, list[tuple[int, int, str]]] = {}
                for entity, mentions in enumerate(passage["vertexSet"]):
                    for each in mentions:
                        if each["sent_id"] == place:
                            span = (int(starts[each["pos"][0]]), int(starts[each["pos"][1]]) - 1)
                            here.setdefault(entity, []).append((*span, KINDS.get(each["type"], "Entity")))
                entities = list(here)
                if len(entities) < 2:
                    continue
                markings = [Marking(start, end, kind, MentionForm.NAME, entities.index(entity))
                            for entity, mentions in here.items() for start, end, kind in mentions]  # fmt: skip
                marked = mark(" ".join(words), markings, len(entities), tokenizer)
                pairs = [(a, b) for a in range(len(entities)) for b in range(len(entities))
                         if a != b and marked.entities[a] and marked.entities[b]]  # fmt: skip
                if not pairs:
                    continue
                counts = np.ones((len(pairs), len(labels)), dtype=bool)
                for row, (a, b) in enumerate(pairs):
                    for fact in facts.get((entities[a], entities[b]), ()):
                        label = labels[fact["r"]]
                        counts[row, label] = False
                        if place in fact["evidence"]:
                            text.bags.append(Bag(((len(text.samples), row, label),), REQUIRED))
                text.samples.append(Sample(marked, pairs, counts))
            if text.samples:
                yield text


def foreign(
    redocred_files: Iterable[Path], knowledgenet_file: Path, tokenizer: Any
) -> tuple[list[Text], dict[str, int]]:
    """Return the texts of Re-DocRED and KnowledgeNet with labels of their own, and how many labels each has."""
    files = list(redocred_files)
    properties = {
        fact["r"] for file in files for each in json.loads(file.read_text()) for fact in each["labels"]
    }
    rows = [json.loads(line) for line in knowledgenet_file.read_text(encoding="utf-8").splitlines()]
    annotated = {name for row in rows for name in row["annotated"]}
    labels, others = (
        {name: number for number, name in enumerate(sorted(some))} for some in (properties, annotated)
    )
    texts = [*redocred(files, labels, tokenizer), *knowledgenet(knowledgenet_file, others, tokenizer)]
    return texts, {"redocred": len(labels), "knowledgenet": len(others)}


def set_aside(passage: Mapping[str, Any]) -> bool:
    """Tell whether a passage of KnowledgeNet is of the fifth of its documents that are only measured with."""
    return sum(passage["id"].partition(":")[0].encode()) % 5 == 0


def joined(
    passages: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[Document, list[tuple[int, Mapping[str, Any]]]]]:
    """Yield the documents of some passages of KnowledgeNet, with each passage and where it begins.

    A passage is a sentence or two; what of a document is between them is not in the corpus. Together they tell of
    whom "he" is said.
    """
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for passage in passages:
        by_document.setdefault(passage["id"].partition(":")[0], []).append(passage)
    for name, some in by_document.items():
        placed, text = [], ""
        for passage in sorted(some, key=lambda each: int(each["id"].split(":")[1])):
            placed.append((len(text), passage))
            text += passage["text"].replace("\n", " ") + "\n"
        yield inline_document(text, name), placed


def knowledgenet(file: Path, labels: dict[str, int], tokenizer: Any) -> Iterator[Text]:
    """Yield the passages of KnowledgeNet (Mesquita et al., 2019) that are learned from, with labels of its own."""
    for line in file.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if set_aside(passage):
            continue
        entities = passage["entities"]
        markings = [Marking(*span, "Entity", MentionForm.NAME, number)
                    for number, each in enumerate(entities) for span in each["mentions"]]  # fmt: skip
        marked = mark(passage["text"], markings, len(entities), tokenizer)
        pairs = [(a, b) for a in range(len(entities)) for b in range(len(entities))
                 if a != b and marked.entities[a] and marked.entities[b]]  # fmt: skip
        if not pairs:
            continue
        known = np.array([name in passage["annotated"] for name in labels])
        counts = np.tile(known, (len(pairs), 1))
        text = Text(passage["id"], "knowledgenet")
        numbers = {each["id"]: number for number, each in enumerate(entities)}
        for fact in passage["relations"]:
            pair = (numbers[fact["h"]], numbers[fact["t"]])
            if pair in pairs and fact["r"] in labels:
                row, label = pairs.index(pair), labels[fact["r"]]
                counts[row, label] = False
                text.bags.append(Bag(((0, row, label),), REQUIRED))
        text.samples.append(Sample(marked, pairs, counts))
        yield text


OURS: dict[str, tuple[tuple[str, ...], bool]] = {
    "SUBSIDIARY_OF": (("subsidiaryOf",), False),
    "FOUNDED_BY": (("founded",), True),
    "CEO": (("leads",), True),
    "HEADQUARTERS": (("basedIn",), False),
    "EMPLOYEE_OR_MEMBER_OF": (("worksFor", "memberOf", "leads"), False),
    "POLITICAL_AFFILIATION": (("memberOf",), False),
    "NATIONALITY": (("citizenOf",), False),
}
"""Properties of KnowledgeNet as relations of ours, of which one holds, and whether they are read from the object."""
COMPLETE = ("SUBSIDIARY_OF", "FOUNDED_BY", "HEADQUARTERS", "NATIONALITY")
"""Those that are all there is to say of the relation: who has no chief executive may be led by somebody else."""


def knowledgenet_as_ours(file: Path, tokenizer: Any) -> Iterator[Text]:
    """Yield the same documents with the mentions that kg itself finds in them and our own relations."""
    labels = {relation: number for number, relation in enumerate(relations())}
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    documents = list(joined(row for row in rows if not set_aside(row)))
    stories = [document for document, _ in documents]
    for (document, placed), (_, passages) in zip(documents, parse(stories, load_pipeline()), strict=True):
        text = Text(document.origin, "relations")
        for start, sentence, marked, _ in laid_out(passages, tokenizer):
            pairs = [
                each for each in sentence.pairs if marked.entities[each.one] and marked.entities[each.other]
            ]
            begin, passage = next((first, row) for first, row in reversed(placed) if first <= start)
            if not pairs or not passage["annotated"]:
                continue
            spans = {each["id"]: each["mentions"] for each in passage["entities"]}
            who = [
                {id for id, known in spans.items() for a, b in known for m in sentence.markings
                 if m.entity == number and a < start - begin + m.end and start - begin + m.start < b}
                for number in range(len(sentence.chains))
            ]  # fmt: skip
            wrong = [labels[name] for key in passage["annotated"] if key in COMPLETE for name in OURS[key][0]]
            counts = np.zeros((len(pairs), len(labels)), dtype=bool)
            for row, pair in enumerate(pairs):
                counts[row, wrong] = pair.allowed[wrong]
                for fact in passage["relations"]:
                    if fact["r"] not in OURS:
                        continue
                    names, turned = OURS[fact["r"]]
                    h, t = (fact["t"], fact["h"]) if turned else (fact["h"], fact["t"])
                    if h in who[pair.one] and t in who[pair.other]:
                        may = [labels[name] for name in names if pair.allowed[labels[name]]]
                        counts[row, may] = False
                        if may:
                            cells = tuple((len(text.samples), row, label) for label in may)
                            text.bags.append(Bag(cells, REQUIRED))
            text.samples.append(Sample(marked, [(each.one, each.other) for each in pairs], counts))
        if text.samples:
            yield text
