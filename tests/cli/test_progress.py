"""A long build says how far it is: on a terminal with a bar, in a log with a line a minute."""

import pytest

from kg.cli.console import ProgressLines, progress_bar


def test_a_log_tells_rate_and_time_left_once_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 30.0, 60.0, 61.0, 150.0])
    progress = ProgressLines("reading", lambda: next(times))
    for done in (1_000, 1_100, 1_300, 1_310, 2_500):
        progress(done, 10_000)
    assert capsys.readouterr().err.splitlines() == [
        "reading: 1,300 of 10,000, 5.0 a second, 0:29:00 left",
        "reading: 2,500 of 10,000, 10.0 a second, 0:12:30 left",
    ]


def test_without_a_document_read_no_time_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 60.0])
    progress = ProgressLines("reading", lambda: next(times))
    progress(5, 10)
    progress(5, 10)
    assert capsys.readouterr().err == "reading: 5 of 10, 0.0 a second\n"


def test_who_wants_quiet_gets_it() -> None:
    with progress_bar("reading", quiet=True) as progress:
        assert progress is None


def test_a_terminal_gets_a_bar_with_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar("reading", quiet=False) as progress:
        assert progress
        progress(3, 12)
        progress(6, 12)
    said = capsys.readouterr().err
    assert "reading" in said and "6/12" in said
