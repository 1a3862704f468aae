"""Work in other processes is done to its end, whatever becomes of the processes."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from parallel_tasks import complains_of_13, dies_of_13, dies_once, square, threads

from kg.errors import InputError
from kg.parallel import Workers, workers_of

SHARDS = [range(start, start + 4) for start in range(0, 40, 4)]


@pytest.fixture(params=[pytest.param(1, id="here"), pytest.param(2, id="processes", marks=pytest.mark.slow)])
def workers(request: pytest.FixtureRequest) -> Workers:
    return workers_of(request.param)


def test_each_shard_gives_what_it_gives_anywhere(workers: Workers) -> None:
    done = list(workers.run(square, SHARDS))
    assert {tuple(items): result for items, result in done} == {
        tuple(shard): [number * number for number in shard] for shard in SHARDS
    }
    assert len(done) == len(SHARDS)


def test_only_some_shards_are_held_at_a_time(workers: Workers) -> None:
    taken: list[int] = []

    def shards() -> Iterator[list[int]]:
        for number in range(40):
            taken.append(number)
            yield [number]

    for count, _ in enumerate(workers.run(square, shards()), 1):
        assert len(taken) <= count + 4


def test_an_error_comes_back_as_it_was_raised(workers: Workers) -> None:
    with pytest.raises(InputError, match=r"^13 is no number; name another$"):
        list(workers.run(complains_of_13, SHARDS))


@pytest.mark.slow
def test_what_a_killed_process_had_is_done_again(tmp_path: Path) -> None:
    marks = {5: tmp_path / "five", 6: tmp_path / "six", 30: tmp_path / "thirty"}
    shards = [[(number, str(marks.get(number, ""))) for number in shard] for shard in SHARDS]
    done = Counter(number for _, result in workers_of(2).run(dies_once, shards) for number in result or [])
    assert done == Counter(range(40))
    assert all(mark.exists() for mark in marks.values())


@pytest.mark.slow
def test_an_item_that_ends_every_process_is_named_and_nothing_else_is_lost() -> None:
    done = list(workers_of(2).run(dies_of_13, SHARDS))
    assert [list(items) for items, result in done if result is None] == [[13]]
    assert Counter(number for _, result in done for number in result or []) == Counter({*range(40)} - {13})


@pytest.mark.slow
def test_each_process_uses_one_thread_and_this_one_what_it_did() -> None:
    before = os.environ.get("OMP_NUM_THREADS")
    assert [result for _, result in workers_of(2).run(threads, SHARDS[:2])] == ["1", "1"]
    assert os.environ.get("OMP_NUM_THREADS") == before
