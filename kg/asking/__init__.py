"""Questions in words: what they ask for, the query that answers it, and the answers with their sentences.

No model reads a question: it has one of the forms of `forms`, in the words of `words.yaml`. A question that
has none is refused, with the nearest that can be asked.
"""

from kg.asking.forms import EXAMPLES, FORMS
from kg.asking.question import Asked, Kind
from kg.asking.reading import understand
from kg.asking.replies import Answer, Ranked, Reply, Source, reply

__all__ = [
    "EXAMPLES",
    "FORMS",
    "Answer",
    "Asked",
    "Kind",
    "Ranked",
    "Reply",
    "Source",
    "reply",
    "understand",
]
