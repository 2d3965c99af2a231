"""A clot inside a vessel of the front view: dark, lumpy, as long and as thick as what is left of it."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from irexplainer.geom.tube import tube_outline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.paths import polygons_path
from irexplainer.paint.plates import heart
from irexplainer.paint.plates.artery_faces import CLOT_RAMP
from irexplainer.paint.plates.heart_bake import clot_path
from irexplainer.paint.plates.states import profile_name
from irexplainer.story.clots import clot_line
from irexplainer.story.frame import EffectPose

FLAT = "#5A1220"
DRAWN_BY_PLATE = {"heart": "right_lung_clot"}
"""Profile whose plate has a drawing of this clot, cut open like the vessel around it."""
ROUND_CM = 0.3
"""Shadow and outline around that drawing."""
WAVE = 0.16
"""How much the outline of a clot swells and narrows, as a share of its radius."""
LEAST_PX = 2.0
LUMP_STEP = 0.55
"""Distance of the lumps along a clot, in radii."""


def paint_clot(scene: Scene, effect: EffectPose) -> None:
    """The clot of a target, inside the outline of its vessel."""
    if _in_the_plate(scene, effect):
        heart.paint_clot(scene.painter, scene.atlas, scene.look, scene.viewport, effect.value)
        return
    line = _px_line(scene, effect)
    if line is None:
        return
    p = scene.painter
    path = polygons_path([tube_outline(_wavy(line))])
    path.setFillRule(Qt.FillRule.WindingFill)
    wide = float(np.median(line[:, 2]))
    p.save()
    if scene.look.flat:
        p.setPen(QPen(QColor("#FFFFFF"), 1.6))
        p.setBrush(QColor(FLAT))
        p.drawPath(path)
        p.restore()
        return
    for grow, alpha in ((0.34, 0.10), (0.20, 0.16), (0.10, 0.22)):
        p.strokePath(path.translated(wide * 0.05, wide * 0.12), QPen(color("#140A16", alpha), 2 * grow * wide))
    p.fillPath(path, QColor(CLOT_RAMP[0]))
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.setPen(Qt.PenStyle.NoPen)
    for at, radius, share in _lumps(line):
        _lump(scene, at, radius, share)
    p.setPen(QPen(color("#2E0812", 0.9), max(wide * 0.14, 1.0)))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(path)
    p.restore()


def box_clot(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where it is."""
    if _in_the_plate(scene, effect):
        v, box = scene.viewport, clot_path().boundingRect().adjusted(-ROUND_CM, -ROUND_CM, ROUND_CM, ROUND_CM)
        x, y = v.to_screen(box.left(), box.top())
        return Rect(x, y, box.width() * v.scale, box.height() * v.scale)
    line = _px_line(scene, effect)
    return None if line is None else box_of(line, float(line[:, 2].max()) * (1.5 + WAVE) + 3)


def _in_the_plate(scene: Scene, effect: EffectPose) -> bool:
    """Does the plate have a drawing of this clot of its own?"""
    view = scene.frame.view
    return view.plate == "front" and DRAWN_BY_PLATE.get(profile_name(view.profile)) == effect.target


def _px_line(scene: Scene, effect: EffectPose) -> Floats | None:
    if scene.frame.view.plate != "front":
        return None
    line = clot_line(scene.atlas, effect)
    if line is None:
        return None
    radius = np.maximum(line[:, 3:4] * scene.viewport.scale, LEAST_PX)
    return np.hstack([scene.px(line[:, :3]), radius])


def _wavy(line: Floats) -> Floats:
    """Rounded ends, and sides that are not smooth."""
    t = np.linspace(0.0, 1.0, len(line))
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    reach = np.clip(np.minimum(run, run[-1] - run) / (2.2 * line[:, 2]), 0.0, 1.0)
    ends = np.sqrt(1.0 - (1.0 - reach) ** 2) * 0.9 + 0.1
    waves = 1.0 - WAVE * (0.5 + 0.3 * np.sin(23.0 * t + 0.7) + 0.2 * np.sin(61.0 * t))
    found = line.copy()
    found[:, 2] *= ends * waves
    return found


def _lumps(line: Floats) -> Iterator[tuple[Floats, float, float]]:
    """(place, radius, how bright) of lumps along the clot, the same for the same clot: counted from its last point."""
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[::-1, :2], axis=0).T))])
    back, wide = line[::-1], float(np.median(line[:, 2]))
    for k in range(int(run[-1] / (LUMP_STEP * wide)) + 1):
        s = k * LUMP_STEP * wide
        at = np.array([np.interp(s, run, back[:, i]) for i in range(3)])
        ahead = np.array([np.interp(min(s + wide, run[-1]), run, back[:, i]) for i in range(2)])
        along = (ahead - at[:2]) / (float(np.hypot(*(ahead - at[:2]))) or 1.0)
        across = np.array([-along[1], along[0]])
        side = (((k * 7) % 5) - 2) / 2.0 * 0.5
        yield at[:2] + across * side * at[2], at[2] * (0.42 + 0.1 * ((k * 3) % 4)), ((k * 5) % 7) / 6.0


def _lump(scene: Scene, at: Floats, radius: float, share: float) -> None:
    p = scene.painter
    p.setBrush(color(CLOT_RAMP[0], 0.6))
    p.drawEllipse(QPointF(float(at[0]) + radius * 0.16, float(at[1]) + radius * 0.22), radius, radius)
    p.setBrush(color(CLOT_RAMP[1], 0.55 + 0.35 * share))
    p.drawEllipse(QPointF(float(at[0]), float(at[1])), radius * 0.86, radius * 0.86)
    p.setBrush(color(CLOT_RAMP[2], 0.25 + 0.3 * share))
    spot = QPainterPath()
    spot.addEllipse(QPointF(float(at[0]) - radius * 0.28, float(at[1]) - radius * 0.34), radius * 0.36, radius * 0.26)
    p.drawPath(spot)
