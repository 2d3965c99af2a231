"""One arm from the heart to the hand: its arteries, the vein for a long line, the fistula for dialysis, the wrist."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath

from irexplainer.atlas.regions import CHEST, LINE_WAY, region_vessels
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ends import RegionEasel, region_easel
from irexplainer.paint.front.fine_bones import paint_bones
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.front.twigs import Floats
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, tapered, union_path

FISTULA_WAY = ("cephalic_vein", "arteriovenous_fistula")
PALM = (
    ((28.72, 91.6, 0.055), (28.5, 93.2, 0.05), (28.7, 94.9, 0.035), (28.75, 96.4, 0.012)),
    ((29.5, 92.5, 0.055), (29.75, 94.2, 0.05), (30.1, 95.3, 0.035), (30.4, 97.2, 0.012)),
    ((30.45, 92.6, 0.055), (30.95, 94.2, 0.05), (31.45, 95.3, 0.035), (31.95, 97.4, 0.012)),
    ((31.45, 91.7, 0.05), (32.1, 92.9, 0.045), (33.0, 94.3, 0.03), (33.9, 96.0, 0.012)),
)
"""Finger arteries of the left hand, x, y, radius in cm."""
SEWN_CM = 2.0
"""Over this length red goes over into blue at the fistula."""
HEART_CM = 45.5
"""The heart hides what lies behind it down to this height, y in cm."""
LINE_FADE = (39.6, 41.0)
"""A long line ends where the upper vena cava opens into the heart, y in cm."""


def paint_line(e: Easel, side: str) -> None:
    """Veins in full color, bright from the inner side of the arm to the heart."""
    ids = region_vessels(e.atlas, f"{side}_arm") or ()
    way = e.has((*(f"{side}_{name}" for name in LINE_WAY), "superior_vena_cava"))
    pale = [i for i in ids if e.atlas.vessels[i].kind == "artery"]
    _paint(e, side, ids, pale, way)


def paint_fistula(e: Easel, side: str) -> None:
    """Artery and vein sewn together at the wrist; bright from there to the heart."""
    ids = region_vessels(e.atlas, f"{side}_arm_fistula") or ()
    way = e.has((*(f"{side}_{name}" for name in (*FISTULA_WAY, *LINE_WAY[1:])), "superior_vena_cava"))
    pale = [i for i in ids if any(w in i for w in ("basilic", "brachial_vein", "cubital")) or i in CHEST]
    _paint(e, side, ids, pale, way)
    _artery_blood(e, side)


def _artery_blood(e: Easel, side: str) -> None:
    """Where the vein is sewn to the artery, red goes over into blue: the vein fills from the artery."""
    id = f"{side}_arteriovenous_fistula"
    if id not in e.atlas.vessels:
        return
    line = np.asarray(e.atlas.vessels[id].points, float)[:, [0, 1, 3]]
    line = tapered(line[line[:, 1] > line[-1, 1] - SEWN_CM], end=SEWN_CM, least=0.14)
    gradient = QLinearGradient(QPointF(*line[0, :2]), QPointF(*line[-1, :2]))
    gradient.setColorAt(0.1, QColor(0, 0, 0, 0))
    gradient.setColorAt(0.85, QColor(0, 0, 0, 255))
    paint_veiled(e.p, [Tube(line)], Shading(e.look.ramp("artery"), 0.03), 1.0, QBrush(gradient), e.world)


def paint_wrist(e: Easel, side: str) -> None:
    """The artery on the thumb side in full color, veins pale."""
    ids = region_vessels(e.atlas, f"{side}_wrist") or ()
    way = e.has(f"{side}_{name}" for name in ("radial_artery", "brachial_artery"))
    pale = [i for i in ids if e.atlas.vessels[i].kind == "vein"]
    _paint(e, side, ids, pale, way)


def _paint(e: Easel, side: str, ids: Iterable[str], pale: Collection[str], way: Iterable[str]) -> None:
    e = behind_the_heart(_with_arch(region_easel(e, ids), side))
    _behind(e, side)
    e.vessels(ids, {*pale, f"{_other(side)}_brachiocephalic_vein"}, _lumen(e, way))
    _to_the_fingers(e, side, f"{side}_ulnar_artery" in pale)
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.26))
    e.paint("heart", tint=0.5 if e.look.light else 0.55)


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def _with_arch(e: RegionEasel, side: str) -> RegionEasel:
    """The arteries of the forearm meet in the palm; the wide vein of a fistula narrows to the one it opens into."""
    ulnar, radial = f"{side}_ulnar_artery", f"{side}_radial_artery"
    if not {ulnar, radial} <= e.shapes.keys():
        return e
    u, r = (np.asarray(e.atlas.vessels[i].points, float)[:, [0, 1, 3]] for i in (ulnar, radial))
    u = np.vstack([u, r[-1]])
    shapes = {**e.shapes, ulnar: Tube(u), radial: Tube(r)}
    fistula = f"{side}_arteriovenous_fistula"
    if fistula in shapes:
        shapes[fistula] = Tube(tapered(tapered(shapes[fistula].line, start=3.0, least=0.19), end=1.0, least=0.13))
    return replace(e, shapes=shapes)


def behind_the_heart(e: RegionEasel) -> RegionEasel:
    """The aorta goes down behind the heart and is not followed any further."""
    if "thoracic_aorta" not in e.shapes:
        return e
    line = np.asarray(e.atlas.vessels["thoracic_aorta"].points, float)[:, [0, 1, 3]]
    return replace(e, shapes={**e.shapes, "thoracic_aorta": Tube(line[line[:, 1] < HEART_CM])})


def inside_the_heart(e: RegionEasel) -> QPainterPath | None:
    """Where veins shine through the heart: not where the beginning of the aorta lies in front of them."""
    part = e.part("heart")
    if part is None or e.look.flat:
        return None
    return part.path.subtracted(union_path([e.tube(i) for i in e.has(("ascending_aorta",))]))


def _behind(e: RegionEasel, side: str) -> None:
    paint_body(e)
    dark = 1.0 if e.look.light else 0.6
    if not e.look.flat:
        e.paint("scapulae", opacity=0.55 * dark)
        e.paint("ribs", opacity=0.6 * dark)
        e.paint("discs", "spine", opacity=0.8 * dark)
    e.paint(*sides("lung"), opacity=0.75, tint=0.62)
    paint_bones(e, side, "arm", 0.85)
    if not e.look.flat:
        e.paint("clavicles", opacity=0.7 * dark)
        paint_bones(e, _other(side), "arm", 0.3)
    e.paint("trachea", tint=0.5)


def _to_the_fingers(e: Easel, side: str, pale: bool) -> None:
    """Arteries from the arch in the palm to the clefts between the fingers, each running out in a point."""
    ramp = e.look.ramp("artery_context" if pale else "artery")
    sign = 1.0 if side == "left" else -1.0
    arch = e.tube(f"{side}_ulnar_artery").line
    lines = [_from(arch, np.array(points) * [sign, 1.0, 1.0]) for points in PALM]
    paint_tubes(e.p, [Tube(line) for line in lines], Shading(ramp, 0.02, 0.4), e.world)


def _from(arch: Floats, points: Floats) -> Floats:
    """A branch that starts on the arch, where its second point is nearest."""
    k = int(np.hypot(arch[:, 0] - points[1, 0], arch[:, 1] - points[1, 1]).argmin())
    return catmull_rom(np.vstack([[*arch[k, :2], points[0, 2]], points[1:]]), samples=12)


def _lumen(e: Easel, way: Iterable[str]) -> dict[str, QBrush | QColor]:
    gradient = QLinearGradient(QPointF(0, LINE_FADE[0]), QPointF(0, LINE_FADE[1]))
    bright: dict[str, QBrush | QColor] = dict.fromkeys(e.has(way), e.fill("lumen", LUMEN_OPACITY))
    if "superior_vena_cava" in bright:
        gradient.setColorAt(0, e.fill("lumen", LUMEN_OPACITY))
        gradient.setColorAt(1, e.fill("lumen", 0.0))
        bright["superior_vena_cava"] = QBrush(gradient)
    return bright


def paint_left_arm(e: Easel) -> None:
    """Left arm with the vein for a long line."""
    paint_line(e, "left")


def paint_right_arm(e: Easel) -> None:
    """Right arm with the vein for a long line."""
    paint_line(e, "right")


def paint_left_arm_fistula(e: Easel) -> None:
    """Left arm with its dialysis fistula."""
    paint_fistula(e, "left")


def paint_right_arm_fistula(e: Easel) -> None:
    """Right arm with its dialysis fistula."""
    paint_fistula(e, "right")


def paint_left_wrist(e: Easel) -> None:
    """Left wrist with the radial artery."""
    paint_wrist(e, "left")


def paint_right_wrist(e: Easel) -> None:
    """Right wrist with the radial artery."""
    paint_wrist(e, "right")
