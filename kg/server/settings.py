"""What a server allows."""

from dataclasses import dataclass, field

from kg.store.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits, and who may ask."""

    limits: Limits = field(default_factory=lambda: Limits(seconds=30.0, rows=100_000, memory=2 << 30))
    parallel: int = 2
    """Queries that are answered at a time; each has a process of its own."""
    patience: float = 10.0
    """Seconds that a query waits for its turn before it is refused."""
    body: int = 1 << 20
    """Bytes of a request."""
    origins: tuple[str, ...] = ()
    """Web sites whose scripts may ask (CORS); none by default."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    """Names the server may be asked for by; others are refused, so that no web site can pretend to be this one."""
