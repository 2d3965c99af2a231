"""The trees inside the liver: hepatic veins, portal vein, bile ducts and arteries, in the order of their depth."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QRadialGradient

from irexplainer.atlas.regions import LIVER_TREES as TREES
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.order import Groups, batches, crossings, joints
from irexplainer.paint.front.shunt import paint_shunt
from irexplainer.paint.parts import Floats, _Same
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, tapered, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

TRACT = "tips_tract"
BLOCK, DAMMED = "bile_duct_block", 0.7
"""Target that blocks the bile duct; how much wider the ducts behind it are, share."""
OPEN_ENDS = (
    "hepatic_portal_vein", "bile_duct", "common_hepatic_duct", "cystic_duct", "common_hepatic_artery",
    "proper_hepatic_artery", TRACT,
)  # fmt: skip
"""They end in another vessel and are not tapered."""
BRANCHES: Mapping[str, tuple[tuple[float, float, float, float], ...]] = {
    "right_hepatic_vein +": ((-10.5, 56.6, -0.7, 0.17), (-11.3, 59.6, -0.8, 0.03)),
    "right_hepatic_vein 1": ((-5.4, 49.2, 0, 0.22), (-7.1, 48.0, -1.2, 0.16), (-9.2, 47.3, -1.6, 0.04)),
    "right_hepatic_vein 2": ((-7.4, 50.4, 0, 0.22), (-9.3, 50.2, -1.0, 0.16), (-11.6, 51.4, -1.4, 0.04)),
    "right_hepatic_vein 3": ((-9.2, 52.8, 0, 0.19), (-10.6, 53.4, -0.9, 0.13), (-12.0, 55.3, -1.2, 0.03)),
    "right_hepatic_vein 4": ((-9.4, 53.3, 0, 0.18), (-9.3, 55.6, -0.5, 0.12), (-9.7, 58.4, -0.5, 0.03)),
    "middle_hepatic_vein +": ((-5.9, 55.9, 2.4, 0.13), (-6.9, 57.0, 2.6, 0.03)),
    "left_hepatic_vein +": ((5.3, 48.95, 3.0, 0.13), (6.8, 48.3, 3.1, 0.03)),
    "left_hepatic_vein 1": ((0.5, 48.7, 0, 0.19), (2.2, 48.0, 1.6, 0.13), (4.4, 47.6, 1.8, 0.03)),
    "right_portal_vein +": ((-11.7, 56.0, -0.6, 0.14), (-12.0, 58.2, -0.8, 0.03)),
    "right_portal_vein 1": ((-9.2, 53.8, 0, 0.22), (-10.9, 53.0, -0.6, 0.15), (-12.2, 51.8, -0.8, 0.03)),
    "right_anterior_portal_vein +": ((-8.1, 47.4, 1.8, 0.09), (-7.3, 46.5, 1.9, 0.03)),
    "right_anterior_portal_vein 1": ((-7.9, 50.4, 0, 0.19), (-9.2, 49.3, 1.5, 0.13), (-10.7, 48.5, 1.5, 0.03)),
    "right_posterior_portal_vein 1": ((-7.5, 55.9, 0, 0.20), (-8.7, 57.4, -1.6, 0.14), (-10.3, 60.6, -1.8, 0.03)),
    "left_portal_vein +": ((4.9, 50.1, 3.2, 0.06), (6.0, 49.7, 3.3, 0.03)),
    "left_portal_vein 1": ((-1.0, 51.8, 0, 0.20), (-1.0, 50.9, 2.4, 0.13), (-0.6, 49.8, 2.6, 0.03)),
    "left_portal_vein 2": ((0.4, 51.2, 0, 0.20), (1.0, 52.2, 2.8, 0.13), (1.6, 53.4, 2.8, 0.03)),
    "left_portal_vein 3": ((2.4, 50.6, 0, 0.15), (3.4, 51.0, 3.2, 0.09), (4.3, 51.1, 3.3, 0.03)),
    "right_hepatic_duct +": ((-9.5, 48.8, 2.0, 0.06), (-9.4, 47.9, 2.0, 0.03)),
    "left_hepatic_duct +": ((3.2, 49.9, 3.6, 0.07), (4.8, 49.6, 3.6, 0.03)),
}
"""Branches that only this scene draws: x, y, z, radius in cm. "+" goes on from the end of the vessel; the first point
of the others is moved onto the vessel they hang on."""
MOUTH, MOUTH_CM = (-2.45, 47.95), (0.75, 1.5)
"""From the middle of the lower vena cava: where a hepatic vein is clear and where it is solid."""


@lru_cache(maxsize=2)
def _lines(same: _Same) -> Mapping[str, Floats]:
    vessels = same.atlas.vessels
    lines = {i: np.asarray(vessels[i].points, float) for i in (*TREES, TRACT) if i in vessels}
    for key, points in BRANCHES.items():
        id, _, kind = key.partition(" ")
        parent = lines.get(id)
        if parent is None:
            continue
        if kind == "+":
            lines[id] = catmull_rom(np.vstack([parent[::6], points]), samples=6)
        else:
            k = int(np.hypot(parent[:, 0] - points[0][0], parent[:, 1] - points[0][1]).argmin())
            rows = np.array([(*parent[k, :3], min(points[0][3], parent[k, 3])), *points[1:]])
            lines[key] = catmull_rom(rows, samples=12)
    return {id: line if id in OPEN_ENDS else _thinning(line) for id, line in lines.items()}


def _thinning(line: Floats) -> Floats:
    flat = tapered(line[:, [0, 1, 3]], end=1.6, least=0.03)
    return np.column_stack([line[:, :3], flat[:, 2]])


def tree_lines(atlas: "Atlas") -> Mapping[str, Floats]:
    """All that is drawn inside the liver as (N, 4) x, y, z, radius."""
    return _lines(_Same(atlas))


def ramp_of(id: str) -> str:
    """Ramp of a vessel of these trees."""
    if id == TRACT:
        return "tract"
    if "hepatic_vein" in id:
        return "vein"
    if "portal" in id:
        return "portal_vein"
    return "bile_duct" if "duct" in id else "artery"


def tree_groups(atlas: "Atlas", tract: bool) -> Groups:
    """(ramp, ids) of the trees from back to front. tract: with the way of the shunt, which changes nothing else."""
    groups = _groups(_Same(atlas))
    return tuple(g for g in groups if tract or TRACT not in g[1])


@lru_cache(maxsize=2)
def _groups(same: _Same) -> Groups:
    lines = _lines(same)
    return batches(tuple(lines), ramp_of, crossings(lines, ramp_of), joints(lines, ramp_of))


@lru_cache(maxsize=4)
def _dammed(same: _Same, share: float) -> Mapping[str, Floats]:
    """The trees with wide ducts above the block of the bile duct, and a narrow one at it."""
    lines = dict(_lines(same))
    block = same.atlas.targets[BLOCK]
    center = np.asarray(block.center)
    for id in lines:
        if ramp_of(id) != "bile_duct" or id == "cystic_duct":
            continue
        q = lines[id].copy()
        away = np.linalg.norm(q[:, :3] - center, axis=1)
        above = np.clip((center[1] - q[:, 1]) / 0.8, 0.0, 1.0) if id == "bile_duct" else 1.0
        q[:, 3] *= (1.0 + DAMMED * share * above) * (1.0 - 0.6 * share * np.exp(-((away / (1.6 * block.radius)) ** 2)))
        lines[id] = q
    return lines


def paint_trees(e: Easel, tract: float = 0.0, dammed: float = 0.0) -> None:
    """All trees, back to front, each color on its own soft shadow.

    tract: 0..1 of the shunt's way that is open. dammed: 0..1, how wide bile behind a block has made the ducts.
    """
    lines = _dammed(_Same(e.atlas), dammed) if dammed > 0 else tree_lines(e.atlas)
    for ramp, ids in tree_groups(e.atlas, tract > 0):
        if ramp == "tract":
            paint_shunt(e, lines[TRACT][:, [0, 1, 3]], tract)
            continue
        tubes = [Tube(lines[i][:, [0, 1, 3]], round_start=e.look.flat or ramp == "bile_duct") for i in ids]
        _shadow(e, f"liver tree {ids[0]}", [lines[i] for i in ids])
        shading = Shading(e.look.ramp(ramp), 0.03 if ramp in ("artery", "bile_duct") else 0.04)
        e.p.save()
        if ramp == "portal_vein":
            _behind_the_bowel(e)
        paint_veiled(e.p, tubes, shading, 1.0, _fade(e, ramp), e.world)
        e.p.restore()


def _shadow(e: Easel, key: str, lines: list[Floats]) -> None:
    """Soft shadow on the liver, none where vessels come out of the depth."""
    liver = e.part("liver")
    if liver is None:
        return
    far = [q[np.hypot(q[:, 0] - MOUTH[0], q[:, 1] - MOUTH[1]) > MOUTH_CM[1] + 0.3] for q in lines]
    e.p.save()
    e.clip(liver.path)
    tubes = [Tube(q[:, [0, 1, 3]]) for q in far if len(q) > 2]
    e.shadow_of(key, union_path(tubes), Cast(0.16, 0.05, 0.12, 0.30))
    e.p.restore()


def _behind_the_bowel(e: Easel) -> None:
    """The portal vein comes from behind the pancreas and the first part of the duodenum."""
    path = QPainterPath()
    path.addRect(e.rect)
    for key in ("pancreas", "duodenum"):
        part = e.part(key)
        if part is not None:
            path = path.subtracted(part.path)
    e.clip(path)


def _fade(e: Easel, ramp: str) -> QBrush | None:
    """Hepatic veins open into the vena cava; portal vein, bile duct and arteries come from behind other organs."""
    if e.look.flat:
        return None
    clear, solid = QColor(0, 0, 0, 0), QColor(0, 0, 0, 255)
    if ramp == "vein":
        mouth = QRadialGradient(QPointF(*MOUTH), MOUTH_CM[1])
        mouth.setColorAt(MOUTH_CM[0] / MOUTH_CM[1], clear)
        mouth.setColorAt(1.0, solid)
        return QBrush(mouth)
    if ramp == "portal_vein":
        return None
    if ramp == "bile_duct":
        sink = QLinearGradient(QPointF(0, 56.2), QPointF(0, 61.6))
        for at, alpha in ((0, 255), (0.12, 130), (0.42, 130), (0.6, 190), (1, 190)):
            sink.setColorAt(at, QColor(0, 0, 0, alpha))
        return QBrush(sink)
    trunk = QRadialGradient(QPointF(0.45, 55.25), 2.0)
    trunk.setColorAt(0.3, clear)
    trunk.setColorAt(1.0, solid)
    return QBrush(trunk)
