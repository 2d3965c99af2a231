"""Belly aorta with an aneurysm below the kidney arteries, opened from the front. Body cm (x, y)."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.aneurysm import GRAFT_TOP, TOP, channel_line, lines
from irexplainer.geom.contour import column_field, smooth_union, tube_field
from irexplainer.geom.tube import part
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.open_shape import OpenShape
from irexplainer.paint.plates.store import Stored

WALL = (0.07, 0.10, 0.03)
"""Outer layer, muscle, lining in cm."""
LEG = 2.9
STUMP = 1.3
PX = 44.0


@lru_cache(maxsize=1)
def opened() -> tuple[Floats, ...]:
    """Stretches that are cut open: aorta, kidney arteries, hip arteries."""
    aorta = lines()["abdominal_aorta"]
    trunk = aorta[aorta[:, 1] > TOP + 0.95]
    found = [trunk]
    for side in ("left", "right"):
        found.append(part(lines()[f"{side}_renal_artery"], 0.0, 0.97 + STUMP))
    for side in ("left", "right"):
        found.append(part(lines()[f"{side}_common_iliac_artery"], 0.0, LEG))
    return tuple(found)


@lru_cache(maxsize=1)
def shape() -> OpenShape:
    """The opening with soft corners where branches leave."""
    return OpenShape.of(opened(), 0.34, 0.05, 0.4, upright=True)


@lru_cache(maxsize=8)
def layer(by: float) -> QPainterPath:
    """Outline of the opening; by: distance outwards from the blood."""
    return shape().path(by)


def channel(wall_clot: float) -> QPainterPath:
    """Outline of the flowing blood in the aorta and its branches."""
    return _channel(round(wall_clot, 2))


@lru_cache(maxsize=8)
def _channel(wall_clot: float) -> QPainterPath:
    whole = shape()
    fields = [column_field(channel_line(wall_clot), whole.x, whole.y)]
    fields += [tube_field(line[:: max(1, len(line) // 90)], whole.x, whole.y) for line in opened()[1:]]
    joint = np.maximum(smooth_union(fields, 0.34), whole.field)
    return OpenShape(joint, whole.x, whole.y).path()


@lru_cache(maxsize=1)
def sac_path() -> QPainterPath:
    """The part of the hollow between the upper edge of the graft and the fork, where blood comes to rest."""
    return shape().below(GRAFT_TOP + 0.12, 68.6).path()


@lru_cache(maxsize=1)
def aorta_faces() -> dict[str, Face]:
    """Every relief of the plate by name."""
    outer = Cut(("#B08A6E", "#EFD9C2", "#FFF7EC"), bevel=0.07, grain=Grain("lobule", 0.22, 0.7), soft=0.02)
    muscle = Cut(("#8E2F30", "#C9605A", "#EDA294"), bevel=0.08, grain=Grain("stripe", 0.075, 0.85, 0.0), soft=0.02)
    clot = Cut(
        ("#5A2A28", "#A8685A", "#D8A88E"), bevel=0.28, grain=Grain("lobule", 0.30, 1.3), spec=0.14, mottle=0.04, seed=7
    )
    still = Cut(("#43141C", "#86353C", "#BA6E68"), bevel=0.3, grain=Grain("lobule", 0.34, 1.2), mottle=0.04, seed=9)
    faces = (
        Face("aneurysm_aorta_outer", layer(sum(WALL)), outer, PX, "#8C7A68"),
        Face("aneurysm_aorta_muscle", layer(WALL[1] + WALL[2]), muscle, PX, "#A23A33"),
        Face("aneurysm_aorta_clot", sac_path(), clot, PX, "#6E3A34"),
        Face("aneurysm_aorta_still", sac_path(), still, PX, "#542028"),
    )
    return {face.name.removeprefix("aneurysm_aorta_"): face for face in faces}


def pictures() -> tuple[Stored, ...]:
    """What the plate needs from disk."""
    return tuple(face.stored() for face in aorta_faces().values())
