"""Components set beside each other: the largest in the middle, the others around it, none on another."""

from collections.abc import Sequence

import numpy as np

from kg.viz.layout.forces import Points
from kg.viz.layout.spacing import Mask

Drawing = tuple[Points, Points, Sequence[tuple[int, int]]]
"""Points, the extents about them, and links between them."""

MARGIN = 26.0
ASPECT = 1.0
"""How much farther from the middle a component may lie sideways than up or down."""
LINK_SAMPLES = 16


def pack(drawings: Sequence[Drawing]) -> list[Points]:
    """Return the points of each drawing, moved. The drawings come in the order in which they are set."""
    if not drawings:
        return []
    cell = _cell(drawings)
    masks = [_mask(drawing, cell) for drawing in drawings]
    side = _side(masks)
    board = np.zeros((side, side), dtype=bool)
    distance = _distance(side)
    moved = []
    for (points, extents, _), mask in zip(drawings, masks, strict=True):
        row, column = _free(board, mask, distance)
        height, width = mask.shape
        board[row : row + height, column : column + width] |= mask
        corner = np.array([column, row], dtype=np.float64) * cell
        moved.append(points - (points - extents).min(axis=0) + MARGIN + corner)
    whole = np.concatenate(moved)
    centre = (whole.min(axis=0) + whole.max(axis=0)) / 2
    return [points - centre for points in moved]


def _cell(drawings: Sequence[Drawing]) -> float:
    """Return a width of cells such that the board has some ten thousand of them."""
    area = sum(float(np.prod(_size(drawing))) for drawing in drawings)
    return max(24.0, float(np.sqrt(area / 12_000)))


def _size(drawing: Drawing) -> Points:
    points, extents, _ = drawing
    size: Points = (points + extents).max(axis=0) - (points - extents).min(axis=0) + 2 * MARGIN
    return size


def _mask(drawing: Drawing, cell: float) -> Mask:
    """Return the cells a drawing takes: in each row all between its leftmost and rightmost."""
    points, extents, links = drawing
    width, height = np.ceil(_size(drawing) / cell).astype(int)
    low = (points - extents).min(axis=0) - MARGIN
    mask = np.zeros((height, width), dtype=bool)
    for (x, y), (wide, high) in zip(points - low, extents + MARGIN, strict=True):
        top, bottom = int((y - high) // cell), int((y + high) // cell)
        left, right = int((x - wide) // cell), int((x + wide) // cell)
        mask[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = True
    for one, other in links:
        for part in range(1, LINK_SAMPLES):
            spot = points[one] + (points[other] - points[one]) * (part / LINK_SAMPLES) - low
            mask[int(spot[1] // cell), int(spot[0] // cell)] = True
    after = np.logical_or.accumulate(mask, axis=1)
    before = np.logical_or.accumulate(mask[:, ::-1], axis=1)[:, ::-1]
    filled: Mask = after & before
    return filled


def _side(masks: Sequence[Mask]) -> int:
    """Return a side of the board on which all masks find room around the first."""
    largest = max(max(mask.shape) for mask in masks)
    second = max((max(mask.shape) for mask in masks[1:]), default=0)
    area = sum(mask.size for mask in masks)
    return int(largest + 2 * second + 2 * np.sqrt(area) + 2)


def _distance(side: int) -> Points:
    spot = np.arange(side) - side / 2
    return (spot[:, None] * ASPECT) ** 2 + spot[None, :] ** 2


def _free(board: Mask, mask: Mask, distance: Points) -> tuple[int, int]:
    """Return the upper left corner of the free box nearest to the middle that holds the mask."""
    height, width = mask.shape
    total = np.zeros((board.shape[0] + 1, board.shape[1] + 1), dtype=np.int32)
    total[1:, 1:] = board.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    taken = (
        total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
    )
    rows, columns = taken.shape
    near = distance[height // 2 : height // 2 + rows, width // 2 : width // 2 + columns]
    best = int(np.argmin(np.where(taken == 0, near, np.inf)))
    return best // columns, best % columns
