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


@pytest.mark.parametrize(
    ("text", "relation", "statuses"),
    [
        # times to come, told in the present
        ("Carl Lund visits Oslo later this week.", "visits", {"planned"}),
        ("Carl Lund travels to Oslo in June.", "visits", {"planned"}),
        ("Carl Lund visits Oslo every June.", "visits", {"asserted"}),
        ("Carl Lund has been travelling a lot in recent months, to Oslo.", "visits", {"asserted"}),
        ("In June 2015 Carl Lund visits Oslo.", "visits", {"asserted"}),
        ("Carl Lund spoke of his visit to Oslo later this week.", "visits", {"planned"}),
        ("Carl Lund's trip to Oslo next week is his first.", "visits", {"planned"}),
        ("Preparations for Carl Lund's visit to Oslo are under way.", "visits", {"planned"}),
        ("Ahead of his visit to Norway, Carl Lund met Toyota.", "visits", {"planned"}),
        ("Anna Berg succeeds Carl Lund on 1 January.", "succeeds", {"planned"}),
        ("Anna Berg becomes chief executive of Telia on 1 May.", "leads", {"planned"}),
        # who is to come, and who has come
        ("Carl Lund is to step down today, with Anna Berg succeeding him.", "succeeds", {"planned"}),
        ("Anna Berg was elected to succeed Carl Lund.", "succeeds", {"planned"}),
        ("Telia picked Anna Berg to replace Carl Lund.", "succeeds", {"planned"}),
        ("Telia has chosen Anna Berg to replace Carl Lund on May 1.", "succeeds", {"planned"}),
        ("Telia named Anna Berg chief executive, succeeding Carl Lund.", "succeeds", {"asserted"}),
        ("Telia named Anna Berg chief executive, succeeding Carl Lund.", "leads", {"asserted"}),
        ("Telia will name Anna Berg as chairman of Norvik.", "leads", {"planned"}),
        ("Carl Lund was replaced as chief executive of Telia by Anna Berg.", "succeeds", {"asserted"}),
        # times that are over
        ("Carl Lund led Telia from 2009 to 2017.", "leads", {"ended"}),
        ("Carl Lund led Telia in the 1990s.", "leads", {"ended"}),
        ("Carl Lund served eight years as chief executive of Telia.", "leads", {"ended"}),
        (
            "Anna Berg met former Bill Clinton White House press secretary Joe Lockhart.",
            "worksFor",
            {"ended"},
        ),
        ("The loans were granted when Carl Lund headed Telia.", "leads", {"ended"}),
        ("EDF operated the Fessenheim nuclear plant up to June 2020.", "operates", {"ended"}),
        ("Telia, once a division of Norvik, grew.", "subsidiaryOf", {"ended"}),
        # what is said of somebody is not said of what he is to somebody else
        ("Anna Berg would not follow the decisions of her predecessor, Carl Lund.", "succeeds", {"asserted"}),
        # reports and orders
        ("Norvik bought Telia, its finance chief told analysts.", "acquires", {"asserted"}),
        ("The bank told Norvik to buy Telia.", "acquires", {"planned"}),
        ("Norvik did not exclude that it would sue Telia.", "sues", {"possible"}),
        ("Norvik backed out of suing Telia.", "sues", {"negated"}),
        ("Norvik said it had at no time supplied Telia.", "supplies", {"negated"}),
        ("A meeting between Carl Lund and Anna Berg is pencilled in for Thursday.", "meetsWith", {"planned"}),
        ("The safety of lawmakers travelling to Turkey could not be guaranteed.", "visits", {"possible"}),
        ("The lawmakers travelling to Turkey could not be reached.", "visits", {"asserted"}),
        # what only seems to be denied or wanted
        ("Carl Lund stopped in Riga before flying on to Oslo.", "visits", {"asserted"}),
        ("Nothing can change the fact that Norvik bought Telia.", "acquires", {"asserted"}),
        ("Nothing can change the view that Norvik bought Telia.", "acquires", {"possible"}),
        ("No one knows why Norvik bought Telia.", "acquires", {"asserted"}),
        ("No one knows whether Norvik bought Telia.", "acquires", {"possible"}),
        ("Norvik bought Telia; Corbel declines.", "acquires", {"asserted"}),
        ("Anna Berg was reported to have visited Oslo.", "visits", {"asserted"}),
        ("Anna Berg was rumoured to have visited Oslo.", "visits", {"possible"}),
        ("Anna Berg said she was proud to back Carl Lund.", "supports", {"asserted"}),
        ("Denmark was among the countries to oppose Russia.", "opposes", {"asserted"}),
        ("Denmark has chosen to oppose Russia.", "opposes", {"asserted"}),
        ("Denmark was chosen to host the Baltic Summit.", "hosts", {"planned"}),
        ("With Telia supplying Norvik, prices fell.", "supplies", {"asserted"}),
        ("Norvik is allied with Corbel in supplying Telia.", "supplies", {"asserted"}),
        ("Norvik is interested in supplying Telia.", "supplies", {"possible"}),
    ],
)
def test_times_and_frames_of_mind(read: Any, text: str, relation: str, statuses: set[str]) -> None:
    found = {str(m.status) for m in read(text).relations if m.relation == relation}
    assert found == statuses


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # one clear sentence is enough for the others of its text
        (
            "Peru votes in May. President Rosa Quispe spoke in Lima. Chile welcomed President Rosa Quispe.",
            {"asserted"},
        ),
        ("Peru votes in May. Chile welcomed President Rosa Quispe.", {"possible"}),
        ("Peru votes in May. Chile welcomed the current president, Rosa Quispe.", {"asserted"}),
        ("Peru votes in May. President Rosa Quispe was praised in 1998.", {"possible"}),
        (
            "Peru votes in May. Former president Rosa Quispe left Peru. President Rosa Quispe spoke.",
            {"ended"},
        ),
    ],
)
def test_posts_of_the_country_a_text_is_about(read: Any, text: str, statuses: set[str]) -> None:
    found = {
        str(m.status)
        for m in read(text).relations
        if m.relation == "leads" and m.subject.name.endswith("Quispe") and m.object.name == "Peru"
    }
    assert found == statuses
