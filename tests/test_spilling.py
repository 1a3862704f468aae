"""Values on the disk are what they were, in their order, as often as they are read, and leave nothing behind."""

import gc
from importlib import import_module
from pathlib import Path

import pytest
from builders import Claim, company, reading
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Reading
from kg.resolution import State, outline, resolve, resolve_changes
from kg.spilling import Spilled


@given(st.lists(st.text()), st.integers(1, 100))
def test_values_come_back_in_their_order_and_again(values: list[str], buffer: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.spilling.BUFFER", buffer)
        spilled = Spilled(str, values)
        assert list(spilled) == values == list(spilled)
        spilled.append("last")
        assert [*values, "last"] == list(spilled)
        assert (len(spilled), spilled[-1], spilled[:2]) == (len(values) + 1, "last", (*values, "last")[:2])


def test_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    spilled = Spilled(str, ["a"])
    assert list(spilled) == ["a"] and list(tmp_path.iterdir())
    del spilled
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def many() -> list[Reading]:
    names = [company(name) for name in ("Anker", "Bolt", "Zeta", "Maersk", "Siemens")]
    return [
        reading(f"{number}", *(Claim(one, "owns", other) for other in names if other is not one))
        for number, one in enumerate(names)
    ]


def test_statements_that_are_made_on_the_disk_are_those_that_are_made_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readings = many()
    expected = resolve(readings)
    monkeypatch.setattr(import_module("kg.resolution.resolve"), "MANY", 2)
    by_id = {each.document.id: each for each in readings}
    come = {id: outline(each) for id, each in by_id.items()}
    changes = resolve_changes(State(), come, (), by_id.__getitem__, [])
    assert isinstance(changes.made, Spilled)
    assert tuple(changes.made) == expected.statements == resolve(readings).statements
    assert len(changes.made) == 20
