"""Belly aorta with an aneurysm below the kidney arteries, opened from the front. Body cm (x, y)."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.contour import column_field, smooth_union, tube_field
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import Face
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.open_shape import OpenShape
from irexplainer.paint.plates.open_tree import part
from irexplainer.paint.plates.store import Stored

WALL = (0.07, 0.10, 0.03)
"""Outer layer, muscle, lining in cm."""
TOP = 57.5
SAC = (64.9, 2.05, 2.7, 1.74)
"""Middle y, half height, steepness, and how far it bulges, cm: 5.3 cm across."""
LEAN = 0.28
"""How far the sac leans to the patient's left, cm."""
LEG = 2.9
STUMP = 1.3
PX = 44.0
GRAFT_TOP, GRAFT_FORK, GATE_END = 60.5, 64.9, 66.3
"""Upper edge just below the lower kidney artery; where the two legs part; end of the short gate."""


@lru_cache(maxsize=1)
def lines() -> dict[str, Floats]:
    """Centerlines (N, 3) x, y, radius: the atlas' vessels, the aorta with its sac."""
    vessels = load_atlas().vessels
    ids = ("abdominal_aorta", *(f"{s}_{n}" for s in ("left", "right") for n in ("renal_artery", "common_iliac_artery")))
    found = {id: np.asarray(vessels[id].points, float)[:, [0, 1, 3]] for id in ids}
    aorta = found["abdominal_aorta"]
    y = np.linspace(aorta[0, 1], aorta[-1, 1], 160)
    plain = np.column_stack([np.interp(y, aorta[:, 1], c) for c in aorta.T])
    plain[:, 2] += bulge(y) * SAC[3]
    plain[:, 0] += bulge(y) * LEAN
    found["abdominal_aorta"] = plain
    return found


def bulge(y: Floats) -> Floats:
    """Shape of the sac along the aorta, 0..1."""
    return np.asarray(np.exp(-(np.abs((y - SAC[0]) / SAC[1]) ** SAC[2])))


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


def channel_line(wall_clot: float) -> Floats:
    """Aorta (N, 3) as wide as the blood still flows: the old clot lines the sac."""
    line = lines()["abdominal_aorta"].copy()
    b = bulge(line[:, 1])
    line[:, 2] -= b * wall_clot * (SAC[3] - 0.42 - 0.10 * np.sin(line[:, 1] * 3.1))
    line[:, 0] -= b * wall_clot * 0.34
    return line[line[:, 1] > TOP + 0.95]


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


# The graft -----------------------------------------------------------------------------------------------------------

LEG_R, GATE_R, BODY_R = 0.40, 0.48, 0.95


@lru_cache(maxsize=1)
def graft_lines() -> dict[str, Floats]:
    """body with the patient's right leg, the short gate on the left, and the leg that docks into it; (N, 3)."""
    aorta, fork = channel_line(1.0), np.array([0.33, GRAFT_FORK])
    top = float(np.interp(GRAFT_TOP, aorta[:, 1], aorta[:, 0]))
    middle = float(np.interp(62.8, aorta[:, 1], aorta[:, 0]))
    body = catmull_rom(
        [(top, GRAFT_TOP, BODY_R), (middle, 62.8, BODY_R * 0.92), (fork[0], fork[1] - 0.3, 0.84)], samples=30
    )
    right, left = (lines()[f"{side}_common_iliac_artery"] for side in ("right", "left"))
    to_right = [(fork[0] - 0.40, fork[1] - 0.55, LEG_R), (-0.10, 66.4, LEG_R), (-0.02, 67.7, LEG_R)]
    to_left = [(fork[0] + 0.42, fork[1] - 0.55, GATE_R), (0.86, 65.6, GATE_R), (0.94, GATE_END, GATE_R)]
    leg = catmull_rom([*to_right, *_down(right)], samples=16)
    dock = [(0.82, 65.2, LEG_R), (0.93, 66.3, LEG_R), (0.72, 67.7, LEG_R), *_down(left)]
    return {"body": body, "leg": leg, "gate": catmull_rom(to_left, samples=14), "dock": catmull_rom(dock, samples=16)}


def _down(iliac: Floats) -> list[tuple[float, float, float]]:
    """Three points down a hip artery, as wide as its lumen allows."""
    stops = [part(iliac, 0.0, s)[-1] for s in (0.9, 1.7, 2.4)]
    return [(float(x), float(y), min(float(r) - 0.04, 0.44)) for x, y, r in stops]
