"""Legs: arteries from the fork of the aorta to the foot, the veins of one leg, the small arteries of one knee."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter

from irexplainer.atlas.regions import LEG_TRUNKS, SKIN_VEINS, region_vessels
from irexplainer.paint.front.easel import SIDES, Easel, sides
from irexplainer.paint.front.ends import RegionEasel, region_easel
from irexplainer.paint.front.fine_bones import bone_keys, fine_bones, paint_bones, paint_together
from irexplainer.paint.front.ground import paint_body, paint_floor
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.tubes import Shading, Tube, composite, layer_of, paint_veiled, union_path

AORTA_FADE = (59.0, 64.5)
FRONT_Z = (-1.6, -0.4)
"""Between these depths a vessel comes round the bones of the knee from behind, z in cm."""
BONES, SEEN_THROUGH = 0.85, 0.74
KNEE_CAP = ("patella",)
KNEE_VEIL = 0.6
KNEE_Y = (112.5, 116.5, 127.0, 129.5)
"""Between these heights the vessels come to lie behind the bones and leave them again, y in cm."""
SHUT_Y = (88.6, 90.2, 123.6, 125.0)
"""Between these heights heat shuts the great saphenous vein: from below the groin to the way in, y in cm."""
SHUT, SLIM = 0.3, 0.55
"""Shares of its width that a shut vein keeps, and a swollen branch that it no longer fills."""
BEHIND_THE_KNEE = ("femoral_artery", "popliteal_artery", "femoral_vein", "popliteal_vein")
KNEE_BONES = ("femur", "patella", "tibia", "meniscus")


def paint_legs_arteries(e: Easel) -> None:
    """Both legs."""
    ids = region_vessels(e.atlas, "legs_arteries") or ()
    e = region_easel(e, ids)
    _behind(e)
    way = ("abdominal_aorta", *sides(*LEG_TRUNKS))
    veins = [i for i in ids if e.atlas.vessels[i].kind == "vein"]
    e.vessels(ids, veins, _lumen(e, way))
    _behind_the_knee(e, SIDES)


def paint_leg_veins(e: Easel, side: str) -> None:
    """One leg: veins under the skin bright, deep veins in full color, arteries pale.

    The state ``closed`` 0..1 shuts the long vein under the skin and lets its swollen branch shrink.
    """
    ids = region_vessels(e.atlas, f"{side}_leg_veins") or ()
    e = _closed(region_easel(e, ids), side, e.states.get("closed", 0.0))
    _behind(e, side)
    arteries = [i for i in ids if e.atlas.vessels[i].kind == "artery"]
    e.vessels(ids, arteries, _lumen(e, [f"{side}_{name}" for name in SKIN_VEINS]))
    _behind_the_knee(e, (side,))


def _closed(e: RegionEasel, side: str, share: float) -> RegionEasel:
    """The easel with the veins of a treated leg."""
    long, branch = f"{side}_great_saphenous_vein", f"{side}_varicose_tributary"
    if share <= 0 or long not in e.shapes or branch not in e.shapes:
        return e
    line, thin = e.shapes[long].line.copy(), e.shapes[branch].line.copy()
    shut = np.interp(line[:, 1], SHUT_Y, (0.0, 1.0, 1.0, 0.0)) * share
    line[:, 2] *= 1.0 - (1.0 - SHUT) * shut
    thin[:, 2] *= 1.0 - (1.0 - SLIM) * share
    return replace(e, shapes={**e.shapes, long: Tube(line), branch: Tube(thin)})


def _behind_the_knee(e: RegionEasel, shown: Sequence[str]) -> None:
    """The popliteal vessels run behind the bones: these are laid over them as a veil (ANATOMY 8)."""
    if e.look.flat or e.world.bottom < KNEE_Y[0] or e.world.y > KNEE_Y[-1]:
        return
    layer = layer_of(e.p)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setWorldTransform(e.p.worldTransform())
    for side in shown:
        q.save()
        tubes = [tube for n in BEHIND_THE_KNEE if (tube := e.shapes.get(f"{side}_{n}")) is not None]
        q.setClipPath(union_path(tubes, grow=0.06))
        bones = [fine_bones()[key] for key in bone_keys(side, "leg") if any(w in key for w in KNEE_BONES)]
        paint_together(replace(e, p=q), bones, 1.0)
        q.restore()
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    fade = QLinearGradient(QPointF(0, KNEE_Y[0]), QPointF(0, KNEE_Y[-1]))
    for y, alpha in zip(KNEE_Y, (0, 255, 255, 0), strict=True):
        fade.setColorAt((y - KNEE_Y[0]) / (KNEE_Y[-1] - KNEE_Y[0]), QColor(0, 0, 0, alpha))
    q.fillRect(e.rect.adjusted(-1, -1, 1, 1), QBrush(fade))
    q.end()
    composite(e.p, layer, KNEE_VEIL)


def paint_knee(e: Easel, side: str) -> None:
    """One knee: the popliteal vessels seen through the bones, the arteries of the joint in front of them."""
    ids = region_vessels(e.atlas, f"{side}_knee") or ()
    e = region_easel(e, ids)
    paint_body(e)
    skin = [i for i in ids if "great_saphenous" in i]
    deep = [i for i in ids if i not in skin]
    veins = [i for i in ids if e.atlas.vessels[i].kind == "vein"]
    way = [f"{side}_{name}" for name in ("femoral_artery", "popliteal_artery")]
    e.vessels(deep, veins, _lumen(e, way))
    paint_bones(e, side, "leg", SEEN_THROUGH, but=KNEE_CAP)
    e.vessels(skin, veins)
    for id in ids:
        if "genicular" in id or "anterior_tibial" in id:
            _come_forward(e, id)
    glass = not e.look.light and not e.look.flat
    paint_together(e, [fine_bones()[f"fine_{side}_leg_{name}"] for name in KNEE_CAP], 0.45 if glass else 0.94)


def _come_forward(e: Easel, id: str) -> None:
    """The stretch of a vessel in front of the bones, fading in where it comes round from behind them."""
    line = np.asarray(e.atlas.vessels[id].points, float)
    front = np.flatnonzero(line[:, 2] > FRONT_Z[0])
    if len(front) < 4:
        return
    k = int(front[0])
    whole = int((line[:, 2] > FRONT_Z[1]).argmax()) or len(line) - 1
    gradient = QLinearGradient(QPointF(*line[k, :2]), QPointF(*line[max(whole, k + 2), :2]))
    gradient.setColorAt(0, QColor(0, 0, 0, 0))
    gradient.setColorAt(1, QColor(0, 0, 0, 255))
    tube = Tube(e.tube(id).line[max(0, k - 1) :], round_start=False)
    paint_veiled(e.p, [tube], Shading(e.look.ramp("artery"), 0.03), 1.0, QBrush(gradient), e.world)


def _behind(e: Easel, side: str = "") -> None:
    paint_floor(e)
    paint_body(e)
    if not e.look.flat:
        dark = 1.0 if e.look.light else 0.6
        e.paint("discs", "spine", opacity=0.85 * dark)
    shown = [one for one in SIDES if side in ("", one)]
    for one in SIDES:
        if one not in shown:
            paint_bones(e, one, "leg", 0.4)
    hips = [part] if (part := e.part("pelvis")) is not None else []
    legs = [fine_bones()[key] for one in shown for key in bone_keys(one, "leg")]
    paint_together(e, [*legs, *hips], BONES)


def _lumen(e: Easel, way: Iterable[str]) -> dict[str, QBrush | QColor]:
    gradient = QLinearGradient(QPointF(0, AORTA_FADE[0]), QPointF(0, AORTA_FADE[1]))
    gradient.setColorAt(0, e.fill("lumen", 0.0))
    gradient.setColorAt(1, e.fill("lumen", LUMEN_OPACITY))
    return dict.fromkeys(e.has(way), QBrush(gradient))


def paint_left_leg_veins(e: Easel) -> None:
    """Veins of the left leg."""
    paint_leg_veins(e, "left")


def paint_right_leg_veins(e: Easel) -> None:
    """Veins of the right leg."""
    paint_leg_veins(e, "right")


def paint_left_knee(e: Easel) -> None:
    """Left knee."""
    paint_knee(e, "left")


def paint_right_knee(e: Easel) -> None:
    """Right knee."""
    paint_knee(e, "right")
