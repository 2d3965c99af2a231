"""Lower vena cava opened from the front, with the mouths of both kidney veins. Body cm (x, y)."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.cava import TOP, cava_r, cava_x, lines
from irexplainer.atlas.load import load_atlas
from irexplainer.geom.tube import part
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.open_shape import OpenShape
from irexplainer.paint.plates.store import Stored

WALL = (0.06, 0.06, 0.03)
"""Outer layer, muscle, lining in cm: 1.5 mm together."""
BOTTOM = 68.6
STUMP = 1.5
"""How far each kidney vein is cut open beyond the edge of the cava, cm."""
PX = 46.0


@lru_cache(maxsize=1)
def below() -> dict[str, Floats]:
    """Centerlines of the two veins that form the cava."""
    vessels = load_atlas().vessels
    found = {}
    for side in ("left", "right"):
        upper, lower = (vessels[f"{side}_{n}_iliac_vein"].points for n in ("common", "external"))
        found[f"{side}_common_iliac_vein"] = np.vstack([np.asarray(upper, float), np.asarray(lower, float)])[
            :, [0, 1, 3]
        ]
    return found


@lru_cache(maxsize=1)
def opened() -> tuple[Floats, ...]:
    """The stretches that are cut open: cava first."""
    cava = lines()["inferior_vena_cava"]
    inside = (cava[:, 1] > TOP + 1.1) & (cava[:, 1] < BOTTOM - 1.1)
    stumps = []
    for id in ("left_renal_vein", "right_renal_vein"):
        line = lines()[id]
        edge = float(np.argmax(np.abs(line[:, 0] - cava_x(line[:, 1])) > cava_r(line[:, 1])))
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
        stumps.append(part(line, 0.0, float(along[int(edge)]) + STUMP))
    return (cava[inside], *stumps)


@lru_cache(maxsize=1)
def shape() -> OpenShape:
    """The opening with soft corners where the kidney veins come in."""
    return OpenShape.of(opened(), 0.42, 0.04, 0.3)


@lru_cache(maxsize=8)
def layer(by: float) -> QPainterPath:
    """Outline of the opening; by: distance outwards from the blood."""
    return shape().path(by)


def beyond(line: Floats, reach: float) -> Floats:
    """A line carried on straight past its end, so that the vessel leaves the picture."""
    step = line[-1, :2] - line[-6, :2]
    step = step / np.hypot(*step)
    t = np.linspace(0, reach, 20)[1:]
    more = np.column_stack([line[-1, :2] + t[:, None] * step, np.full(len(t), line[-1, 2])])
    return np.vstack([line, more])


@lru_cache(maxsize=1)
def cava_faces() -> dict[str, Face]:
    """Every relief of the plate by name."""
    outer = Cut(("#7F93B8", "#D3DDEC", "#F8FBFF"), bevel=0.06, grain=Grain("lobule", 0.2, 0.5), soft=0.02)
    muscle = Cut(("#33548C", "#7C9FD0", "#BCD2EC"), bevel=0.05, grain=Grain("stripe", 0.075, 0.8, 0.0), soft=0.02)
    hollow = Cut(
        ("#4F6EA8", "#A5BEE2", "#DFEAF7"), bevel=0.9, puff=-0.62, spec=0.16, grain=Grain("ripple", 0.2, 0.4), soft=0.05
    )
    faces = (
        Face("cava_open_outer", layer(sum(WALL)), outer, PX, "#5A6E92"),
        Face("cava_open_muscle", layer(WALL[1] + WALL[2]), muscle, PX, "#3E6CB0"),
        Face("cava_open_hollow", layer(0.0), hollow, PX, "#14233F", (0.26, 0.08, 0.18, 0.38)),
    )
    return {face.name.removeprefix("cava_open_"): face for face in faces}


def pictures() -> tuple[Stored, ...]:
    """What the plate needs from disk."""
    return tuple(face.stored() for face in cava_faces().values())
