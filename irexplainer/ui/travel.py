"""Which scaled layers carry a camera flight: a pure plan over the viewports it passes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from irexplainer.geom.viewport import Rect, Viewport

ENLARGE = 2**0.5
"""A layer is never drawn larger than this; beyond it softness shows."""

GROW = 1.6
"""Area of a layer against the picture: room for the way the camera pans meanwhile."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of a flight served by one layer. first, last: indices of viewports. layer: what to paint."""

    first: int
    last: int
    layer: Viewport


def plan_legs(way: Sequence[Viewport], enlarge: float = ENLARGE, grow: float = GROW) -> tuple[Leg, ...]:
    """Split a flight into as few layers as the limits allow (greedy). Neighbors share a sample: nothing lies between.

    Samples must lie close: a stretch between two neighbors is always served by one layer.
    """
    legs: list[Leg] = []
    first = 0
    while first < len(way):
        last = first
        while last + 1 < len(way) and (last == first or _fits(way[first : last + 2], enlarge, grow)):
            last += 1
        legs.append(Leg(first, last, layer_for(way[first : last + 1])))
        if last == len(way) - 1:
            break
        first = last
    return tuple(legs)


def layer_for(way: Sequence[Viewport]) -> Viewport:
    """One layer that shows all that these viewports show, at the scale of the farthest."""
    scale = min(v.scale for v in way)
    box = _union(way)
    middle = way[len(way) // 2]
    cx, cy = middle.to_plate(*middle.free.center)
    width, height = math.ceil(box.width * scale - 1e-6), math.ceil(box.height * scale - 1e-6)
    free = Rect((cx - box.x) * scale - 50, (cy - box.y) * scale - 50, 100, 100)
    return Viewport(width, height, free, scale, -box.x * scale, -box.y * scale)


def source_rect(layer: Viewport, view: Viewport) -> Rect:
    """The part of a layer, in its px, that a view shows."""
    world = view.world
    x, y = layer.to_screen(world.x, world.y)
    return Rect(x, y, world.width * layer.scale, world.height * layer.scale)


def covers(layer: Viewport, view: Viewport, slack: float = 1.0) -> bool:
    """True where the layer reaches over the whole view. slack: px of the layer that may be missing."""
    part = source_rect(layer, view)
    return (
        part.x >= -slack
        and part.y >= -slack
        and part.right <= layer.width + slack
        and part.bottom <= layer.height + slack
    )


def _fits(way: Sequence[Viewport], enlarge: float, grow: float) -> bool:
    scales = [v.scale for v in way]
    scale, box = min(scales), _union(way)
    return (
        max(scales) / scale <= enlarge * 1.0001
        and box.width * box.height * scale * scale <= way[0].width * way[0].height * grow
    )


def _union(way: Sequence[Viewport]) -> Rect:
    box = way[0].world
    for view in way[1:]:
        box = box.united(view.world)
    return box
