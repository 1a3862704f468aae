"""A real cluster on this machine: a Dask scheduler and two workers, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from parallel_tasks import complains_of_13, dies_of_13, dies_once, square

import kg
from kg import pipeline
from kg.errors import InputError, SetupError
from kg.export import FORMATS, export
from kg.graph import Graph
from kg.parallel import cluster
from kg.parallel.cluster import Cluster
from kg.samples import sample_folder

pytestmark = pytest.mark.slow
SAMPLES = sample_folder()
SHARDS = [range(start, start + 4) for start in range(0, 40, 4)]


def started(*arguments: object) -> subprocess.Popen[bytes]:
    here = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments), "--no-dashboard"],
        env={**os.environ, "PYTHONPATH": here, "PYTHONWARNINGS": "ignore"},
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    local = ("--interface", "lo")
    processes = [started("distributed.cli.dask_scheduler", "--port", 0, "--scheduler-file", file, *local)]
    for number in range(2):
        worker = ("--nthreads", 1, "--local-directory", folder / f"{number}", *local)
        processes.append(started("distributed.cli.dask_worker", "--scheduler-file", file, *worker))
    end = time.monotonic() + 60
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.05)
    yield json.loads(file.read_text())["address"]
    for process in reversed(processes):
        process.terminate()
        process.wait(30)


def worker_processes(address: str) -> dict[str, int]:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(2, timeout=60)
        return dict(client.run(os.getpid))


def test_each_shard_gives_what_it_gives_anywhere(address: str) -> None:
    worker_processes(address)
    done = list(Cluster(address).run(square, SHARDS))
    assert {tuple(items): result for items, result in done} == {
        tuple(shard): [number * number for number in shard] for shard in SHARDS
    }


def test_an_error_comes_back_as_it_was_raised(address: str) -> None:
    with pytest.raises(InputError, match=r"^13 is no number; name another$"):
        list(Cluster(address).run(complains_of_13, SHARDS))


def test_what_a_killed_worker_had_is_done_again(address: str, tmp_path: Path) -> None:
    marks = {5: tmp_path / "five", 30: tmp_path / "thirty"}
    shards = [[(number, str(marks.get(number, ""))) for number in shard] for shard in SHARDS]
    done = Counter(number for _, result in Cluster(address).run(dies_once, shards) for number in result or [])
    assert done == Counter(range(40))
    assert all(mark.exists() for mark in marks.values())


def test_an_item_that_ends_every_worker_is_named_and_nothing_else_is_lost(address: str) -> None:
    done = list(Cluster(address).run(dies_of_13, SHARDS))
    assert [list(items) for items, result in done if result is None] == [[13]]
    assert Counter(number for _, result in done for number in result or []) == Counter({*range(40)} - {13})


def exports(graph: Graph) -> dict[str, bytes]:
    return {name: export(graph.contents, format) for name, format in FORMATS.items()}


def test_a_build_gives_the_bytes_of_a_local_one_though_a_worker_is_killed(
    address: str, tmp_path: Path, sample_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    before = worker_processes(address)
    victim = before[min(before)]

    def kill(done: int, total: int) -> None:
        if done == 3:
            os.kill(victim, signal.SIGKILL)

    options = pipeline.BuildOptions(cluster=address)
    graph = pipeline.build([SAMPLES], tmp_path / "out", options=options, progress=kill)
    assert victim not in worker_processes(address).values()
    assert exports(graph) == exports(sample_graph)
    (tmp_path / "local").mkdir()
    local = pipeline.build([SAMPLES], tmp_path / "local")
    assert graph.manifest.derived == local.manifest.derived
    for name in ("graph.ttl", "graph.graphml", "graph.html"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def test_workers_read_files_of_a_storage(address: str, tmp_path: Path, sample_graph: Graph) -> None:
    arguments = ["build", SAMPLES.as_uri(), "-o", tmp_path / "out", "--cluster", address, "--quiet"]
    subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], check=True, stderr=subprocess.PIPE)
    graph = kg.open(tmp_path / "out")
    assert exports(graph) == exports(sample_graph)
    (source, *_) = graph.archive.sources(graph.manifest.sources)  # type: ignore[union-attr]
    assert source.startswith("file:///")


def test_a_worker_that_reads_by_other_rules_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    monkeypatch.setattr(pipeline, "rules_digest", lambda: "0123")
    with pytest.raises(
        SetupError, match=r"^a worker reads with kg .* and not with kg .* rules 0123\); install"
    ):
        pipeline.build([SAMPLES], tmp_path / "out", options=pipeline.BuildOptions(cluster=address))


def test_an_address_where_nobody_answers_is_an_input_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 0.5)
    with pytest.raises(
        InputError, match=r"^no Dask scheduler answers at tcp://127\.0\.0\.1:1; start one with"
    ):
        list(Cluster("tcp://127.0.0.1:1").run(square, SHARDS))


def test_a_scheduler_without_workers_is_an_input_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1.0)
    file = tmp_path / "scheduler.json"
    scheduler = started(
        "distributed.cli.dask_scheduler", "--port", 0, "--scheduler-file", file, "--interface", "lo"
    )
    try:
        while not file.exists():
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        with pytest.raises(InputError, match="has no workers; start some with `dask worker"):
            list(Cluster(address).run(square, SHARDS))
    finally:
        scheduler.terminate()
        scheduler.wait(30)
