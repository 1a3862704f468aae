"""Precision and recall of a graph against relations that people annotated.

A gold file NAME.gold belongs to the document NAME and has a line for each entity and relation:

    E name | type | alias; alias             an entity of the document and its other names
    R subject | relation | object | status   a relation the text states: it must be found
    O subject | relation | object | status   a relation that is true of the text, but may be left out

A subject, relation or object may list acceptable ones with commas, a status with slashes; # begins a comment.
Names are compared without case, accents, punctuation and leading article. Precision is the share of the
statements that meet an R or O line, recall the share of R lines that are met, status the share of the met R
lines whose status is an acceptable one; where a graph states a claim in several statuses, that of the statement with
the lowest id counts. The intervals are percentile bootstraps over documents (Efron 1979):
documents, not statements, are drawn, since statements of one document go right or wrong together.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.errors import InputError
from kg.graph import Graph
from kg.model import Status
from kg.naming.folding import comparable
from kg.ontology import load_ontology

RESAMPLES = 1000
SEED = 0
INTERVAL = 0.95
COUNTS = ("extracted", "correct", "required", "found", "status_right")

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of gold: what is acceptable for each part, names folded."""

    subjects: frozenset[str]
    relations: tuple[str, ...]
    objects: frozenset[str]
    statuses: frozenset[str]

    def met(self, triple: Triple) -> bool:
        subject, relation, obj = triple
        if relation not in self.relations:
            return False
        straight = subject in self.subjects and obj in self.objects
        turned = obj in self.subjects and subject in self.objects
        return straight or (turned and _symmetric(relation))


@dataclass(slots=True)
class Gold:
    """What people annotated of one document."""

    names: dict[str, str] = field(default_factory=dict)
    """Every folded name to the folded first name of its entity."""
    required: list[Row] = field(default_factory=list)
    optional: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the shares they give; a share of nothing is 0."""

    extracted: int = 0
    correct: int = 0
    required: int = 0
    found: int = 0
    status_right: int = 0

    @property
    def precision(self) -> float:
        return self.correct / max(self.extracted, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.required, 1)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def status(self) -> float:
        return self.status_right / max(self.found, 1)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a graph."""

    total: Score
    intervals: Mapping[str, tuple[float, float]]
    """For precision, recall, f1 and status: the bounds of the bootstrap interval."""
    by_relation: Mapping[str, Score]
    """R lines count for the first relation they list, statements for their own."""
    by_status: Mapping[str, Mapping[str, int]]
    """For each status that an R line asks for (the first in the alphabet, if what was read is none of its several),
    how often each status was read."""
    documents: int
    missing: tuple[str, ...]
    """Annotated documents that are not in the graph."""


def fold_name(name: str) -> str:
    """Return a name without case, accents, punctuation, possessive ending and leading article."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    plain = re.sub(r"['\u2019]s?\b", "", plain.lower().replace("\u2019", "'"))
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    # A name in another script has no Latin letters left.
    return re.sub(r"^(the|a|an) ", "", plain) or comparable(name)


def read_gold(path: Path) -> Gold:
    """Return the annotations of a file. Raises `InputError` with the line that is not understood."""
    gold = Gold()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}") from error
    relations = load_ontology().relations
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        kind, _, rest = line.partition(" ")
        cells = [cell.strip() for cell in rest.split("|")]
        if kind == "E" and cells[0]:
            for name in (cells[0], *(cells[2].split(";") if len(cells) > 2 else ())):
                if name.strip():
                    gold.names.setdefault(fold_name(name), fold_name(cells[0]))
        elif kind in {"R", "O"} and len(cells) == 4:
            row = Row(
                _names(cells[0]), _parts(cells[1], ","), _names(cells[2]), frozenset(_parts(cells[3], "/"))
            )
            unknown = [name for name in row.relations if name not in relations]
            if unknown:
                raise InputError(f"{path}:{number}: {', '.join(unknown)} is no relation of the ontology")
            if strange := sorted(row.statuses - set(Status)):
                raise InputError(f"{path}:{number}: {', '.join(strange)} is no status")
            (gold.required if kind == "R" else gold.optional).append(row)
        else:
            raise InputError(f"{path}:{number}: not understood: {line}")
    return gold


def _parts(cell: str, border: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(border))


def _names(cell: str) -> frozenset[str]:
    return frozenset(fold_name(name) for name in _parts(cell, ","))


def evaluate(folder: Path, graph: Graph) -> Evaluation:
    """Return the scores of a graph against the gold files of a folder.

    Raises `InputError` where there are none or one is not understood.
    """
    files = sorted(folder.glob("*.gold"))
    if not files:
        raise InputError(f"{folder} holds no *.gold files")
    names = {entity.id: (entity.label, *entity.aliases) for entity in graph.entities}
    extracted: dict[str, dict[Triple, str]] = defaultdict(dict)
    for statement in graph.statements():
        for document in statement.documents:
            sides = (statement.subject, statement.relation, statement.object)
            extracted[document].setdefault(sides, str(statement.status))
    by_relation: dict[str, Counter[str]] = defaultdict(Counter)
    by_status: dict[str, Counter[str]] = defaultdict(Counter)
    scores = [_scored(read_gold(file), extracted[file.stem], names, by_relation, by_status) for file in files]
    total = sum(scores, Counter())
    return Evaluation(
        _score(total),
        _intervals(scores),
        {relation: _score(counts) for relation, counts in sorted(by_relation.items())},
        {status: dict(counts) for status, counts in sorted(by_status.items())},
        len(files),
        tuple(file.stem for file in files if file.stem not in graph.manifest.documents),
    )


def _scored(
    gold: Gold,
    extracted: Mapping[Triple, str],
    names: Mapping[str, Sequence[str]],
    by_relation: dict[str, Counter[str]],
    by_status: dict[str, Counter[str]],
) -> Counter[str]:
    """Count one document, and add to the counts by relation and status."""
    total: Counter[str] = Counter()
    statements: dict[Triple, str] = {}
    for (subject, relation, obj), status in extracted.items():
        one, other = _meant(names[subject], gold), _meant(names[obj], gold)
        if _symmetric(relation):
            one, other = sorted((one, other))
        statements.setdefault((one, relation, other), status)
    found: set[int] = set()
    for triple, status in statements.items():
        hits = [index for index, row in enumerate(gold.required) if row.met(triple)]
        right = bool(hits) or any(row.met(triple) for row in gold.optional)
        for index in hits:
            if index not in found:
                found.add(index)
                row = gold.required[index]
                by_relation[row.relations[0]]["found"] += 1
                good = status in row.statuses
                total["status_right"] += good
                by_relation[row.relations[0]]["status_right"] += good
                by_status[status if good else min(row.statuses)][status] += 1
        total["extracted"] += 1
        total["correct"] += right
        by_relation[triple[1]]["extracted"] += 1
        by_relation[triple[1]]["correct"] += right
    for row in gold.required:
        by_relation[row.relations[0]]["required"] += 1
    total["required"] += len(gold.required)
    total["found"] += len(found)
    return total


def _meant(names: Sequence[str], gold: Gold) -> str:
    """Return the entity of the gold that one of the names means, else the folded label."""
    return next(
        (gold.names[fold_name(name)] for name in names if fold_name(name) in gold.names), fold_name(names[0])
    )


def _symmetric(relation: str) -> bool:
    known = load_ontology().relations.get(relation)
    return known is not None and known.symmetric


def _score(counts: Mapping[str, int]) -> Score:
    return Score(*(counts.get(name, 0) for name in COUNTS))


def _intervals(scores: Sequence[Counter[str]]) -> dict[str, tuple[float, float]]:
    """Return the bootstrap intervals of the shares; the same for the same counts."""
    counts = np.array([[each[name] for name in COUNTS] for each in scores])
    draw = np.random.Generator(np.random.PCG64(SEED))
    samples = [
        Score(*counts[draw.integers(len(scores), size=len(scores))].sum(axis=0).tolist())
        for _ in range(RESAMPLES)
    ]
    low, high = round((1 - INTERVAL) / 2 * (RESAMPLES - 1)), round((1 + INTERVAL) / 2 * (RESAMPLES - 1))
    found = {}
    for name in ("precision", "recall", "f1", "status"):
        values = sorted(getattr(sample, name) for sample in samples)
        found[name] = (values[low], values[high])
    return found
