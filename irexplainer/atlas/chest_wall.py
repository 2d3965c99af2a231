"""The chest wall along a drain: depths of its layers, ribs with their bundles, fluid and lung. Pure geometry.

Plate ``chest_wall``: u = depth below the skin along the needle, v = body y; seen from the front, head above.
"""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.types import Floats

BUNDLE = ("vein", "artery", "nerve")
"""From above, below each rib."""
WAVE_CM = 0.03


@dataclass(frozen=True, eq=False, slots=True)
class Rib:
    """A rib cut across: outline (N, 2) and its bundle (3, 3) u, v, radius, in the order of ``BUNDLE``."""

    outline: Floats
    bundle: Floats


def depth(layer: str) -> float:
    """Depth in cm at which a layer begins (the skin: at which it ends)."""
    return load_plan("chest_wall").numbers[layer]


def ribs() -> tuple[Rib, ...]:
    """Ribs from above."""
    plan = load_plan("chest_wall")
    outline, bundle = plan.shape("rib").outline, plan.lines["bundle"]
    found = []
    for row in plan.lines["ribs"]:
        shift = float(row[0])
        found.append(Rib(outline + np.array([0.0, shift]), bundle + np.array([0.0, shift, 0.0])))
    return tuple(found)


def layers() -> dict[str, tuple[float, float]]:
    """Part that can be named -> depth in cm at which it begins and ends along the needle, with much fluid."""
    edges = [0.0, *(depth(name) for name in ("skin", "fat", "serratus", "pleura", "fluid"))]
    edges.append(edges[-1] + depth("much_fluid"))
    names = ("skin", "subcutaneous_fat", "latissimus_dorsi", "intercostal_muscles", "parietal_pleura", "pleural_fluid")
    return {name: (start, end) for name, start, end in zip(names, edges, edges[1:], strict=False)}


def boundary(layer: str, v: Floats) -> Floats:
    """Depth of the boundary where a layer begins at heights v: gently waving, exact at the needle."""
    at = depth("needle_v")
    swing = {"skin": 0.3, "fat": 1.0, "serratus": 1.0, "external": 0.4, "internal": 0.2}.get(layer, 0.0)
    return np.asarray(depth(layer) + swing * WAVE_CM * np.sin(0.9 * (v - at)))


def lung_surface(v: Floats, fluid: float) -> Floats:
    """Depth of the lung at heights v: against the wall, or pushed in by the fluid (0..1), more so lower down."""
    deep = depth("much_fluid") * np.clip(fluid, 0.0, 1.0)
    return np.asarray(depth("fluid") + deep * (0.92 + 0.045 * (v - depth("needle_v"))) + 0.04 * deep * np.sin(0.8 * v))
