"""A mesh stent on X-ray: its wires, from folded on its tube to open."""

import numpy as np

from irexplainer.geom.mesh import opened, wires
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.raster import Sparse, TubeCanvas
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import EffectPose, Point3

LEVELS = 20
"""Steps in which widths are told apart."""
WIRE_CM, LEAST_PX, STRENGTH = 0.014, 0.5, 0.55
Key = tuple[str, Point3, float, float, float, float]


def mesh_key(effect: EffectPose) -> Key | None:
    """What decides the picture of a mesh: way, middle, length, radius, how far it is open, waist; None for others."""
    if effect.kind != "mesh" or effect.at is None:
        return None
    share = round(effect.value * LEVELS) / LEVELS
    waist = round(effect.params.get("waist", 0.0) * (1.0 - 0.7 * share) * LEVELS) / LEVELS
    return effect.target, effect.at, effect.params.get("length_cm", 6.0), effect.radius_cm, share, waist


def mesh_shadow(key: Key, line: Polyline, window: FrontWindow, height: int, width: int) -> Sparse:
    """Shadow of the wires."""
    _, at, length, radius, share, waist = key
    tube = opened(line, np.asarray(at), length, radius, share, waist)
    canvas = TubeCanvas(height, width)
    for wire in wires(tube[:, [0, 1, 3]]):
        px = window.px(wire)
        size = np.full(len(px), max(WIRE_CM * window.scale, LEAST_PX))
        canvas.draw(px, size, np.zeros(len(px)), np.full(len(px), STRENGTH))
    return canvas.sparse()
