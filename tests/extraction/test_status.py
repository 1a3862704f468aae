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
    ],
)
def test_status_of_a_post(read: Any, text: str, status: str) -> None:
    found = {str(m.status) for m in read(text).relations if m.relation == "leads"}
    assert found == {status}
