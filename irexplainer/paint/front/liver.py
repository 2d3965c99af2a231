"""Liver opened like a window: its arteries, the tumor, the way the tube takes (mock-up 2, corrected)."""

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.lumps import paint_tumor, tumor_part
from irexplainer.paint.front.twigs import Floats, Inside, grow, inside, stem, twigs
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, tapered, union_path

SEGMENTS = (
    ((-7.9, 50.9, 0.10), (-8.6, 49.2, 0.085), (-8.3, 47.6, 0.06), (-7.4, 46.7, 0.04)),
    ((-8.3, 50.2, 0.08), (-9.6, 49.0, 0.065), (-10.4, 47.8, 0.04)),
    ((-7.3, 51.8, 0.10), (-7.5, 53.4, 0.085), (-7.0, 55.2, 0.065), (-7.3, 57.0, 0.045), (-8.2, 58.6, 0.03)),
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

TUMOR_STEMS = (((-9.3, 53.9), (-9.4, 54.4)), ((-8.2, 54.9), (-8.7, 55.1)))

BEHIND = (
    "abdominal_aorta", "thoracic_aorta", "splenic_artery", "celiac_trunk", "common_hepatic_artery",
    "superior_mesenteric_artery", "inferior_mesenteric_artery", "inferior_vena_cava",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
PALE = ("inferior_vena_cava", *sides("renal_artery", "renal_vein", "common_iliac_vein"))
HEPATIC = (
    "gastroduodenal_artery", "proper_hepatic_artery", "right_hepatic_artery", "left_hepatic_artery",
    "right_anterior_hepatic_artery", "right_posterior_hepatic_artery", "liver_tumor_feeder",
)  # fmt: skip
PORTAL = (
    "hepatic_portal_vein", "right_portal_vein", "left_portal_vein",
    "right_branch_of_portal_vein", "left_branch_of_portal_vein",
)  # fmt: skip
ROUTE_BEHIND = ("abdominal_aorta", "right_common_iliac_artery", "left_common_iliac_artery", "thoracic_aorta")
ROUTE_FRONT = ("celiac_trunk", "common_hepatic_artery", "proper_hepatic_artery", "right_hepatic_artery")
TUMOR_RADIUS_CM = 1.55


def paint_liver(e: Easel) -> None:
    """Paint the scene."""
    flat = e.look.flat
    paint_body(e, arms=False)
    bones = 0.0 if flat else (1.0 if e.look.light else 0.55)
    if bones:
        e.paint("ribs", opacity=0.55 * bones)
        e.paint("discs", "spine", opacity=0.9 * bones)
    e.paint("spleen", *sides("kidney"), tint=0.46 if e.look.light else 0.55)
    e.shadow_of("liver scene deep", _deep(e), Cast(0.3, 0.1, 0.22, 0.30))
    e.vessels(BEHIND, PALE, _aorta_lumen(e))
    e.shadow("liver", cast=Cast(0.7, 0.2, 0.5, 0.34))
    e.paint("liver.window", opacity=0.93)
    _portal(e)
    e.paint("gallbladder", opacity=0.95)
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
    dx, dy = x + 9.55, y - 55.35
    own = [np.array([(q[0] + dx, q[1] + dy) for q in s]) for s in TUMOR_STEMS]
    inner = grow(Inside(disc, 0.0, ()), own, 150, 0.1, 1.4, 0.22, 9, 0.012, 2.6, 0.1, 0.25)
    for line in inner:
        line[:, 2] = np.clip(line[:, 2], 0.014, 0.05)
    return {"liver_twigs": fine, "liver_tumor_twigs": inner}


def _deep(e: Easel) -> QPainterPath:
    return union_path([e.tube(i) for i in e.has(("abdominal_aorta", "splenic_artery"))])


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
    front = hepatic_tubes(e)
    e.shadow_of("liver scene arteries", union_path(front), Cast(0.2, 0.08, 0.18, 0.34))
    paint_tubes(e.p, front, Shading(e.look.ramp("artery")), e.world)
    lumen = [e.tube(i) for i in e.has(ROUTE_FRONT)]
    half = [Tube(_first(e.tube(i).line, 0.45)) for i in e.has(("right_posterior_hepatic_artery",))]
    path = union_path(lumen + half, share=0.74)
    aorta = union_path([e.tube(i) for i in e.has(("abdominal_aorta",))], share=0.76)
    e.p.fillPath(path.subtracted(aorta), e.fill("lumen", 0.62))


def hepatic_tubes(e: Easel) -> list[Tube]:
    """Hepatic arteries in front of the liver; the common one starts flat where it leaves the celiac trunk."""
    tubes = [Tube(_ending(e.tube(i).line), round_start=False) for i in e.has(HEPATIC)]
    for i in e.has(("common_hepatic_artery",)):
        tubes.append(Tube(_last(e.tube(i).line, 0.78), round_start=False))
    if "liver_tumor_feeder" not in e.atlas.vessels:
        tubes.append(Tube(stem(((-9.0, 53.35, 0.07), (-9.25, 53.7, 0.065), (-9.35, 54.2, 0.05)), 8), round_start=False))
    return tubes


def _ending(line: Floats) -> Floats:
    return tapered(line, end=0.8, least=0.03) if float(line[-1, 2]) < 0.1 else line


def _first(line: Floats, share: float) -> Floats:
    return line[: max(2, int(len(line) * share))]


def _last(line: Floats, share: float) -> Floats:
    return line[-max(2, int(len(line) * share)) :]
