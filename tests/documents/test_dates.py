"""Dates as they are stated."""

import pytest

from kg.documents import dates
from kg.documents.raw import Stated
from kg.model import StatedDate


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2017-08-24T16:21:00+08:00", "2017-08-24"),
        ("2017-08-24 16:21", "2017-08-24"),
        ("20170824", "2017-08-24"),
        ("20170824T162100Z", "2017-08-24"),
        ("20170824162100", "2017-08-24"),
        ("2017/8/4", "2017-08-04"),
        ("August 24, 2017 16:21", "2017-08-24"),
        ("Aug. 24, 2017", "2017-08-24"),
        ("Nov 13, 2007, 1:17pm EST", "2007-11-13"),
        ("Thu, 24 Aug 2017 08:21:00 +0000", "2017-08-24"),
        ("24th of August 2017", "2017-08-24"),
        ("24-Aug-2017", "2017-08-24"),
        ("Business 03/16/2016", "2016-03-16"),
        ("13.05.2016", "2016-05-13"),
        ("05/05/2016", "2016-05-05"),
        ("1503591660", "2017-08-24"),
        ("1503591660.5", "2017-08-24"),
        ("1503591660000", "2017-08-24"),
        ("August 2017", "2017-08"),
        ("2017-08", "2017-08"),
        ("2017", "2017"),
        ("03/04/2016", None),
        ("8/24/17", None),
        ("30 February 2020", None),
        ("2017-13-45", None),
        ("0000-00-00", None),
        ("March 3", None),
        ("yesterday", None),
        ("Monday", None),
        ("2 hours ago", None),
        ("in 2017 the firm was sold", None),
        ("123", None),
        ("", None),
    ],
)
def test_a_date_is_understood_as_precisely_as_it_is_stated(value: str, iso: str | None) -> None:
    assert dates.understand(value) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Updated 13 May 2020, published 12 May 2020", "2020-05-12"),
        ("Updated 3:15 PM ET, May 13, 2020", "2020-05-13"),
        ("2017", None),
    ],
)
def test_dates_in_a_line(line: str, iso: str | None) -> None:
    assert dates.in_line(line) == iso


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], (None, "no date is stated")),
        ([Stated("  ", "field date")], (None, "no date is stated")),
        ([Stated("soon", "field date")], (None, "stated date not understood: soon")),
        ([Stated("soon", "a"), Stated("2020", "b")], (StatedDate("2020", "b"), None)),
        (
            [Stated("2021-01", "a"), Stated("2020", "b")],
            (StatedDate("2021-01", "a"), None),
        ),
    ],
)
def test_the_first_that_is_understood_counts(stated: list[Stated], expected: object) -> None:
    assert dates.choose(stated) == expected
