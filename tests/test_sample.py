"""outputs/sample holds what today's code builds from the sample articles; scripts/sample builds it again."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.graph import Graph

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "outputs" / "sample"


@pytest.mark.parametrize("name", ["graph.ttl", "graph.graphml", "graph.html"])
def test_todays_code_builds_the_sample(sample_graph: "Graph", name: str) -> None:
    assert sample_graph.archive is not None
    assert (sample_graph.archive.path / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_picture_is_one() -> None:
    assert (SAMPLE / "graph.png").read_bytes().startswith(b"\x89PNG")
