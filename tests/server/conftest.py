"""Real servers: `kg serve` in a process of its own, over a graph on disk."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from asking.graphs import questioned_readings
from builders import HOSTILE, Claim, Name, company, kept, reading

__all__ = ["Server", "Start", "folder", "hostile", "server", "start"]

ADDRESS = re.compile(r"at (http://127\.0\.0\.1:\d+)/")


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    client: httpx.Client

    def get(self, path: str, accept: str = "*/*", **options: object) -> httpx.Response:
        return self.client.get(path, headers={"Accept": accept}, **options)  # type: ignore[arg-type]

    def ask(self, query: str, accept: str = "text/csv", **parameters: object) -> httpx.Response:
        return self.get("/sparql", accept, params={"query": query, **parameters})


Start = Callable[..., Server]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    found = ADDRESS.search(line)
    assert found, line + process.stderr.read()
    with httpx.Client(base_url=found[1], timeout=30) as client:
        yield Server(process, found[1], client)
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    process.stderr.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph that questions are put to."""
    path = tmp_path_factory.mktemp("served")
    kept(path, *questioned_readings())
    return path


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """A server that tests only ask."""
    with serving(folder, "--quiet") as running:
        yield running


@pytest.fixture
def start() -> Iterator[Start]:
    """Return a function that starts a server with options of its own."""
    with ExitStack() as stack:
        yield lambda folder, *options: stack.enter_context(serving(folder, *options))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of names that try to be something else."""
    path = tmp_path_factory.mktemp("hostile")
    names = [name for name in HOSTILE.values() if len(name) < 200]
    claims = [
        Claim(company(name), "operates", Name(f"port {name}", "Facility"), source=name) for name in names
    ]
    kept(path, reading("hostile", *claims))
    return path
