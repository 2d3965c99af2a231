"""The lower vena cava and the filter in it, as lines in body cm (x, y) seen from the front."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.types import Floats
from irexplainer.geom.spline import catmull_rom

TOP = 57.3
"""Upper end of the stretch that is shown cut open, y in cm."""
TIP_Y = 61.3
"""Tip of the filter: just below the lower kidney vein."""
LENGTH = 4.5
"""From the tip of the cone to the feet of the legs, cm."""
LEGS = (-1.0, -0.62, -0.2, 0.26, 0.66, 1.0)
ARMS = (-0.98, -0.45, 0.45, 0.98)
HOOK = ((0.0, 0.0), (-0.30, 0.0), (-0.50, 0.05), (-0.56, 0.20), (-0.44, 0.27), (-0.36, 0.22))
"""Along (negative: towards the head) and across, cm from the top of the cone."""
TRAVEL_CM = 8.0
"""The folded filter slides down this far inside its tube."""


@lru_cache(maxsize=1)
def lines() -> dict[str, Floats]:
    """Centerlines (N, 3) x, y, radius of cava and kidney veins, as the atlas has them."""
    vessels = load_atlas().vessels
    ids = ("inferior_vena_cava", "left_renal_vein", "right_renal_vein")
    return {id: np.asarray(vessels[id].points, float)[:, [0, 1, 3]] for id in ids}


def cava_x(y: Floats) -> Floats:
    """x of the middle of the cava at height y."""
    cava = lines()["inferior_vena_cava"]
    return np.asarray(np.interp(y, cava[:, 1], cava[:, 0]))


def cava_r(y: Floats) -> Floats:
    """Lumen radius of the cava at height y, cm."""
    cava = lines()["inferior_vena_cava"]
    return np.asarray(np.interp(y, cava[:, 1], cava[:, 2]))


def smooth(t: float, a: float = 0.0, b: float = 1.0) -> float:
    """0 before a, 1 after b, even in between."""
    u = min(max((t - a) / (b - a), 0.0), 1.0)
    return u * u * (3 - 2 * u)


def place(points: Floats) -> Floats:
    """(N, 2) along the cava from the tip (positive: to the feet) and across, to body (x, y)."""
    y = TIP_Y + points[:, 0]
    return np.column_stack([cava_x(y) + points[:, 1], y])


def leg(share: float, opened: float) -> Floats:
    """A leg from the cone to the wall (N, 2), body cm; folded legs (opened 0) lie side by side."""
    o = smooth(opened)
    a = np.array([0.0, 0.32, 1.3, 3.4, LENGTH])
    wide = np.array([0.05, 0.1, 0.62, 0.97, 1.0])
    reach = cava_r(TIP_Y + a) - 0.01
    across = share * (0.10 + (reach * wide - 0.10) * o) * np.array([0.4, 0.8, 1, 1, 1])
    curve = catmull_rom(np.column_stack([a, across]), samples=12)
    foot = curve[-1] + [0.10, 0.09 * np.sign(share) * o]
    return place(np.vstack([curve, foot]))


def arm(share: float, opened: float) -> Floats:
    """A short arm that keeps the filter in the middle."""
    o = smooth(opened)
    a = np.array([0.0, 0.25, 0.8, 1.55])
    across = share * cava_r(TIP_Y + a) * np.array([0.02, 0.34, 0.82, 0.98]) * (0.12 + 0.88 * o)
    return place(catmull_rom(np.column_stack([a, across]), samples=10))


def hook() -> Floats:
    """The hook at the top (N, 2), body cm."""
    return place(catmull_rom(np.array(HOOK), samples=8))


def tube_end(sheath: float, opened: float) -> float:
    """y of the lower end of the tube from the neck: past the legs' feet, then drawn back over the opening filter."""
    down = TOP - 2.5 + (TIP_Y + LENGTH + 0.35 - TOP + 2.5) * smooth(sheath)
    return down - (LENGTH + 2.6) * smooth(opened)


def snare_top(snare: float) -> float:
    """y of the lower end of the tube that carries the loop; it has come down when 0.6 of the way is done."""
    there = smooth(snare, 0.0, 0.6)
    return TOP - 3 + (TIP_Y - 1.35 - TOP + 3) * there


def filter_wires(states: Mapping[str, float]) -> list[Floats]:
    """All wires of the filter (N, 2), body cm, where they are now; none while it is not there."""
    inside, opened = states.get("filter_in", 0.0), states.get("filter", 0.0)
    if inside < 0.02:
        return []
    away = np.array([0.0, -(1 - smooth(inside)) * TRAVEL_CM])
    wires = [*(leg(s, opened) for s in LEGS), *(arm(s, opened) for s in ARMS), hook()]
    return [wire + away for wire in wires]
