"""The file `judgements.tsv`: decisions about who is who and what is stated, for people to read, write and edit.

It is a table in UTF-8, its columns parted by tabs. The lines of people come first, in their order; they are
truth, and every build follows them. The lines by `kg` follow from the documents and come after, sorted.
"""

import csv
import io
import shlex
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path

from kg.errors import GraphError
from kg.model import RULES, Correction, Judgement, Status, Verdict
from kg.ontology import load_ontology

FILE = "judgements.tsv"
COLUMNS = ("verdict", "left", "right", "author", "reason", "relation", "status", "document", "becomes")
BECOMES = ("subject", "relation", "object", "status")
"""What of a statement a correction can change."""
BY_HAND = "edited by hand"
"""The author of a line that names none, and of a line by `kg` that a person has changed."""
HEADER = """\
# Who is who in this graph, and what is stated. Each line is a judgement, its columns are parted by tabs.
# Lines by kg follow from the documents and are written anew by every build: deleting one has no effect, and
# one whose verdict or sides you change becomes yours. All other lines are people's words: they are kept in
# their order, and every build follows them.
# same and not-same name two entities by their ids (`kg entities` shows them), retype names an entity and a
# class. An id an entity had before it was merged counts too, and ID@DOCUMENT means what one document says of it.
# reject and correct name a statement by subject, object, relation and status, or reject by its id alone; with a
# document only what that says. becomes tells what a corrected one should be: relation=worksFor status=ended
# object=ID. compatible names two sides that are no conflict: statements or entities, each an ID or ID@DOCUMENT.
# Columns at the end of a line may be missing. Notes belong into the column reason; other lines that begin with #
# are not kept. `kg judge` writes such lines and applies them at once; after an edit by hand, `kg judge DIR apply` does.
"""

Content = tuple[Verdict, str, str, str, str, str, Correction]
"""What a judgement says, whoever says it and why."""


def content_of(judgement: Judgement) -> Content:
    """Return what a judgement says; that two are the same says the same whichever comes first."""
    left, right = judgement.left, judgement.right
    if judgement.verdict in (Verdict.SAME, Verdict.NOT_SAME, Verdict.COMPATIBLE):
        left, right = sorted((left, right))
    return (
        judgement.verdict,
        left,
        right,
        judgement.relation,
        judgement.status,
        judgement.document,
        judgement.becomes,
    )


def read_judgements(file: Path) -> list[Judgement]:
    """Return all lines of the file, in order; none where it is missing.

    Raises `GraphError` with file and line for one that is no judgement.
    """
    try:
        content = file.read_bytes() if file.is_file() else b""
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GraphError(f"{file}:{line}: this is no UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise GraphError(f"{file} cannot be read ({error.strerror}); make it a file you may read") from error
    return list(_rows(file, text))


def _rows(file: Path, text: str) -> Iterator[Judgement]:
    inside = False  # a row: a quoted cell may hold line ends

    def lines() -> Iterator[str]:
        nonlocal inside
        for line in io.StringIO(text, newline=""):
            # A comment is an empty line to the reader, so that it counts lines as an editor does.
            comment, inside = line.startswith("#") and not inside, True
            yield "\n" if comment else line

    reader = csv.reader(lines(), "excel-tab", strict=True)
    number = 1
    try:
        for cells in reader:
            inside = False
            heading = tuple(cells) == COLUMNS[: len(cells)]  # of a file with fewer columns, too
            if any(cell.strip() for cell in cells) and not heading:
                yield _judgement(cells)
            number = reader.line_num + 1
    except (csv.Error, ValueError) as error:
        raise GraphError(f"{file}:{number}: {error}; mend or remove the line") from error


def _judgement(cells: list[str]) -> Judgement:
    """Return the judgement of one row; empty cells at its end may be missing. Raises `ValueError` if it is none."""
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} columns where there are {len(COLUMNS)}")
    verdict, left, right, author, reason, relation, status, document, becomes = (
        *cells,
        *[""] * (len(COLUMNS) - len(cells)),
    )
    verdict, author, relation, status = verdict.strip(), author.strip(), relation.strip(), status.strip()
    if verdict not in set(Verdict):
        raise ValueError(f"{verdict!r} is no verdict, use one of {', '.join(Verdict)}")
    if not left:
        raise ValueError("nothing stands in the column left")
    by_id = verdict == Verdict.REJECT and not relation
    if by_id and (right or status):
        raise ValueError("reject names one statement by its id in the column left, or else needs a relation")
    if not right and not by_id:
        raise ValueError("nothing stands in the column right")
    if verdict == Verdict.RETYPE and right not in load_ontology().classes:
        raise ValueError(f"{right!r} is no class of the ontology")
    correction = _correction(becomes)
    if verdict == Verdict.CORRECT and (not relation or correction == Correction()):
        raise ValueError("correct needs a relation and, in the column becomes, what is to change")
    if verdict not in (Verdict.REJECT, Verdict.CORRECT) and (relation or status or document):
        raise ValueError(f"{verdict} has no relation, status or document")
    if verdict != Verdict.CORRECT and correction != Correction():
        raise ValueError(f"{verdict} changes nothing; the column becomes stays empty")
    if relation:
        _known(relation, status)
    return Judgement(
        Verdict(verdict),
        left,
        right,
        one_line(reason),
        one_line(author) or BY_HAND,
        relation,
        status,
        document,
        correction,
    )


def _known(relation: str, status: str) -> None:
    """Raise `ValueError` for a relation or status that is none."""
    if relation not in load_ontology().relations:
        raise ValueError(f"{relation!r} is no relation of the ontology")
    if status not in set(Status):
        raise ValueError(f"{status!r} is no status, use one of {', '.join(Status)}")


def _correction(cell: str) -> Correction:
    """Return what `relation=worksFor status=ended` says. Raises `ValueError` for anything else."""
    told: dict[str, str] = {}
    for word in shlex.split(cell):
        name, sign, value = word.partition("=")
        if name not in BECOMES or name in told or not sign or not value:
            raise ValueError(f"{word!r} is no correction; write {'=, '.join(BECOMES)}= once each")
        told[name] = value
    correction = Correction(**told)
    if told:
        _known(
            correction.relation or next(iter(load_ontology().relations)), correction.status or Status.ASSERTED
        )
    return correction


def _becomes(correction: Correction) -> str:
    told = [(name, getattr(correction, name)) for name in BECOMES]
    return shlex.join(f"{name}={value}" for name, value in told if value)


def of_people(lines: Iterable[Judgement], written: Set[Content] | None) -> list[Judgement]:
    """Return the judgements of people, in order: all but the lines by `kg` that say what rules wrote.

    Where nobody knows what rules wrote (`None`: there was no build here), all lines by `kg` are taken for
    theirs.
    """
    return [
        line if line.author != RULES else replace(line, author=BY_HAND)
        for line in lines
        if line.author != RULES or (written is not None and content_of(line) not in written)
    ]


def judgement_table(people: Iterable[Judgement], rules: Iterable[Judgement]) -> bytes:
    """Return the file: the lines of people in their order, then those of rules, sorted."""
    buffer = io.StringIO(newline="")
    buffer.write(HEADER)
    plain = csv.writer(buffer, "excel-tab", lineterminator="\n")
    # The csv module quotes no carriage return by itself, which an id of a document may hold.
    quoted = csv.writer(buffer, "excel-tab", lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(COLUMNS)
    ordered = sorted(rules, key=lambda line: (line.verdict, line.left, line.right, line.reason))
    for line in (*people, *ordered):
        author, reason, becomes = one_line(line.author), one_line(line.reason), _becomes(line.becomes)
        cells = [str(line.verdict), line.left, line.right, author, reason]
        if line.relation or line.document:
            cells += [line.relation, line.status, line.document, becomes]
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return buffer.getvalue().encode()


def one_line(text: str) -> str:
    """Return a text without tabs and line ends, fit to be written."""
    return " ".join(text.replace("\t", " ").splitlines()).encode("utf-8", "replace").decode()
