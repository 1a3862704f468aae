"""Hands and eyes for the drawing, which has no elements to find."""

from typing import Any


def click_node(page: Any, id: str, **options: Any) -> None:
    spot = page.evaluate("id => __kg.nodeAt(id)", id)
    page.mouse.click(spot["x"], spot["y"], **options)


def click_edge(page: Any, id: str) -> None:
    spot = page.evaluate("id => __kg.edgeAt(id)", id)
    page.mouse.click(spot["x"], spot["y"])


def ink(page: Any) -> int:
    """Return how many pixels of the drawing are not empty."""
    count = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1;
          return count;
        }"""
    )
    return int(count)
