"""The questions that ship with the ontology: `ontology/questions/*.rq`, each a query with its question on top."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.ontology import ontology_folder

HEADER = re.compile(r"# (?P<text>.+?\?)(?: \((?P<given>\?\w+(?:, \?\w+)*)\))?$")
"""The first line: "# Who owns it, or owned it? (?it)"; in parentheses what has to be given a value."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL."""

    name: str
    text: str
    given: tuple[str, ...]
    """The variables, without "?", that it makes sense with only when they have a value."""
    query: str


@cache
def load_questions() -> Mapping[str, Question]:
    """Return the questions by name, sorted. Raises `ValueError` for a file without a question on top."""
    found = {}
    for path in sorted((ontology_folder() / "questions").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        header = HEADER.match(query.partition("\n")[0])
        if header is None:
            raise ValueError(f"{path.name} has no question on top; write '# Who owns it? (?it)'")
        given = tuple(name.removeprefix("?") for name in (header["given"] or "").split(", ") if name)
        found[path.stem] = Question(path.stem, header["text"], given, query)
    return found
