"""The prompted reader against a local endpoint that gives recorded and broken answers."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import InputError, SetupError
from kg.extraction.prompted.endpoint import Endpoint
from kg.extraction.prompted.extractor import PromptedExtractor
from kg.extraction.prompted.prompt import instructions, told
from kg.graph import Graph
from kg.ontology import load_ontology

pytest.importorskip("openai")

TEXT = "Norvik Foods towed its mills to Corbel Group in May.\n\nAnna Berg may soon sit behind a desk at Corbel Group.\n"
FIRST = "Norvik Foods towed its mills to Corbel Group in May."
SECOND = "Anna Berg may soon sit behind a desk at Corbel Group."


class StandIn:
    """An endpoint that answers from a list, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                stand_in.keys.append(self.headers.get("Authorization", ""))
                stand_in.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                answer = stand_in.answers.pop(0) if len(stand_in.answers) > 1 else stand_in.answers[0]
                status, body = answer if isinstance(answer, tuple) else (200, completion(answer))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def completion(content: str) -> bytes:
    message = {"role": "assistant", "content": content}
    usage = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    body = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": choices,
        "usage": usage,
    }
    return json.dumps(body).encode()


def relation(subject: str, name: str, obj: str, quote: str, **more: str) -> dict[str, str]:
    return {"subject": subject, "relation": name, "object": obj, "quote": quote, **more}


def answer(*relations: object) -> str:
    return json.dumps({"relations": relations})


SOLD = relation("Norvik Foods", "sellsTo", "Corbel Group", FIRST)


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    stand_in = StandIn()
    for name, value in {
        "URL": stand_in.url, "MODEL": "small", "KEY": "hush-hush", "CACHE": str(tmp_path / "cache"), "PRICE": "1,2",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"KG_LLM_{name}", value)
    # Each test has an endpoint of its own; readers are made once in a process.
    monkeypatch.setattr(PromptedExtractor, "endpoint", property(lambda self: made))
    made = Endpoint.of_environment()
    yield stand_in
    stand_in.server.shutdown()
    stand_in.server.server_close()


def build(tmp_path: Path, name: str = "out") -> Graph:
    articles = tmp_path / "in"
    articles.mkdir(exist_ok=True)
    (articles / "one.txt").write_text(TEXT)
    return kg.build(articles, tmp_path / name, extractors=["frames", "llm"])


def test_the_prompt_holds_every_relation_and_no_text() -> None:
    for name, rule in load_ontology().relations.items():
        assert f"- {name} (" in instructions()
        assert rule.definition in instructions()


def test_answers_of_other_forms() -> None:
    found, malformed = told(f"Sure! Here you are: ```json\n{answer(SOLD, {'subject': 'x'}, 7)}\n```")
    assert [each.object for each in found] == ["Corbel Group"]
    assert malformed == ['{"subject": "x"}', "7"]
    for broken in ("", "I cannot help with that.", '{"relations": 3}', '{"relations": [', "[]", "{]}"):
        with pytest.raises(ValueError, match="answer"):
            told(broken)


@pytest.mark.slow
def test_what_the_text_bears_out_is_taken_and_held_to_the_same_checks(
    endpoint: StandIn, tmp_path: Path
) -> None:
    endpoint.answers = [
        answer(SOLD, relation("Anna Berg", "worksFor", "Corbel Group", SECOND, status="asserted"))
    ]
    graph = build(tmp_path)
    said = {(each.subject, each.relation, each.object): each for each in graph.statements()}
    sold = said["norvik-foods", "sellsTo", "corbel"]
    assert [each.rule for each in sold.evidence] == ["llm.sellsTo/1"]
    assert sold.evidence[0].sentence == FIRST
    # The answer calls it a fact; the text says "may".
    assert said["anna-berg", "worksFor", "corbel"].status == "possible"
    assert endpoint.asked[0]["model"] == "small"
    assert FIRST in endpoint.asked[0]["messages"][1]["content"]
    assert graph.manifest.extractors.startswith("frames, llm 1-")


@pytest.mark.slow
def test_what_the_text_does_not_bear_out_is_refused_and_counted(endpoint: StandIn, tmp_path: Path) -> None:
    endpoint.answers = [
        answer(
            relation(
                "Norvik Foods", "sellsTo", "Corbel Group", "Norvik Foods sold its mills to Corbel Group."
            ),
            relation("Norvik Foods", "sellsTo", "Anna Berg", FIRST),
            relation("Norvik Foods", "hugs", "Corbel Group", FIRST),
            relation("Corbel Group", "acquires", "Corbel Group", FIRST),
            relation("Norvik Foods", "citizenOf", "Corbel Group", FIRST),
            relation("Norvik Foods", "sellsTo", "Corbel Group", ""),
            {"subject": "Norvik Foods"},
        )
    ]
    graph = build(tmp_path)
    assert not [each for each in graph.statements() if any("llm" in one.rule for one in each.evidence)]
    reasons = graph.manifest.stages["extraction"]["by_reason"]
    assert reasons["the quote is not in the text"] == 2
    for reason in (
        "the quoted sentence does not mention it",
        "the answer names no relation of the ontology",
        "both sides are the same",
        "types do not fit the relation",
        "the answer has not the form asked for",
    ):
        assert reasons[reason] == 1


@pytest.mark.slow
def test_answers_are_kept_by_content_and_broken_ones_asked_for_again(
    endpoint: StandIn, tmp_path: Path
) -> None:
    endpoint.answers = ["{broken", answer(SOLD)]
    broken = build(tmp_path, "a")
    assert broken.manifest.stages["extraction"]["by_reason"]["the answer has not the form asked for"] == 1
    assert broken.manifest.spent["llm"]["dollars"] == pytest.approx(0.0011)
    whole = build(tmp_path, "b")
    assert whole.manifest.spent["llm"]["times asked"] == 1
    kept = build(tmp_path, "c")
    assert kept.manifest.spent["llm"] == {"answers kept from before": 1.0, "dollars": 0.0}
    assert len(endpoint.asked) == 2
    assert [each.id for each in whole.statements()] == [each.id for each in kept.statements()]


@pytest.mark.slow
def test_the_key_goes_to_the_endpoint_and_nowhere_else(endpoint: StandIn, tmp_path: Path) -> None:
    endpoint.answers = [answer(SOLD)]
    build(tmp_path)
    assert endpoint.keys == ["Bearer hush-hush"]
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(written) > 5
    assert not any(b"hush-hush" in file.read_bytes() for file in written)
    assert "hush-hush" not in repr(PromptedExtractor().endpoint)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answered", "fault"),
    [
        ((401, b'{"error": {"message": "no"}}'), "refuses with 401: check KG_LLM_MODEL and KG_LLM_KEY"),
        ((404, b"not here"), "refuses with 404"),
    ],
)
def test_an_endpoint_that_refuses_is_one_line(
    endpoint: StandIn, tmp_path: Path, answered: tuple[int, bytes], fault: str
) -> None:
    endpoint.answers = [answered]
    with pytest.raises(InputError, match=fault) as caught:
        build(tmp_path)
    assert "\n" not in str(caught.value)
    assert "hush-hush" not in str(caught.value)


@pytest.mark.slow
def test_an_endpoint_that_is_not_there_is_one_line(endpoint: StandIn, tmp_path: Path) -> None:
    endpoint.server.shutdown()
    endpoint.server.server_close()
    with pytest.raises(InputError, match="cannot be reached"):
        build(tmp_path)


def test_settings_that_are_missing_or_unusable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "PRICE"):
        monkeypatch.delenv(f"KG_LLM_{name}", raising=False)
    with pytest.raises(SetupError, match="KG_LLM_URL and KG_LLM_MODEL"):
        Endpoint.of_environment()
    monkeypatch.setenv("KG_LLM_URL", "http://localhost:1/v1")
    monkeypatch.setenv("KG_LLM_MODEL", "small")
    monkeypatch.setenv("KG_LLM_PRICE", "cheap")
    with pytest.raises(SetupError, match="'cheap'"):
        Endpoint.of_environment()
