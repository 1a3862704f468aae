"""Asking a language model: where it is, what was answered before, and what asking has cost.

All settings come from the environment, so that no key is ever written into a graph, a file or a message:

    KG_LLM_URL     the endpoint, "http://localhost:11434/v1"
    KG_LLM_MODEL   the model's name there
    KG_LLM_KEY     the key, if one is needed (else OPENAI_API_KEY)
    KG_LLM_CACHE   the folder that keeps the answers (else kg/llm in the user's cache folder)
    KG_LLM_PRICE   dollars for a million tokens in and out, "0.15,0.60", to be told the cost
"""

import hashlib
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.errors import InputError, SetupError
from kg.files import replace_bytes

if TYPE_CHECKING:
    from openai import OpenAI

SECONDS = 120.0
"""How long an answer may take."""
TRIES = 3


class Kept(msgspec.Struct, frozen=True):
    """An answer as the cache keeps it."""

    answer: str
    tokens_in: int
    tokens_out: int


@dataclass(slots=True)
class Endpoint:
    """A language model that answers under an address."""

    url: str
    model: str
    cache: Path
    prices: tuple[float, float] | None = None
    """Dollars for a million tokens, in and out."""
    key: str = field(default="", repr=False)
    _spent: Counter[str] = field(default_factory=Counter, repr=False)
    _client: "OpenAI | None" = field(default=None, repr=False)

    @classmethod
    def of_environment(cls) -> "Endpoint":
        """Return the endpoint that the environment names. Raises `SetupError` where a setting is missing or unusable."""
        url, model = (os.environ.get(f"KG_LLM_{name}", "").strip() for name in ("URL", "MODEL"))
        if not url or not model:
            missing = " and ".join(
                f"KG_LLM_{name}" for name, value in (("URL", url), ("MODEL", model)) if not value
            )
            raise SetupError(
                f"the extractor llm needs {missing} in the environment: the address of an endpoint that speaks"
                " OpenAI's protocol (\"http://localhost:11434/v1\") and a model's name"
            )
        prices = None
        if told := os.environ.get("KG_LLM_PRICE", "").strip():
            try:
                into, out = (float(part) for part in told.split(","))
            except ValueError as error:
                raise SetupError(
                    f'KG_LLM_PRICE is {told!r}; give dollars for a million tokens in and out, "0.15,0.60"'
                ) from error
            prices = into, out
        usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg" / "llm"
        key = os.environ.get("KG_LLM_KEY") or os.environ.get("OPENAI_API_KEY") or ""
        return cls(url, model, Path(os.environ.get("KG_LLM_CACHE") or usual), prices, key)

    def answer(self, instructions: str, text: str) -> str:
        """Return what the model answers, asked only if it was never asked the same before.

        Raises `InputError` where the endpoint cannot be reached or refuses, `SetupError` without the client.
        """
        file = self._file(instructions, text)
        if file.exists():
            try:
                kept = msgspec.json.decode(file.read_bytes(), type=Kept)
            except msgspec.DecodeError:
                file.unlink()  # cut off while it was written, or edited
            else:
                self._spent["answers kept from before"] += 1
                return kept.answer
        kept = self._ask(instructions, text)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(file, msgspec.json.encode(kept))
        return kept.answer

    def forget(self, instructions: str, text: str) -> None:
        """Drop a kept answer, so that the same is asked again next time."""
        self._file(instructions, text).unlink(missing_ok=True)

    def _file(self, instructions: str, text: str) -> Path:
        asked = "\0".join((self.url, self.model, instructions, text))
        return self.cache / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"

    def spent(self) -> dict[str, float]:
        """Return what asking has cost since this was last told: times, milliseconds, tokens and, with prices, dollars."""
        spent: dict[str, float] = dict(self._spent)
        if self.prices and spent:
            tokens = (spent.get("tokens in", 0), spent.get("tokens out", 0))
            spent["dollars"] = (
                sum(count * price for count, price in zip(tokens, self.prices, strict=True)) / 1e6
            )
        self._spent.clear()
        return spent

    def _ask(self, instructions: str, text: str) -> Kept:
        from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

        begun = time.perf_counter()
        try:
            found = self._connected().chat.completions.create(
                model=self.model,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": text}],
                temperature=0,
                seed=0,
            )
        except APITimeoutError as error:
            raise InputError(
                f"{self.url} did not answer within {SECONDS:.0f} s, {TRIES} times; try again later"
            ) from error
        except APIConnectionError as error:
            raise InputError(
                f"{self.url} cannot be reached: {error.__cause__ or error}; is it running?"
            ) from error
        except APIStatusError as error:
            raise InputError(
                f"{self.url} refuses with {error.status_code}: check KG_LLM_MODEL and KG_LLM_KEY"
            ) from error
        except APIError as error:
            raise InputError(
                f"{self.url} does not answer as an OpenAI endpoint would: {type(error).__name__}"
            ) from error
        usage, choices = found.usage, found.choices or []
        kept = Kept(
            (choices[0].message.content or "") if choices else "",
            usage.prompt_tokens if usage else 0,
            usage.completion_tokens if usage else 0,
        )
        self._spent["times asked"] += 1
        self._spent["milliseconds"] += round(1000 * (time.perf_counter() - begun))
        self._spent["tokens in"] += kept.tokens_in
        self._spent["tokens out"] += kept.tokens_out
        return kept

    def _connected(self) -> "OpenAI":
        if self._client is None:
            try:
                from openai import OpenAI
            except ImportError as error:
                raise SetupError("the extractor llm needs the client: pip install 'kg[llm]'") from error
            # A local endpoint asks for no key, the client does.
            self._client = OpenAI(
                base_url=self.url, api_key=self.key or "none", timeout=SECONDS, max_retries=TRIES - 1
            )
        return self._client
