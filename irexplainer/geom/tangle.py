"""A tangle of vessels through which arteries run straight into veins, as winding strands from inlet to outlet."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from irexplainer.geom.spline import catmull_rom

Floats = npt.NDArray[np.float64]
Point = tuple[float, float, float]
STRANDS = 9
TURNS = 6
SEED = 11
WIDE, THIN = 0.085, 0.055
"""Radius of a strand at its ends and in the middle of its way, as a share of the radius of the tangle."""
STAGGER = 0.35
"""How much later the last strand begins to fill than the first, as a share of the whole."""


@lru_cache(maxsize=4)
def strands(center: Point, radius: float, inlet: Point, outlet: Point) -> tuple[Floats, ...]:
    """Strands (N, 4) x, y, z, radius in cm, from the inlet to the outlet; always the same."""
    rs = np.random.RandomState(SEED)
    middle = np.asarray(center, float)
    found = []
    for k in range(STRANDS):
        a = np.linspace(0.0, 2.0 * np.pi, TURNS, endpoint=False) * (1 if k % 2 else -1) + 2.4 * k
        far = radius * (0.45 + 0.5 * rs.rand(TURNS))
        knots = middle + np.column_stack([far * np.cos(a), far * np.sin(a), rs.uniform(-0.5, 0.5, TURNS) * radius])
        begin, end = _within(inlet, middle, radius), _within(outlet, middle, radius)
        line = catmull_rom(np.vstack([begin, knots, end]), samples=12)
        share = np.linspace(-1.0, 1.0, len(line))
        found.append(np.column_stack([line, radius * (THIN + (WIDE - THIN) * share**2)]))
    return tuple(found)


def _within(point: Point, middle: Floats, radius: float) -> Floats:
    """A point drawn onto the rim of the tangle if it lies beyond it."""
    off = np.asarray(point, float) - middle
    size = float(np.linalg.norm(off))
    return np.asarray(middle + off * min(1.0, 0.96 * radius / max(size, 1e-9)))


def filled(lines: tuple[Floats, ...], share: float) -> tuple[Floats, ...]:
    """The part of each strand that a fluid from the inlet has reached when ``share`` of the tangle is full."""
    found = []
    for index, line in enumerate(lines):
        late = STAGGER * index / max(len(lines) - 1, 1)
        own = min(max((share - late * (1.0 - share)) / (1.0 - late * (1.0 - share)), 0.0), 1.0)
        count = round(own * len(line))
        if count >= 2:
            found.append(line[:count])
    return tuple(found)
