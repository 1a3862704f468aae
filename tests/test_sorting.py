"""Lines come in order, each once, whatever fits into memory."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sorting import sorted_lines

LINES = st.lists(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])).map("{}\n".format)
)


@given(LINES, st.integers(0, 40))
def test_lines_are_sorted_and_each_comes_once(lines: list[str], most: int) -> None:
    assert list(sorted_lines(lines, most=most)) == sorted(set(lines))


def test_what_lies_on_the_disk_is_gone_in_the_end_and_after_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    lines = (f"{number}\n" for number in range(100))
    found = sorted_lines(lines, most=20)
    assert next(found) == "0\n"
    assert len(list(tmp_path.rglob("*"))) > 10
    found.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
