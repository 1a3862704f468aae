"""The routes, and what stands before all of them: who may ask, how much, and how errors are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.server import pages, protocol, resources
from kg.server.library import Library
from kg.server.negotiation import wants_page
from kg.server.pool import BusyError
from kg.server.settings import Settings

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Pages load nothing from elsewhere and run no script but ours. The explorer brings a policy of its own."""
READ = ["GET", "HEAD"]


def create_app(path: str | Path, settings: Settings | None = None) -> Starlette:
    """Return the ASGI application that serves the graph in a folder. It opens the graph with the first request."""
    settings = settings or Settings()
    library = Library(Path(path), settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        library.close()

    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        Middleware(Guard, most=settings.body),
    ]
    if settings.origins:
        cors = Middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"])
        middleware.insert(1, cors)
    app = Starlette(
        routes=[
            Route("/", pages.home, methods=READ),
            Route("/search", pages.search, methods=READ),
            Route("/suggest", pages.search, methods=READ),
            Route("/ask", pages.ask, methods=READ),
            Route("/query", pages.query, methods=READ),
            Route("/vocabulary", pages.vocabulary, methods=READ),
            Route("/explorer", pages.explorer, methods=READ),
            Route("/sparql", protocol.sparql, methods=["GET", "POST"]),
            Route("/graphs", protocol.graphs, methods=READ),
            Route("/ontology", resources.ontology, methods=READ),
            Route("/page/entity/{id:path}", pages.entity, methods=READ),
            Route("/page/statement/{id}", pages.statement, methods=READ),
            Route("/page/document/{id:path}", pages.document, methods=READ),
            Route("/data/{kind}/{id:path}", resources.data, methods=READ),
            Route("/static/vis-network.js", pages.drawing, methods=READ),
            Mount("/static", StaticFiles(directory=STATIC)),
            *(
                Route(f"/{kind}/{{id:path}}", partial(resources.thing, kind=kind), methods=READ)
                for kind in ("entity", "statement", "document", "evidence", "inference")
            ),
        ],
        middleware=middleware,
        exception_handlers={HTTPException: _told, KgError: _failed, BusyError: _busy},
        lifespan=lifespan,
    )
    app.state.library = library
    return app


class Guard:
    """Refuses a body that is too large, and sends the headers that keep pages to themselves."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.most:
                raise HTTPException(413, f"a request may have {self.most:,} bytes")
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                headers += [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
                if scope["path"] != "/explorer":
                    headers.append((b"content-security-policy", POLICY.encode()))
            await send(message)

        if len(scope["query_string"]) > self.most:
            await PlainTextResponse("the address is too long\n", 414)(scope, receive, guarded)
            return
        await self.app(scope, counted, guarded)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _failed(request: Request, error: Exception) -> Response:
    """A graph that is missing or damaged: the request is right, the server is not."""
    return _error(request, 503, str(error), {})


async def _busy(request: Request, error: Exception) -> Response:
    return _error(request, 503, str(error), {"Retry-After": "5"})


def _error(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    if request.method in {"GET", "HEAD"} and request.url.path != "/sparql" and wants_page(request):
        answer: Response = pages.page("error", status, message=message)
    else:
        answer = PlainTextResponse(f"{' '.join(message.split())}\n", status)
    answer.headers.update(headers)
    return answer
