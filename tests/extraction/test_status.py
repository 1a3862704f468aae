"""What is planned, possible, denied or over never reads as a fact."""

from typing import Any

import pytest

pytestmark = pytest.mark.slow

CASES = [
    ("Siemens acquired Alstom in 2014.", "asserted"),
    ("Siemens has acquired Alstom.", "asserted"),
    ("Siemens did acquire Alstom.", "asserted"),
    ("Siemens will acquire Alstom.", "planned"),
    ("Siemens plans to acquire Alstom.", "planned"),
    ("Siemens has agreed to acquire Alstom.", "planned"),
    ("Siemens wants to acquire Alstom.", "planned"),
    ("Siemens is set to acquire Alstom.", "planned"),
    ("Siemens is to acquire Alstom in May.", "planned"),
    ("Siemens said it would acquire Alstom.", "planned"),
    ("Siemens may acquire Alstom.", "possible"),
    ("Siemens could acquire Alstom.", "possible"),
    ("Siemens is considering acquiring Alstom.", "possible"),
    ("Siemens has allegedly acquired Alstom.", "possible"),
    ("Siemens is likely to acquire Alstom.", "possible"),
    ("If Siemens acquires Alstom, prices may rise.", "possible"),
    ("Has Siemens acquired Alstom?", "possible"),
    ("Siemens did not acquire Alstom.", "negated"),
    ("Siemens never acquired Alstom.", "negated"),
    ("Siemens failed to acquire Alstom.", "negated"),
    ("Siemens refused to acquire Alstom.", "negated"),
    ("Siemens denied having acquired Alstom.", "negated"),
    ("Siemens will not acquire Alstom.", "negated"),
    ("Siemens does not plan to acquire Alstom.", "negated"),
    ("Siemens lost the chance to acquire Alstom.", "negated"),
    ("Siemens abandoned its plan to acquire Alstom.", "negated"),
    ("The acquisition of Alstom by Siemens was completed.", "asserted"),
    ("The planned acquisition of Alstom by Siemens worries Paris.", "planned"),
    ("The failed acquisition of Alstom by Siemens was costly.", "negated"),
    ("Brussels blocked the acquisition of Alstom by Siemens.", "negated"),
    ("The acquisition of Alstom by Siemens collapsed.", "negated"),
    ("Siemens was hoping to acquire Alstom.", "planned"),
    ("Siemens hopes to acquire Alstom.", "planned"),
    ("Siemens was slated to acquire Alstom.", "planned"),
    ("Siemens was cleared to acquire Alstom.", "possible"),
    ("Siemens won approval to acquire Alstom.", "possible"),
    ("Siemens applied to acquire Alstom.", "possible"),
    ("Siemens is free to acquire Alstom.", "possible"),
    ("Siemens is too small to acquire Alstom.", "possible"),
    ("Siemens has yet to acquire Alstom.", "negated"),
    ("Siemens managed to acquire Alstom.", "asserted"),
    ("Siemens went on to acquire Alstom.", "asserted"),
    ("Siemens rejected claims that it had acquired Alstom.", "negated"),
    ("There are rumours that Siemens acquired Alstom.", "possible"),
    ("It is unlikely that Siemens acquired Alstom.", "possible"),
    ("The acquisition of Alstom by Siemens was called off.", "negated"),
    ("The acquisition of Alstom by Siemens is expected to close in May.", "planned"),
    ("The acquisition of Alstom by Siemens fell through.", "negated"),
    ("Siemens has never before acquired Alstom.", "negated"),
    ("Neither Siemens nor Bosch acquired Alstom.", "negated"),
    ("Siemens made an offer for Alstom.", "planned"),
    ("Siemens launched a hostile bid for Alstom.", "planned"),
    ("Had Siemens acquired Alstom, jobs would be gone.", "possible"),
    ("Once Siemens acquires Alstom, it will close the plant.", "planned"),
    ("No one said that Siemens acquired Alstom.", "possible"),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_status_of_a_purchase(read: Any, text: str, status: str) -> None:
    found = {str(m.status) for m in read(text).relations if m.relation == "acquires"}
    assert found == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ursula Klein is chief executive of Siemens.", "asserted"),
        ("Ursula Klein was chief executive of Siemens.", "ended"),
        ("Ursula Klein, a former chief executive of Siemens, spoke on Monday.", "ended"),
        ("Former Siemens chief executive Ursula Klein spoke on Monday.", "ended"),
        ("Ursula Klein stepped down as chief executive of Siemens.", "ended"),
        ("Ursula Klein will become chief executive of Siemens.", "planned"),
        ("Ursula Klein could become chief executive of Siemens.", "possible"),
        ("Ursula Klein is no longer chief executive of Siemens.", "ended"),
        ("Ursula Klein is not chief executive of Siemens.", "negated"),
        ("Ursula Klein had been chief executive of Siemens.", "ended"),
        ("Ursula Klein did not resign as chief executive of Siemens.", "asserted"),
        ("Ursula Klein was nominated as chief executive of Siemens.", "planned"),
        ("Ursula Klein, chief executive of Siemens until 2009, spoke on Monday.", "ended"),
    ],
)
def test_status_of_a_post(read: Any, text: str, status: str) -> None:
    found = {str(m.status) for m in read(text).relations if m.relation == "leads"}
    assert found == {status}


@pytest.mark.parametrize(
    ("text", "relation", "statuses"),
    [
        ("Siemens acquired Alstom but not Bosch.", "acquires", {"asserted"}),
        ("France did not leave NATO.", "memberOf", set()),
        ("France plans to leave NATO.", "memberOf", set()),
        ("France left NATO.", "memberOf", {"ended"}),
        ("Siemens used to own Osram.", "owns", {"ended"}),
        ("Formerly London-based Siemens grew.", "basedIn", {"ended"}),
        ("Brussels fined Siemens in 2004.", "fines", {"asserted"}),
    ],
)
def test_ends_and_exclusions(read: Any, text: str, relation: str, statuses: set[str]) -> None:
    found = [mention for mention in read(text).relations if mention.relation == relation]
    assert {str(mention.status) for mention in found} == statuses
    assert "Bosch" not in {mention.object.name for mention in found}
