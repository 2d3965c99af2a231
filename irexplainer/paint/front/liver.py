"""Liver opened like a window: its arteries, the tumor, the way the tube takes (mock-up 2, corrected)."""

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QRadialGradient

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.lumps import paint_tumor, tumor_part
from irexplainer.paint.front.twigs import Floats, Inside, grow, inside, stem, twigs
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, tapered, union_path

SEGMENTS = (
    ((-7.9, 50.9, 0.10), (-8.6, 49.2, 0.085), (-8.3, 47.6, 0.06), (-7.4, 46.7, 0.04)),
    ((-8.3, 50.2, 0.08), (-9.6, 49.0, 0.065), (-10.4, 47.8, 0.04)),
    ((-7.3, 51.8, 0.10), (-7.45, 53.2, 0.085), (-7.05, 54.5, 0.06), (-6.9, 55.6, 0.03)),
    ((-8.2, 52.7, 0.10), (-9.8, 51.9, 0.085), (-11.0, 50.6, 0.06), (-11.6, 49.4, 0.04)),
    ((-9.5, 54.0, 0.09), (-10.9, 55.6, 0.08), (-11.2, 57.6, 0.06), (-11.0, 59.6, 0.04)),
    ((-2.6, 51.1, 0.10), (-3.4, 49.6, 0.08), (-4.7, 48.5, 0.06), (-5.6, 47.2, 0.04)),
    ((-3.3, 51.9, 0.09), (-3.0, 53.0, 0.075), (-2.2, 54.1, 0.055), (-2.6, 55.2, 0.035)),
    ((0.6, 49.98, 0.10), (2.2, 48.9, 0.08), (4.2, 48.3, 0.06), (5.6, 47.9, 0.04)),
    ((2.6, 49.85, 0.085), (4.0, 50.2, 0.075), (5.2, 50.1, 0.055), (6.4, 49.3, 0.035)),
    ((1.2, 50.0, 0.08), (2.0, 51.2, 0.06), (2.6, 52.4, 0.04)),
    ((-1.0, 50.3, 0.07), (-0.4, 51.6, 0.055), (-0.2, 53.2, 0.035)),
)
"""Segmental liver arteries, x, y, radius in cm (ANATOMY 6): s8, s8b, s5, s7, s6, s4a, s4b, s2, s3, s3b, s1."""

BEHIND = (
    "abdominal_aorta", "thoracic_aorta", "superior_mesenteric_artery", "inferior_vena_cava",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
PALE = (
    "inferior_vena_cava", "superior_mesenteric_artery",
    *sides("renal_artery", "renal_vein", "common_iliac_vein"),
)  # fmt: skip
HEPATIC = (
    "celiac_trunk", "splenic_artery", "common_hepatic_artery", "gastroduodenal_artery",
    "proper_hepatic_artery", "right_hepatic_artery", "left_hepatic_artery",
    "right_anterior_hepatic_artery", "right_posterior_hepatic_artery", "liver_tumor_feeder",
)  # fmt: skip
PORTAL = (
    "hepatic_portal_vein", "right_portal_vein", "left_portal_vein",
    "right_branch_of_portal_vein", "left_branch_of_portal_vein",
)  # fmt: skip
ROUTE_FRONT = ("celiac_trunk", "common_hepatic_artery", "proper_hepatic_artery", "right_hepatic_artery")


def paint_liver(e: Easel) -> None:
    """Paint the scene."""
    flat = e.look.flat
    paint_body(e, arms=False)
    bones = 0.0 if flat else (1.0 if e.look.light else 0.55)
    if bones:
        e.paint("ribs", opacity=0.55 * bones)
        e.paint("discs", "spine", opacity=0.9 * bones)
    tint = 0.46 if e.look.light else 0.55
    fade_armpits(e)
    e.paint("spleen", tint=tint)
    e.shadow_of("liver scene deep", _deep(e), Cast(0.3, 0.1, 0.22, 0.30))
    e.vessels([i for i in BEHIND if not (flat and "mesenteric" in i)], PALE, _aorta_lumen(e))
    e.paint(*sides("kidney"), tint=tint)
    e.shadow("liver", cast=Cast(0.7, 0.2, 0.5, 0.34))
    e.paint("liver.window", opacity=0.93)
    _portal(e)
    paint_tumor(e, "liver_tumor")
    _arteries(e)


def segment_lines() -> list[Floats]:
    """Segmental arteries as smooth lines."""
    return [stem(q) for q in SEGMENTS]


def grow_liver_twigs(e: Easel) -> dict[str, list[Floats]]:
    """Twigs of the liver and of its tumor: what the bake stores."""
    liver, tumor = e.part("liver"), tumor_part(e, "liver_tumor")
    assert liver is not None
    assert tumor is not None
    x, y, r = tumor.center[0], tumor.center[1], tumor.radius
    trunks = [
        e.tube(i).line[::5] for i in e.has(HEPATIC) if "right_hep" not in i and "gastro" not in i and "feeder" not in i
    ]
    stems = [q[::4] for q in segment_lines()] + [t for t in trunks if "proper" not in str(t)]
    area = inside(liver.outlines[0], 0.4, [(x, y, r * 1.02)])
    fine = grow(area, stems, 720, 0.15, 1.9, 0.39, 23, 0.016)
    for line in fine:
        line[:, 2] = np.clip(line[:, 2], 0.016, 0.045)
    a = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    disc = np.stack([x + r * np.cos(a), y + 0.94 * r * np.sin(a)], 1)
    own = tumor_stems(e, np.array([x, y]), r)
    inner = grow(Inside(disc, 0.0, ()), own, 150, 0.1, 1.4, 0.22, 9, 0.012, 2.6, 0.1, 0.25)
    inner += [np.column_stack([q, np.linspace(0.05, 0.03, len(q))]) for q in own]
    for line in inner:
        line[:, 2] = np.clip(line[:, 2], 0.014, 0.05)
    return {"liver_twigs": fine, "liver_tumor_twigs": inner}


def tumor_stems(e: Easel, center: Floats, radius: float) -> list[Floats]:
    """Two first branches of the feeder, from its end into the tumor, (N, 2)."""
    end = e.tube("liver_tumor_feeder").line[-1, :2] if "liver_tumor_feeder" in e.atlas.vessels else None
    start = center + np.array([0.2, -radius]) if end is None else end
    inward = (center - start) / (float(np.hypot(*(center - start))) or 1.0)
    across = np.array([-inward[1], inward[0]])
    ways = ((0.5, -0.55, 1.1, -0.75), (0.55, 0.35, 1.3, 0.3))
    corners = [[start, start + inward * a + across * b, start + inward * c + across * d] for a, b, c, d in ways]
    return [catmull_rom(np.array(q), samples=6) for q in corners]


def _deep(e: Easel) -> QPainterPath:
    return union_path([e.tube(i) for i in e.has(("abdominal_aorta",))])


def _aorta_lumen(e: Easel) -> dict[str, QBrush | QColor]:
    gradient = QLinearGradient(0, 55.0, 0, 56.2)
    gradient.setColorAt(0, e.fill("lumen", 0.0))
    gradient.setColorAt(1, e.fill("lumen", 0.62))
    return dict.fromkeys(("abdominal_aorta", "right_common_iliac_artery"), QBrush(gradient))


def _portal(e: Easel) -> None:
    gradient = QLinearGradient(QPointF(-3.1, 55.4), QPointF(-1.5, 58.2))
    gradient.setColorAt(0, QColor(0, 0, 0, 255))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    tubes = [e.tube(i) for i in e.has(PORTAL)]
    if tubes:
        paint_veiled(e.p, tubes, Shading(e.look.ramp("portal_vein")), 0.36, QBrush(gradient), e.world)


def _arteries(e: Easel) -> None:
    e.plain([Tube(q) for q in twigs("liver_twigs")], "artery_fine", 0, 0.2)
    e.plain([Tube(q) for q in segment_lines()], "artery", 0.018, 0.3)
    e.plain([Tube(q) for q in twigs("liver_tumor_twigs")], "artery_tumor", 0.008, 0.2)
    e.shadow("gallbladder", cast=Cast(0.25, 0.06, 0.14, 0.3))
    e.paint("gallbladder")
    front = hepatic_tubes(e)
    e.shadow_of("liver scene arteries", union_path(front), Cast(0.2, 0.08, 0.18, 0.34))
    paint_veiled(e.p, front, Shading(e.look.ramp("artery")), 1.0, _out_of_the_aorta(e), e.world)
    lumen = [Tube(_away(e.tube(i).line, 0.55) if i == "celiac_trunk" else e.tube(i).line) for i in e.has(ROUTE_FRONT)]
    feeder = e.has(("liver_tumor_feeder",))
    if feeder:
        start = e.tube(feeder[0]).line[0]
        lumen += [Tube(_until(e.tube(i).line, start)) for i in e.has(("right_posterior_hepatic_artery",))]
        lumen.append(e.tube(feeder[0]))
    e.p.fillPath(_united(lumen, 0.74), _route_brush(e))


def _out_of_the_aorta(e: Easel) -> QBrush | None:
    """The celiac trunk comes out of the front of the aorta: its first millimeters are not seen from the side."""
    trunk = e.has(("celiac_trunk",))
    if not trunk or e.look.flat:
        return None
    x, y = e.tube(trunk[0]).line[0, :2]
    gradient = QRadialGradient(QPointF(x, y), 0.75)
    gradient.setColorAt(0.45, QColor(0, 0, 0, 0))
    gradient.setColorAt(1.0, QColor(0, 0, 0, 255))
    return QBrush(gradient)


def _united(tubes: list[Tube], share: float) -> QPainterPath:
    path = QPainterPath()
    for tube in tubes:
        path = path.united(union_path([tube], share=share))
    return path


def _route_brush(e: Easel) -> QBrush:
    """Bright inside that fades where the feeder enters the tumor."""
    lump = tumor_part(e, "liver_tumor")
    if lump is None:
        return QBrush(e.fill("lumen", 0.62))
    gradient = QRadialGradient(QPointF(*lump.center), lump.radius * 2.2)
    gradient.setColorAt(0.42, e.fill("lumen", 0.0))
    gradient.setColorAt(0.62, e.fill("lumen", 0.62))
    gradient.setColorAt(1.0, e.fill("lumen", 0.62))
    return QBrush(gradient)


def _away(line: Floats, cm: float) -> Floats:
    """The line without its first stretch."""
    gap = np.hypot(line[:, 0] - line[0, 0], line[:, 1] - line[0, 1])
    return line[min(int((gap > cm).argmax()), len(line) - 3) :]


def _until(line: Floats, point: Floats) -> Floats:
    """The line up to the place nearest to a point."""
    k = int(np.hypot(line[:, 0] - point[0], line[:, 1] - point[1]).argmin())
    return line[: max(k + 1, 2)]


def hepatic_tubes(e: Easel) -> list[Tube]:
    """Celiac trunk with its branches, in front of the liver."""
    tubes = [Tube(_ending(e.tube(i).line), round_start=False) for i in e.has(HEPATIC)]
    if "liver_tumor_feeder" not in e.atlas.vessels:
        tubes.append(Tube(stem(((-9.0, 53.35, 0.07), (-9.25, 53.7, 0.065), (-9.35, 54.2, 0.05)), 8), round_start=False))
    return tubes


def _ending(line: Floats) -> Floats:
    return tapered(line, end=1.2, least=0.03) if float(line[-1, 2]) < 0.12 else line
