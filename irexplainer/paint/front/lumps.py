"""Tumors: lumpy outline, purple relief, their own place in the atlas."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.parts import Floats, Part, _box
from irexplainer.paint.ramps import RAMPS
from irexplainer.paint.relief import Finish
from irexplainer.paint.shadows import Cast

TUMOR_PX_PER_CM = 24.0


@dataclass(frozen=True)
class Lump:
    """A round target in the front view; lengths in cm."""

    center: tuple[float, float]
    radius: float


def tumor_part(e: Easel, target: str) -> Lump | None:
    """Center and radius of a target of the atlas."""
    found: Any = e.atlas.targets.get(target)
    if found is None:
        return None
    return Lump((float(found.center[0]), float(found.center[1])), float(found.radius))


def lump_outline(x: float, y: float, radius: float, squash: float = 0.94) -> Floats:
    """Radius x (1 + 0.045 sin 3a + 0.035 sin 5a), smoothed: lumpy, no corners."""
    a = np.linspace(0, 2 * math.pi, 16, endpoint=False)
    rx = radius * (1 + 0.045 * np.sin(3 * a + 0.6) + 0.035 * np.sin(5 * a))
    ry = radius * squash * (1 + 0.045 * np.sin(3 * a + 0.6) + 0.035 * np.cos(4 * a))
    return catmull_rom(np.stack([x + rx * np.cos(a), y + ry * np.sin(a)], 1), closed=True)


@lru_cache(maxsize=8)
def lump_part(key: str, x: float, y: float, radius: float) -> Part:
    """Relief of a tumor."""
    outline = lump_outline(x, y, radius)
    finish = Finish(RAMPS["tumor"], 0.22, 0.25, 0.03)
    return Part(key, (outline,), TUMOR_PX_PER_CM, finish, 0.7, box=_box((outline,)))


@lru_cache(maxsize=8)
def treated_part(key: str, x: float, y: float, radius: float) -> Part:
    """The same lump, gray: what is left of it after treatment."""
    outline = lump_outline(x, y, radius)
    finish = Finish(RAMPS["tumor_treated"], 0.10, 0.25, 0.03)
    return Part(f"{key}.treated", (outline,), TUMOR_PX_PER_CM, finish, 0.7, box=_box((outline,)))


def paint_tumor(e: Easel, target: str) -> None:
    """Shadow and tumor."""
    lump = tumor_part(e, target)
    if lump is None:
        return
    part = lump_part(target, *lump.center, lump.radius)
    if e.sees(part):
        e.shadow_of(target, part.path, Cast(0.3, 0.08, 0.16, 0.4))
        e.fill_part(part)
