"""Head and neck: from the arch of the aorta to the brain, which is opened like a window; no face."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QRadialGradient

from irexplainer.atlas.regions import HEAD_PALE, HEAD_WAY, region_vessels
from irexplainer.paint.front.brain import brain_window
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ends import RegionEasel, region_easel
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Tube, union_path

LUMEN_FADE = (37.0, 41.0)
ANEURYSM = "brain_aneurysm"


def paint_head_neck(e: Easel) -> None:
    """Paint the scene."""
    ids = region_vessels(e.atlas, "head_neck") or ()
    e = _one_arch(region_easel(e, ids))
    _behind(e)
    e.vessels([i for i in ids if i != "ascending_aorta"], HEAD_PALE, _lumen(e))
    tint = 0.55
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.26))
    e.paint("heart", tint=tint)
    e.paint("thyroid_gland", opacity=0.85, tint=tint)


def paint_head_neck_aneurysm(e: Easel) -> None:
    """The same with the bulge in the fork of the left middle brain artery."""
    paint_head_neck(e)
    paint_sac(e)


def _one_arch(e: RegionEasel) -> RegionEasel:
    """The arch drawn from the heart on, the ascending aorta included: no seam between two names of one vessel."""
    if not {"ascending_aorta", "aortic_arch"} <= e.shapes.keys():
        return e
    line = np.vstack([e.tube("ascending_aorta").line, e.tube("aortic_arch").line[1:]])
    return replace(e, shapes={**e.shapes, "aortic_arch": Tube(line)})


def _behind(e: RegionEasel) -> None:
    tint = 0.5
    paint_body(e)
    if not e.look.flat:
        dark = 1.0 if e.look.light else 0.6
        e.paint("scapulae", opacity=0.3 * dark)
        e.paint("ribs", opacity=0.5 * dark)
        e.paint("discs", "spine", opacity=0.95 * dark)
    e.paint(*sides("lung"), opacity=0.8, tint=0.6)
    if not e.look.flat:
        e.paint("clavicles", opacity=0.3 * dark)
    e.paint("trachea", "larynx", tint=tint)
    e.shadow("cerebellum", cast=Cast(0.3, 0.08, 0.16, 0.25))
    e.paint("cerebellum", tint=0.35)
    brain = brain_window(e.atlas)
    e.shadow_of("brain window", brain.path, Cast(0.5, 0.15, 0.35, 0.3))
    e.fill_part(brain, 0.94)


def _lumen(e: Easel) -> dict[str, QBrush | QColor]:
    gradient = QLinearGradient(QPointF(0, LUMEN_FADE[0]), QPointF(0, LUMEN_FADE[1]))
    gradient.setColorAt(0, e.fill("lumen", LUMEN_OPACITY))
    gradient.setColorAt(1, e.fill("lumen", 0.0))
    return dict.fromkeys(e.has(HEAD_WAY), QBrush(gradient))


def paint_sac(e: Easel, target: str = ANEURYSM) -> None:
    """A berry on its artery: outlined like one, lit from the upper left, its neck merging with the vessel."""
    spot = e.atlas.targets.get(target)
    if spot is None:
        return
    (x, y, _), r = spot.center, spot.radius
    shadow, base, light = (QColor(c) for c in e.look.ramp("artery"))
    p = e.p
    p.save()
    p.setPen(QColor(0, 0, 0, 0))
    p.setBrush(shadow.darker(125))
    p.drawEllipse(QPointF(x, y), r + 0.035, r + 0.035)
    gradient = QRadialGradient(QPointF(x - 0.12 * r, y - 0.1 * r), 1.15 * r, QPointF(x - 0.4 * r, y - 0.45 * r))
    for at, color in ((0.0, light.lighter(118)), (0.3, light), (0.62, base), (1.0, shadow)):
        gradient.setColorAt(at, color)
    p.setBrush(gradient)
    p.drawEllipse(QPointF(x, y), r, r)
    if spot.vessel in e.atlas.vessels:
        p.fillPath(union_path([e.tube(spot.vessel)], share=0.7), _neck(e, x, y, r))
    p.restore()


def _neck(e: Easel, x: float, y: float, r: float) -> QBrush:
    """Lumen of the artery that shows where the sac opens into it, and nowhere else."""
    gradient = QRadialGradient(QPointF(x, y), 1.9 * r)
    gradient.setColorAt(0.0, e.fill("lumen", 0.0))
    gradient.setColorAt(0.55, e.fill("lumen", 0.0))
    gradient.setColorAt(0.75, e.fill("lumen", 0.3))
    gradient.setColorAt(1.0, e.fill("lumen", 0.0))
    return QBrush(gradient)
