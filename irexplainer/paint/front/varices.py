"""Networks of veins around a testicle or beside the womb: strands that wind around one vein of the atlas."""

import math

import numpy as np

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.parts import Floats
from irexplainer.paint.tubes import Tube

CALM = (0.13, 0.055)
WIDE = (0.40, 0.15)
"""How far the strands swing to a side and their radius, cm: healthy, and fully widened."""
WAVES_CM = (1.55, 1.9, 1.3, 1.7, 2.1)
BULGE = 0.30
STEP_CM = 0.05


def along(line: Floats, start: float, end: float) -> Floats:
    """Part of a line (N, 3) between two shares of its length, evenly spaced: x, y, radius."""
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    at = np.linspace(start * way[-1], end * way[-1], max(12, int((end - start) * way[-1] / STEP_CM)))
    return np.column_stack([np.interp(at, way, line[:, k]) for k in (0, 1, 2)])


def smoothed(line: Floats, steps: int) -> Floats:
    """The line without its short waves: strands wind around the way and not around its windings."""
    coarse = line[np.linspace(0, len(line) - 1, steps).round().astype(int)]
    return catmull_rom(coarse, samples=max(4, len(line) // steps))


def strands(line: Floats, count: int, share: float, seed: int = 0) -> list[Tube]:
    """Strands around a line (x, y) that begin and end on it. share: 0 healthy, 1 fully widened."""
    swing, radius = (a + (b - a) * share for a, b in zip(CALM, WIDE, strict=True))
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    ahead = np.gradient(line, axis=0)
    normal = np.column_stack([-ahead[:, 1], ahead[:, 0]]) / np.hypot(*ahead.T)[:, None]
    open_up = np.sin(np.pi * np.clip(way / way[-1], 0, 1)) ** 0.6
    found = []
    for k in range(count):
        phase = 2.4 * k + 0.9 * seed
        wave = 2 * math.pi * way / WAVES_CM[(k + seed) % len(WAVES_CM)] + phase
        lane = (k - (count - 1) / 2) / max(count - 1, 1)
        off = swing * open_up * (0.78 * np.sin(wave) + 1.15 * lane)
        size = radius * (0.82 + 0.18 * np.cos(phase)) * (1 + BULGE * share * np.sin(2.3 * wave + k))
        size = size * (0.62 + 0.38 * open_up)
        found.append(Tube(np.column_stack([line + normal * off[:, None], size])))
    return found
