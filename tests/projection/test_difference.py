"""What changed between two graphs, in meaning."""

from builders import Claim, company, graph_of, judged, person, reading

from kg.graph import Graph
from kg.model import Status, Verdict

ANKER, BOLT, ZETA = company("Anker"), company("Bolt"), company("Zeta")
OWNS = Claim(ANKER, "owns", BOLT)


def said(*claims: tuple[str, Claim]) -> Graph:
    by_document: dict[str, list[Claim]] = {}
    for id, claim in claims:
        by_document.setdefault(id, []).append(claim)
    return graph_of(*(reading(id, *each) for id, each in by_document.items()))


def test_a_graph_does_not_differ_from_itself() -> None:
    graph = said(("a", OWNS))
    assert not graph.difference(said(("a", OWNS)))


def test_what_came_and_what_went() -> None:
    before, after = said(("a", OWNS)), said(("a", Claim(ANKER, "sues", ZETA)))
    found = after.difference(before)
    assert [each.id for each in found.entities_new] == ["zeta"]
    assert [each.id for each in found.entities_gone] == ["bolt"]
    assert [each.relation for each in found.new] == ["sues"]
    assert [each.relation for each in found.gone] == ["owns"]


def test_a_plan_that_was_carried_out_is_the_same_claim_with_another_status() -> None:
    before = said(("a", Claim(ANKER, "acquires", BOLT, Status.PLANNED)))
    after = said(("a", Claim(ANKER, "acquires", BOLT, Status.PLANNED)), ("b", Claim(ANKER, "acquires", BOLT)))
    found = after.difference(before)
    (turned,) = found.turned
    assert (turned.before, turned.after) == (("planned",), ("asserted", "planned"))
    assert (found.new, found.gone, found.denied) == ((), (), ())


def test_what_is_denied_now_is_told_apart() -> None:
    after = said(("a", OWNS), ("b", Claim(ANKER, "owns", BOLT, Status.NEGATED)))
    found = after.difference(said(("a", OWNS)))
    assert ([each.after for each in found.denied], found.turned) == ([("asserted", "negated")], ())


def test_more_sources_are_told_once() -> None:
    after = said(("a", OWNS), ("b", OWNS))
    (grown,) = after.difference(said(("a", OWNS))).corroborated
    assert (grown.before, grown.statement.sources) == (1, 2)


def test_claims_are_followed_through_a_merge_and_back() -> None:
    readings = reading("a", Claim(person("Jack Ma"), "founded", BOLT)), reading("b", person("Ma Yun"))
    apart = graph_of(*readings)
    one = graph_of(*readings, judgements=[judged(Verdict.SAME, "jack-ma", "ma-yun")])
    found = one.difference(apart)
    assert [(each.before, each.after) for each in found.merged] == [("ma-yun", "jack-ma")]
    assert (found.new, found.gone, found.entities_gone) == ((), (), ())
    back = apart.difference(one)
    assert [(each.before, each.after) for each in back.split] == [("jack-ma", "ma-yun")]
    assert (back.new, back.gone, back.entities_new) == ((), (), ())
