"""Which language a text is in, by its words."""

from functools import cache
from typing import Protocol

_ENOUGH = 200
_SAMPLE = 4_000
_LIKELY = 0.5
_HARDLY = 0.02


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def foreign_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a language that is surely not English, or None.

    Judges by the first 4,000 characters. A text of less than 200 characters is taken as English: names
    alone would decide.
    """
    if len(text) < _ENOUGH:
        return None
    ranking = [(str(code), float(probability)) for code, probability in _identifier().rank(text[:_SAMPLE])]
    language, probability = ranking[0]
    # Close languages share the probability among them, so no high one is asked of the first.
    english = dict(ranking).get("en", 0.0)
    return language if language != "en" and probability >= _LIKELY and english <= _HARDLY else None


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
