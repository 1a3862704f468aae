"""A hundred and fifty questions by three readers of the sample articles who knew neither the program nor its words.

`questions.yaml` gives for each all that an attentive reader would answer, and as what: a fact, a plan, a denial,
something that is over, or unsure. An answer is right if it names one of these, as that; it is wrong if it states as a
fact what the reader would not. What the graph misses is marked with the reason.
"""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kg.asking import Answer, Kind, Reply
from kg.errors import InputError
from kg.model import Statement, Status
from kg.naming.folding import fold, joined

if TYPE_CHECKING:
    from kg.graph import Graph

pytestmark = pytest.mark.slow

ITEMS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8")
)
STATUS = {
    "fact": Status.ASSERTED,
    "planned": Status.PLANNED,
    "denied": Status.NEGATED,
    "ended": Status.ENDED,
    "unsure": Status.POSSIBLE,
}
VERDICTS = {
    "fact": ("yes",),
    "planned": ("not yet",),
    "denied": ("no: it is denied", "texts disagree"),
    "ended": ("no longer", "yes, once"),
    "unsure": ("not for certain",),
    "unknown": ("no text",),
}


class Grader:
    def __init__(self, graph: "Graph", item: dict[str, Any]) -> None:
        self.graph = graph
        self.item = item
        self.right = {joined(name) for name in item["answers"]}
        self.fair = self.right | {joined(name) for name in item.get("also", ())}
        try:
            self.reply: Reply | None = graph.ask(item["question"])
        except InputError:
            self.reply = None

    def is_right(self) -> bool:
        reply, meant = self.reply, self.item["as"]
        if reply is None:
            return False
        if self.item.get("open"):
            return bool(self.right & self.everybody(reply))
        if self.is_whether(reply):
            return str(reply.verdict).startswith(VERDICTS[meant])
        if meant == "unknown":
            return not self.facts(reply)
        said = [
            each
            for each in (*reply.answers, *reply.others)
            if self.names(each) & self.right and any(s.status is STATUS[meant] for s in each.statements)
        ]
        return bool(said) and not self.is_wrong()

    def is_wrong(self) -> bool:
        """Tell whether something is stated as a fact that is none."""
        if self.reply is None or self.item.get("open"):
            return False
        if self.is_whether(self.reply):
            return self.reply.verdict == "yes" and self.item["as"] != "fact"
        return any(not self.names(each) & self.fair for each in self.facts(self.reply))

    def is_whether(self, reply: Reply) -> bool:
        return reply.asked.kind is Kind.WHETHER and not reply.asked.qualifier

    def facts(self, reply: Reply) -> list[Answer]:
        return [each for each in reply.answers if any(s.status is Status.ASSERTED for s in each.statements)]

    def names(self, answer: Answer) -> set[str]:
        if answer.entity:
            return self.of(answer.entity)
        return {joined(answer.text)} if answer.text else self.sides(answer.statements)

    def everybody(self, reply: Reply) -> set[str]:
        names = {joined(each.text) for each in reply.answers}
        for answer in (*reply.answers, *reply.others):
            names |= self.sides(answer.statements)
        for chain in reply.chains:
            for link in chain:
                names |= self.of(link.left) | self.of(link.right)
        return names.union(*(self.of(each.entity) for each in reply.ranking))

    def sides(self, statements: tuple[Statement, ...]) -> set[str]:
        return set().union(*(self.of(s.subject) | self.of(s.object) for s in statements))

    def of(self, id: str) -> set[str]:
        entity = self.graph.holder(id)
        return {joined(name) for name in (entity.label, *entity.aliases)} if entity else {fold(id)}


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(
            item,
            id=item["question"],
            marks=[pytest.mark.xfail(strict=True, reason=item["missed"])] if "missed" in item else [],
        )
        for item in ITEMS
    ],
)
def test_a_users_question_is_answered_right(sample_graph: "Graph", item: dict[str, Any]) -> None:
    assert Grader(sample_graph, item).is_right()


def test_nothing_wrong_is_stated_as_a_fact(sample_graph: "Graph") -> None:
    graded = [(item, Grader(sample_graph, item)) for item in ITEMS]
    counts = Counter(item["set"] for item, grader in graded if grader.is_right())
    print(
        f"right: {dict(sorted(counts.items()))} of {dict(sorted(Counter(i['set'] for i in ITEMS).items()))}"
    )
    assert [item["question"] for item, grader in graded if grader.is_wrong()] == []
