"""What a language model is asked, and the form its answer must have."""

from functools import cache

import msgspec

from kg.model import Status
from kg.ontology import load_ontology

VERSION = "1"
TASK = """\
You extract relations from news. Answer with one JSON object: {"relations": [...]}, each of the form
{"subject": "...", "relation": "...", "object": "...", "status": "...", "quote": "..."}.

subject and object: names or noun phrases exactly as the text writes them, the fullest form of the quoted sentence.
relation: one of the names listed below, no other. Leave out what none of them fits.
status: asserted for what the text states as a fact; planned for what is intended, agreed or expected; possible for what is
alleged, rumoured, asked or conditional; negated for what is denied or did not happen; ended for what is over.
quote: the sentence that states it, copied to the character. Take each relation from one sentence; infer nothing.

Relations, with what they hold between:
"""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One relation of an answer."""

    subject: str
    relation: str
    object: str
    quote: str
    status: Status = Status.ASSERTED


class Answer(msgspec.Struct, frozen=True):
    """What a language model must answer."""

    relations: list[msgspec.Raw]


@cache
def instructions() -> str:
    """Return the task with every relation of the ontology, its classes and its definition."""
    lines = [
        f"- {relation.name} ({'|'.join(sorted(relation.domain)) or 'anything'} ->"
        f" {'|'.join(sorted(relation.range)) or 'anything'}): {relation.definition}"
        for _, relation in sorted(load_ontology().relations.items())
    ]
    return TASK + "\n".join(lines)


def told(answer: str) -> tuple[list[Told], list[str]]:
    """Return the relations of an answer, and in words each entry that has not the form asked for.

    Words around the JSON object are passed over. Raises `ValueError` where there is no such object.
    """
    begin, end = answer.find("{"), answer.rfind("}")
    if begin < 0 or end < begin:
        raise ValueError("the answer holds no JSON object")
    try:
        entries = msgspec.json.decode(answer[begin : end + 1], type=Answer).relations
    except (msgspec.DecodeError, UnicodeError) as error:
        raise ValueError(f"the answer has another form: {error}") from error
    found: list[Told] = []
    malformed: list[str] = []
    for entry in entries:
        try:
            found.append(msgspec.json.decode(entry, type=Told))
        except (msgspec.DecodeError, UnicodeError):
            malformed.append(bytes(entry).decode("utf-8", "replace"))
    return found, malformed
