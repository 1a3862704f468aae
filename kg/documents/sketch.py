"""Sketches of texts, by which one that was copied from another is known, whole or in part, edited or shortened.

A sketch is a MinHash (Broder 1997) over the runs of three words of what is read in a document: of two sketches the share
of equal values estimates the Jaccard similarity of the two sets of runs.
"""

import base64
import re
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Document, Sketch

if TYPE_CHECKING:
    from datasketch import MinHash

RUN = 3
"""Words of a run: an edited word spoils as many runs."""
VALUES = 256
"""Of a sketch: the estimate is off by 0.03 or less in two of three cases."""
_WORD = re.compile(r"\w+")


def sketch(document: Document) -> Sketch:
    """Return the sketch of what is read in a document."""
    runs = {
        " ".join(words[start : start + RUN])
        for block in document.read_blocks()
        for words in [_WORD.findall(document.text[block.start : block.end].casefold())]
        for start in range(max(1, len(words) - RUN + 1))
        if words
    }
    made = _empty().copy()
    made.update_batch([run.encode() for run in sorted(runs)])
    return Sketch(len(runs), base64.b64encode(made.hashvalues.astype("<u4").tobytes()).decode())


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash

    return MinHash(num_perm=VALUES, seed=1, scheme="affine32")
