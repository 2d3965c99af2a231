"""Stones: a few flat faces, rough, the color of old ivory."""

import math
from functools import lru_cache

import numpy as np

from irexplainer.geom.fragments import stone_outline
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.parts import Part, _box
from irexplainer.paint.ramps import RAMPS
from irexplainer.paint.relief import Finish
from irexplainer.paint.shadows import Cast

STONE_PX_PER_CM = 40.0
STONE_EDGE = ("#4A3216", 0.5, 1.6)


@lru_cache(maxsize=64)
def stone_part(key: str, x: float, y: float, radius: float, seed: int, corners: int = 7) -> Part:
    """Relief of one stone. seed: which of many shapes. corners: number of rounded corners."""
    outline = stone_outline(x, y, radius, seed, corners)
    rs = np.random.RandomState(seed + 100)
    creases = []
    for _ in range(3):
        a = rs.rand() * 2 * math.pi
        ends = np.array([[math.cos(a), math.sin(a)], [math.cos(a + 2.1), math.sin(a + 2.1)]]) * radius * 0.8
        creases.append((ends + np.array([x, y]), radius * 0.16, radius * 0.05))
    finish = Finish(RAMPS["stone"], 0.22, 0.25, 0.04, seed, STONE_EDGE)
    return Part(key, (outline,), STONE_PX_PER_CM, finish, 0.7, 0.02, tuple(creases), box=_box((outline,)))


def paint_stones(e: Easel, parts: list[Part], share: float = 1.0) -> None:
    """The first ``share`` of some stones, each on its shadow; the last one comes in softly."""
    wanted = share * len(parts)
    for index, part in enumerate(parts):
        there = min(max(wanted - index, 0.0), 1.0)
        if there > 0:
            e.p.save()
            e.p.setOpacity(e.p.opacity() * (1.0 if e.look.flat else there))
            e.shadow_of(part.key, part.path, Cast(0.09, 0.03, 0.07, 0.5, "#33301A"))
            e.fill_part(part)
            e.p.restore()
