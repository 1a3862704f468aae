"""Sentences that tempt a reader to state as a fact what the text doesn't."""

from collections.abc import Callable

import pytest

from kg.model import Reading, Status

pytestmark = pytest.mark.slow

Read = Callable[[str], Reading]

TEMPTING = [
    ("Norway warned Iceland against attacking Greenland.", "attacks"),
    ("Norway warned Iceland about attacking Greenland.", "attacks"),
    ("Norway pressured Iceland into attacking Greenland.", "attacks"),
    ("Iceland is capable of attacking Greenland.", "attacks"),
    ("Iceland talked about attacking Greenland.", "attacks"),
    ("Corbel talked Norvik into buying Haldane Ales.", "acquires"),
    ("Corbel advised Norvik against buying Haldane Ales.", "acquires"),
    ("Norvik held off on buying Haldane Ales.", "acquires"),
    ("Norvik is interested in buying Haldane Ales.", "acquires"),
    ("Norvik gave up on suing Haldane Ales.", "sues"),
    ("A jury acquitted Tom Baker of killing Mary Brown.", "attacks"),
    ("Tom Baker was cleared of killing Mary Brown.", "attacks"),
    ("Prosecutors charged Tom Baker with killing Mary Brown.", "attacks"),
    ("Iceland would not hesitate to attack Greenland.", "attacks"),
    ("Norvik will not hesitate to sue Haldane Ales.", "sues"),
    ("Norvik agreed to buy Haldane Ales but did not disclose the price.", "acquires"),
    ("Norvik was expected to buy Haldane Ales, but Corbel objected.", "acquires"),
    ("Ann Hill said Tom Brown was a victim of terrorism.", "criticizes"),
    ("Ann Hill described Tom Brown as the victim of a terrible crime.", "criticizes"),
    ("Ann Hill said Tom Brown would be wrong to resign.", "criticizes"),
    ("Ann Hill said Tom Brown was hardly a disgrace.", "criticizes"),
    ("Critics called Tom Brown a disgrace.", "hosts"),
    ("Ann Hill called off the attack on Greenland.", "hosts"),
    ("Tom Baker joined Norvik in suing Haldane Ales.", "memberOf"),
    ("Tom Baker joined Norvik in suing Haldane Ales.", "worksFor"),
    ("Former Republican Tom Baker met Ann Hill.", "memberOf"),
    ("Tom Baker's former Socialist Party lost the vote.", "memberOf"),
    ("Tom Baker's rival Social Democratic Party won the vote.", "memberOf"),
    ("Tom Baker lost to his Labour Party rival.", "memberOf"),
    ("Lis Dam, the Danish envoy's lawyer, spoke.", "citizenOf"),
    ("Narva, a town near Russia, was flooded.", "locatedIn"),
    ("Pia Lund, once a director at Norvik, joined Statoil.", "leads"),
    ("Joseph Mwamba, ex-president of Zambia, was ill.", "leads"),
    ("Russian opposition leader Ivan Petrov was arrested.", "leads"),
    ("No official of Norvik Group sued Haldane Bank.", "sues"),
    ("Norvik moved to Paris.", "visits"),
]


@pytest.mark.parametrize(("sentence", "relation"), TEMPTING)
def test_no_fact_is_read(read: Read, sentence: str, relation: str) -> None:
    facts = [
        f"{each.subject.name} {each.relation} {each.object.name}"
        for each in read(sentence).relations
        if each.relation == relation and each.status is Status.ASSERTED
    ]
    assert facts == []


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Norvik grew by buying Haldane Ales.", "acquires"),
        ("Iceland did not hesitate to attack Greenland.", "attacks"),
        ("A jury convicted Tom Baker of killing Mary Brown.", "attacks"),
        ("Norvik succeeded in buying Haldane Ales.", "acquires"),
        ("Norvik had owned Haldane Ales since 2013, and still does.", "owns"),
        ("Ann Hill, a Democrat, lost the vote.", "memberOf"),
        ("The Danish cellist Karen Dahl played.", "citizenOf"),
        ("The Norwegian opposition leader Pia Lund spoke.", "citizenOf"),
        ("Norvik bought the brewer Haldane Ales from Corbel Partners.", "sellsTo"),
    ],
)
def test_a_fact_is_read(read: Read, sentence: str, relation: str) -> None:
    statuses = {each.status for each in read(sentence).relations if each.relation == relation}
    assert statuses == {Status.ASSERTED}
