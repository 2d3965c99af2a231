"""Shadows of needles, wires and tubes, rasterized once per path and cut to length per picture."""

from dataclasses import dataclass

import numpy as np

from irexplainer.imaging.raster import Floats, Image, Indices, Sparse, TubeCanvas


@dataclass(frozen=True, slots=True)
class Device:
    """How dense a kind is on X-ray (0..1) and the least radius in px that stays visible."""

    density: float
    least_px: float


DEVICES = {
    "wire": Device(0.85, 0.7),
    "needle": Device(0.92, 0.9),
    "biopsy_needle": Device(0.92, 0.9),
    "cryoprobe": Device(0.95, 0.9),
    "electrode": Device(0.95, 0.9),
    "catheter": Device(0.66, 1.0),
    "microcatheter": Device(0.62, 0.75),
    "sheath": Device(0.45, 1.2),
    "line": Device(0.72, 1.1),
    "cuffed_line": Device(0.72, 1.2),
    "port_line": Device(0.72, 1.1),
    "port": Device(0.9, 3.0),
    "double_j": Device(0.75, 1.2),
    "scope": Device(0.8, 1.2),
    "dilator": Device(0.55, 1.2),
    "drain": Device(0.68, 1.3),
    "bone_needle": Device(0.95, 1.2),
    "cement_filler": Device(0.3, 0.8),
    "bone_balloon": Device(0.4, 0.8),
}


def device(kind: str) -> Device:
    """Density of a kind of tool."""
    return DEVICES.get(kind, Device(0.6, 0.9))


def path_shadow(height: int, width: int, px: Floats, lengths: Floats, radius_px: float) -> Sparse:
    """Shadow of a whole path (N, 2) px; value is the arc length in cm."""
    canvas = TubeCanvas(height, width)
    canvas.draw(px, np.full(len(px), radius_px), lengths)
    return canvas.sparse()


def between(shadow: Sparse, tail: float, tip: float, px_per_cm: float) -> tuple[Indices, Image]:
    """Pixels and strength of the part between two arc lengths, soft over one pixel at the ends."""
    cut = np.clip((tip - shadow.value) * px_per_cm + 0.5, 0, 1)
    cut *= np.clip((shadow.value - tail) * px_per_cm + 0.5, 0, 1)
    strength = shadow.strength * cut
    keep = strength > 0
    return shadow.index[keep], strength[keep].astype(np.float32)


PORT_CM = ((1.12, 0.4), (0.74, 1.0), (0.5, 0.72))
"""A port from the front: radius in cm and density of the plastic case, of the metal chamber and of its floor."""


def port_shadow(height: int, width: int, center: Floats, px_per_cm: float) -> tuple[Indices, Image]:
    """Pixels and strength of a port (a case with a metal chamber) whose middle is at ``center`` px, edges soft."""
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(x + 0.5 - center[0], y + 0.5 - center[1])
    strength = np.zeros((height, width))
    for radius, density in PORT_CM:
        cover = np.clip(radius * px_per_cm - distance + 0.5, 0, 1)
        strength += cover * (density - strength)
    index = np.flatnonzero(strength)
    return index, strength.reshape(-1)[index].astype(np.float32)
