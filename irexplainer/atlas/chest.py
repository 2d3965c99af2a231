"""Free fluid around the right lung at the level of the chest slice, as it lies in every posture: pure geometry.

Free fluid without air is a crescent, never a flat level: it lies along the lowest part of the wall and thins out to
both sides. The lung always touches the wall or the fluid.
"""

from functools import lru_cache

import numpy as np

from irexplainer.atlas.slices import load_slice, lying
from irexplainer.atlas.types import Floats

SLICE = "axial_chest"
GRAVITY: dict[str, tuple[float, float]] = {
    "supine": (0.0, -1.0),
    "prone": (0.0, 1.0),
    "left_side": (1.0, 0.0),
    "right_side": (-1.0, 0.0),
    "sitting": (-0.45, -0.9),
}
"""Where down is in body (x, z). Sitting: the fluid stands at the bottom of the chest, deepest at the back and side."""
DEEPEST_CM = {"supine": 4.3, "prone": 3.6, "left_side": 5.4, "right_side": 3.0, "sitting": 3.9}
"""Thickness of much fluid at its deepest place: about 600 ml in every posture."""
ENDS = {"supine": (0.0, 0.9), "prone": (0.06, 1.0), "sitting": (0.0, 0.9)}
"""Share of the width of the chest over which the crescent lies; it ends at spine and breastbone."""
TAPER = 0.8
"""How the crescent thins out to both ends."""


@lru_cache(maxsize=64)
def fluid_outline(position: str, share: float, side: str = "right") -> Floats:
    """Crescent (N, 2) of body (x, z) in a way of lying (its word); share 0..1 of much fluid (about 600 ml).

    Empty for none. The outer edge is the pleura, the inner edge is the surface of the lung.
    """
    if share <= 0.01:
        return np.zeros((0, 2))
    outer, inner = _lower_wall(position, side), lung_surface(position, share, side)
    return np.vstack([outer, inner[::-1]])


def pleura(position: str, side: str = "right") -> Floats:
    """Lining of the chest of a side, body (x, z)."""
    return np.asarray(lying(load_slice(SLICE), position).region(f"{side}_pleura").outline)


def lung_surface(position: str, share: float, side: str = "right") -> Floats:
    """Surface of the lung (N, 2) above the fluid, from one end of the crescent to the other."""
    wall, down = _lower_wall(position, side), _down(position, side)
    across = wall @ np.array([-down[1], down[0]])
    start, end = ENDS.get(position, (0.0, 1.0))
    t = ((across - across[0]) / (across[-1] - across[0]) - start) / (end - start)
    deep = DEEPEST_CM[position] * np.sqrt(share) * np.sin(np.pi * np.clip(t, 0, 1)) ** TAPER
    return np.asarray(wall - down * deep[:, None])


def _down(position: str, side: str) -> Floats:
    x, z = GRAVITY[position]
    down = np.array([-x if side == "left" and position == "sitting" else x, z])
    return np.asarray(down / np.linalg.norm(down))


def _lower_wall(position: str, side: str) -> Floats:
    """Part of the pleura that lies lowest, between its two outermost points across gravity."""
    outline, down = pleura(position, side), _down(position, side)
    across = outline @ np.array([-down[1], down[0]])
    first, last = int(across.argmin()), int(across.argmax())
    ring = np.roll(outline, -first, axis=0)
    there = ring[: (last - first) % len(ring) + 1]
    back = np.roll(outline, -last, axis=0)[: (first - last) % len(ring) + 1][::-1]
    return np.asarray(there if (there @ down).mean() > (back @ down).mean() else back)
