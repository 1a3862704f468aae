"""`kg serve`: a graph over HTTP, for programs that speak SPARQL and for people."""

import socket
from ipaddress import ip_address

import click

from kg.cli.console import graph_argument, say
from kg.errors import InputError

GRACE = 5
"""Seconds that requests have to end when the server is told to stop."""


@click.command(
    epilog="\b\nExamples:\n  kg serve out\n  kg serve out --port 0 --timeout 10\n"
    "  curl -G http://127.0.0.1:8765/sparql -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?a rel:owns ?b }'"
)
@graph_argument
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; by default only this machine can ask.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 for any that is free."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name that the server may be asked for by; default: this machine's own, or with another --host any. May be repeated.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds of a query.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=100_000, show_default=True, help="Rows of an answer."
)
@click.option(
    "--parallel", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries at a time."
)
@click.option(
    "--max-body", type=click.IntRange(min=1), default=1 << 20, show_default=True, help="Bytes of a request."
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="A web site whose scripts may ask, or *. May be repeated.",
)
@click.option("-q", "--quiet", is_flag=True, help="Log no requests.")
def serve(
    directory: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    timeout: float,
    limit: int,
    parallel: int,
    max_body: int,
    origins: tuple[str, ...],
    quiet: bool,
) -> None:
    """Serve a graph: pages with search, questions, an editor for queries and the explorer; SPARQL at /sparql; whole graphs at
    /graphs; and each entity, statement and document under its own path, as a page or as RDF.

    It reads only. When the graph is built again, the next request sees the new one. Stop it with Ctrl-C.
    """
    import uvicorn

    from kg.graph import Graph
    from kg.server import Settings, create_app
    from kg.store.limits import Limits

    Graph.open(directory)
    settings = Settings(
        limits=Limits(seconds=timeout, rows=limit, memory=2 << 30),
        parallel=parallel,
        body=max_body,
        origins=origins,
        hosts=_hosts(host, names),
    )
    listener = _bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    say(f"serving {directory} at http://{shown}:{listener.getsockname()[1]}/ ; stop with Ctrl-C")
    config = uvicorn.Config(
        create_app(directory, settings),
        log_level="warning" if quiet else "info",
        access_log=not quiet,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=max_body + (1 << 16),
    )
    uvicorn.Server(config).run(sockets=[listener])


def _hosts(host: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names the server may be asked for by: any, where others than this machine can ask and no name is given."""
    from kg.server import Settings

    try:
        alone = ip_address(socket.gethostbyname(host) if ":" not in host else host).is_loopback
    except (OSError, ValueError):
        alone = False
    if not alone and not names:
        return ("*",)
    # Starlette cuts the port off at the first colon, which leaves "[" of an IPv6 address.
    return (*Settings().hosts, host, *(["["] if ":" in host else []), *names)


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises `InputError` if that cannot be."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        raise InputError(
            f"cannot listen at {host} port {port}: {error.strerror or error}; choose another with --port or --host"
        ) from error
    return listener
