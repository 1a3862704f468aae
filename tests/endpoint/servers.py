"""Real SPARQL servers on this machine, each a process of its own with a store of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.endpoint.server import KINDS, Server

VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 5000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
DefaultQuery = ASK {{}}
"""
WAIT = 60.0
"""Seconds in which a server must answer."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, port):
        yield Server(f"http://127.0.0.1:{port}")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    program = shutil.which("virtuoso-t")
    if program is None:
        if os.environ.get("KG_REQUIRE_VIRTUOSO"):
            pytest.fail("virtuoso-t is not installed, and KG_REQUIRE_VIRTUOSO is set")
        pytest.skip("virtuoso-t is not installed; on Debian: apt install virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http))
    with _running([program, "-f", "-c", "virtuoso.ini"], folder, http):
        address = f"http://127.0.0.1:{http}"
        yield Server(address, KINDS["virtuoso"], "dba", environment={"KG_ENDPOINT_PASSWORD": "dba"})


@contextmanager
def _running(command: list[object], folder: Path, port: int) -> Iterator[None]:
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=said, stderr=said)
    try:
        end = time.monotonic() + WAIT
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, (folder / "said.txt").read_text()
                assert time.monotonic() < end, "the server does not answer"
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(WAIT)
