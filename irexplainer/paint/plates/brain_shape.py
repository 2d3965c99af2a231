"""Fork of the middle brain artery with an aneurysm in its angle, cut open. Millimeters; head up, patient's left."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.geom.contour import smooth_union, tube_field
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import part
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.open_shape import OpenShape
from irexplainer.paint.plates.store import Stored

WALL, THIN = 0.52, 0.24
"""Wall of the arteries, and the much thinner wall of the sac."""
CENTER = np.array([6.3, -0.4])
SIZE = 3.35
BLEB = -0.75
"""Direction (radians) of the small second bulge, the weakest place."""
PX = 26.0


@lru_cache(maxsize=1)
def lines() -> dict[str, Floats]:
    """Centerlines (N, 3): main artery from the left, its two branches, both longer than the picture."""
    return {
        "main": catmull_rom(
            [(-26, 4.6, 1.5), (-17, 2.9, 1.42), (-10.5, 1.1, 1.38), (-5.2, 0.25, 1.34), (0.2, 0.0, 1.3)], samples=40
        ),
        "upper": catmull_rom(
            [(0, -0.1, 1.1), (0.9, -2.0, 1.06), (1.5, -4.4, 1.02), (3.8, -7.2, 1.0), (8, -9.4, 0.96), (19, -12.8, 0.9)],
            samples=30,
        ),
        "lower": catmull_rom(
            [(0, 0.1, 1.08), (0.9, 2.1, 1.04), (1.7, 4.6, 1.0), (4.4, 7.0, 0.98), (9, 8.6, 0.94), (20, 10.8, 0.88)],
            samples=30,
        ),
        "neck": np.array([(0.4, -0.1, 1.3), (2.0, -0.2, 1.3), (3.6, -0.3, 1.35)]),
    }


TWIGS = (
    ((-4.2, -0.6), (-4.6, -2.6), (-3.9, -5.0), (-4.4, -7.8)),
    ((-6.6, -0.2), (-7.3, -2.4), (-6.8, -5.2), (-7.4, -8.6)),
    ((-8.8, 0.2), (-9.6, -1.8), (-9.3, -4.6), (-10.2, -7.4)),
)
"""Fine branches to the depth of the brain; they leave the main artery and are never to be closed."""


@lru_cache(maxsize=1)
def opened() -> dict[str, Floats]:
    """The stretches that are cut open."""
    main, upper, lower = lines()["main"], lines()["upper"], lines()["lower"]
    return {
        "main": main[main[:, 0] > -9.4],
        "upper": part(upper, 0.0, 10.6),
        "lower": part(lower, 0.0, 10.2),
        "neck": lines()["neck"],
    }


def dome(angle: Floats) -> Floats:
    """Inner radius of the sac in a direction from its middle."""
    return np.asarray(
        SIZE * (1 + 0.045 * np.sin(3 * angle + 1.0) + 0.04 * np.cos(2 * angle))
        + 0.62 * np.exp(-(((angle - BLEB) / 0.33) ** 2))
    )


@lru_cache(maxsize=1)
def _fields() -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """x, y, field of the arteries, field of the sac, field of the sac's own room."""
    x, y = np.arange(-12.6, 14.4, 0.12), np.arange(-12.4, 11.8, 0.12)
    vessels = smooth_union([tube_field(line[:: max(1, len(line) // 90)], x, y) for line in opened().values()], 0.7)
    dx, dy = x[None, :] - CENTER[0], y[:, None] - CENTER[1]
    sac = np.hypot(dx, dy) - dome(np.arctan2(dy, dx))
    return x, y, vessels, sac, sac


@lru_cache(maxsize=8)
def layer(share: float) -> QPainterPath:
    """Outline between the blood (0) and the outer side of the wall (1)."""
    x, y, vessels, sac, _ = _fields()
    return OpenShape(smooth_union([vessels - WALL * share, sac - THIN * share], 0.75), x, y).path()


@lru_cache(maxsize=4)
def sac_path(by: float = 0.0) -> QPainterPath:
    """The sac beyond its neck; by: outwards."""
    x, y, _, _, room = _fields()
    return OpenShape(room, x, y).path(by)


@lru_cache(maxsize=1)
def brain_faces() -> dict[str, Face]:
    """Every relief of the plate by name."""
    outer = Cut(("#B08A6E", "#EFD9C2", "#FFF7EC"), bevel=0.16, grain=Grain("lobule", 0.5, 0.6), soft=0.05)
    muscle = Cut(("#8E2F30", "#C9605A", "#EDA294"), bevel=0.16, grain=Grain("lobule", 0.3, 0.6), soft=0.04)
    hollow = Cut(
        ("#B5524C", "#EBA79A", "#FCDDD0"), bevel=2.2, puff=-0.6, spec=0.18, grain=Grain("ripple", 0.5, 0.4), soft=0.1
    )
    still = Cut(("#43141C", "#8A3A40", "#BE746C"), bevel=1.6, puff=-0.4, grain=Grain("lobule", 0.8, 0.9), mottle=0.03)
    faces = (
        Face("aneurysm_brain_outer", layer(1.0), outer, PX, "#8C7A68"),
        Face("aneurysm_brain_muscle", layer(0.66), muscle, PX, "#A23A33"),
        Face("aneurysm_brain_hollow", layer(0.0), hollow, PX, "#4A1512", (0.6, 0.2, 0.5, 0.42)),
        Face("aneurysm_brain_still", sac_path(), still, PX, "#542028"),
    )
    return {face.name.removeprefix("aneurysm_brain_"): face for face in faces}


def pictures() -> tuple[Stored, ...]:
    """What the plate needs from disk."""
    return tuple(face.stored() for face in brain_faces().values())
