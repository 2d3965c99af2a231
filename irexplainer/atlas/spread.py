"""Where an injected fluid can spread in a slice: between organs, not through them."""

import numpy as np

from irexplainer.atlas.slices import load_slice, lying
from irexplainer.atlas.types import Floats

LOOSE = ("cavity", "fat", "subcutaneous_fat", "canal")
"""Tissues of slice regions that give way to a fluid."""
POINTS = 72


def is_loose(tissue: str) -> bool:
    """True where a fluid can spread."""
    return tissue in LOOSE


def cloud(center: tuple[float, float], radius: float) -> Floats:
    """Outline (N, 2) in cm around a point of a slice (x, z): round, slightly uneven, as a fluid in fat spreads."""
    a = np.linspace(0.0, 2 * np.pi, POINTS, endpoint=False)
    r = radius * (1.0 + 0.05 * np.sin(3 * a + 0.7) + 0.04 * np.sin(5 * a + 2.0) + 0.025 * np.sin(8 * a))
    return np.column_stack([center[0] + r * np.cos(a), center[1] + r * np.sin(a)])


def reach(radius: float, share: float) -> float:
    """Radius in cm after a share (0..1) of the volume is in: the volume of a ball grows with the cube of its radius."""
    return radius * float(np.cbrt(min(max(share, 0.0), 1.0)))


def ground(slice_id: str, position: str, center: tuple[float, float], radius: float) -> list[tuple[bool, Floats]]:
    """(loose, outline (N, 2) of x and z) of all regions near a point, back to front, as the patient lies.

    What lies on top decides: a solid region takes room from the loose ones below it.
    """
    found = []
    for region in sorted(lying(load_slice(slice_id), position).regions, key=lambda r: r.order):
        outline = np.asarray(region.outline, float)
        low, high = outline.min(axis=0) - radius, outline.max(axis=0) + radius
        if bool(np.all(low < center) and np.all(center < high)):
            found.append((is_loose(region.tissue), outline))
    return found
