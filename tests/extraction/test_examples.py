"""Every relation by the sentences of the ontology: examples are read, look-alikes are not.

An example with a `miss` is known not to be read, for the reason given; when it is read at last, its
test fails until the `miss` is taken out.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Chain, Mention, Reading
from kg.naming.folding import fold
from kg.ontology import load_ontology, ontology_folder

pytestmark = pytest.mark.slow


def sentences(kind: str) -> list[Any]:
    found = []
    for file in sorted(Path(ontology_folder() / "examples").glob("*.yaml")):
        for relation, kinds in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            for number, example in enumerate(kinds[kind]):
                miss = example.get("miss")
                marks = [pytest.mark.xfail(strict=True, reason=miss)] if miss else []
                found.append(pytest.param(relation, example, id=f"{relation}-{number}", marks=marks))
    return found


def names(reading: Reading, mention: Mention) -> set[str]:
    chain: Chain = next(chain for chain in reading.chains if chain.number == mention.chain)
    return {fold(name) for name in (*chain.names, mention.name)}


@pytest.mark.parametrize(("relation", "example"), sentences("examples"))
def test_example_is_read_with_its_status(read: Any, relation: str, example: dict[str, str]) -> None:
    reading = read(example["text"])
    ends = [(example["subject"], example["object"])]
    if load_ontology().relations[relation].symmetric:
        ends.append((example["object"], example["subject"]))
    found = {
        str(mention.status)
        for mention in reading.relations
        for subject, obj in ends
        if mention.relation == relation
        and fold(subject) in names(reading, mention.subject)
        and fold(obj) in names(reading, mention.object)
    }
    assert found == {example["status"]}


@pytest.mark.parametrize(("relation", "example"), sentences("lookalikes"))
def test_lookalike_is_not_read(read: Any, relation: str, example: dict[str, str]) -> None:
    found = [m for m in read(example["text"]).relations if m.relation == relation]
    assert not found, f"{example['why']}: {[(m.subject.name, m.object.name, m.evidence.rule) for m in found]}"
