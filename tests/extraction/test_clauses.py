"""Who does what to whom, on trees made by hand."""

from dataclasses import dataclass

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.extraction.clauses import instigators, is_passive, logical_objects, logical_subjects, prepositions


@dataclass(frozen=True)
class Tree:
    """A sentence, a word a line: text, tag, label, and the number of the head counted from 0."""

    rows: str

    def doc(self) -> Doc:
        cells = [row.split() for row in self.rows.strip().splitlines()]
        positions = {
            "NN": "NOUN",
            "VB": "VERB",
            "IN": "ADP",
            "DT": "DET",
            "TO": "PART",
            "WD": "PRON",
            "WP": "PRON",
        }
        return Doc(
            English().vocab,
            words=[cell[0] for cell in cells],
            tags=[cell[1] for cell in cells],
            pos=[positions[cell[1][:2]] for cell in cells],
            lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
            deps=[cell[2] for cell in cells],
            heads=[int(cell[3]) for cell in cells],
        )


ACTIVE = Tree("Metro NNP nsubj 1\nbought VBD ROOT 1 buy\nReal NNP dobj 1")
PASSIVE = Tree(
    "Real NNP nsubjpass 2\nwas VBD auxpass 2 be\nbought VBN ROOT 2 buy\nby IN agent 2\nMetro NNP pobj 3"
)
PARTICIPLE = Tree(
    "Real NNP nsubj 4\nbought VBN acl 0 buy\nby IN agent 1\nMetro NNP pobj 2\ngrew VBD ROOT 4 grow"
)
RELATIVE = Tree(
    "Metro NNP nsubj 4\nwhich WDT nsubj 2\nbought VBD relcl 0 buy\nReal NNP dobj 2\ngrew VBD ROOT 4 grow"
)
BORROWED = Tree("Metro NNP nsubj 1\nagreed VBD ROOT 1 agree\nto TO aux 3\nbuy VB xcomp 1\nReal NNP dobj 3")
ORDERED = Tree(
    "Oslo NNP nsubj 1\nordered VBD ROOT 1 order\nMetro NNP dobj 1\nto TO aux 4\nbuy VB xcomp 1\nReal NNP dobj 4"
)
COORDINATED = Tree(
    "Metro NNP nsubj 1\nsold VBD ROOT 1 sell\nReal NNP dobj 1\nand IN cc 1\nbought VBD conj 1 buy\nLidl NNP dobj 4"
)


@pytest.mark.parametrize(
    ("tree", "verb", "subjects", "objects"),
    [
        pytest.param(ACTIVE, 1, ["Metro"], ["Real"], id="active"),
        pytest.param(PASSIVE, 2, ["Metro"], ["Real"], id="passive"),
        pytest.param(PARTICIPLE, 1, ["Metro"], ["Real"], id="participle behind a noun"),
        pytest.param(RELATIVE, 2, ["which"], ["Real"], id="relative clause"),
        pytest.param(BORROWED, 3, ["Metro"], ["Real"], id="infinitive borrows the subject"),
        pytest.param(ORDERED, 4, ["Metro"], ["Real"], id="who is ordered does it"),
        pytest.param(COORDINATED, 4, ["Metro"], ["Lidl"], id="the second verb shares the subject"),
    ],
)
def test_who_does_what(tree: Tree, verb: int, subjects: list[str], objects: list[str]) -> None:
    token = tree.doc()[verb]
    assert [word.text for word in logical_subjects(token)] == subjects
    assert [word.text for word in logical_objects(token)] == objects


def test_voice() -> None:
    assert is_passive(PASSIVE.doc()[2])
    assert is_passive(PARTICIPLE.doc()[1])
    assert not is_passive(ACTIVE.doc()[1])


def test_who_orders_is_the_instigator() -> None:
    assert [word.text for word in instigators(ORDERED.doc()[4])] == ["Oslo"]
    assert instigators(BORROWED.doc()[3]) == []


def test_objects_of_a_preposition() -> None:
    assert [word.text for word in prepositions(PASSIVE.doc()[2], "by")] == ["Metro"]
    assert prepositions(PASSIVE.doc()[2], "with") == []
