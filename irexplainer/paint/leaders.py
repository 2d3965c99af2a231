"""The lines from call-outs to what they name, and whether they meet."""

from itertools import pairwise
from typing import TYPE_CHECKING

from irexplainer.geom.viewport import Rect

if TYPE_CHECKING:
    from irexplainer.paint.labels import PlacedLabel

ELBOW = 22.0
"""Px before the chip at which a leader turns level."""


def leader(item: "PlacedLabel") -> list[tuple[float, float]]:
    """Points of the leader: anchor, elbow, chip; straight up or down where the anchor lies under the column."""
    r = item.rect
    if r.x - 2 <= item.anchor[0] <= r.right + 2 and not r.y <= item.anchor[1] <= r.bottom:
        x = min(max(item.anchor[0], r.x + 12), r.right - 12)
        return [item.anchor, (x, r.bottom if item.anchor[1] > r.bottom else r.y)]
    x = item.rect.right if item.side == "left" else item.rect.x
    elbow = x + ELBOW if item.side == "left" else x - ELBOW
    y = item.rect.center[1]
    beyond = item.anchor[0] < elbow if item.side == "left" else item.anchor[0] > elbow
    if abs(y - item.anchor[1]) < 1.0 or beyond:
        return [item.anchor, (x, y)]
    return [item.anchor, (elbow, y), (x, y)]


def _segments(item: "PlacedLabel") -> list[tuple[tuple[float, float], tuple[float, float]]]:
    points = leader(item)
    return list(pairwise(points))


def leaders_cross(a: "PlacedLabel", b: "PlacedLabel") -> bool:
    """True where the leaders of two labels meet."""
    return any(_cross(*s, *t) for s in _segments(a) for t in _segments(b))


def leader_meets(item: "PlacedLabel", rect: Rect) -> bool:
    """True where the leader passes over a rectangle."""
    corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    inside = any(rect.contains(*p) for p in leader(item))
    return inside or any(_cross(*s, *t) for s in _segments(item) for t in sides)


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def turn(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
