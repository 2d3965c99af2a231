"""The bulge of an artery: dye that whirls into it, and the coils that fill it, seen through its wall."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPen

from irexplainer.atlas.types import Target
from irexplainer.geom.ball import thread_ball
from irexplainer.geom.viewport import Rect
from irexplainer.imaging.sacs import dye_in_sac
from irexplainer.paint.actors.coil import BODY, EDGE, SHINE, WIRE_CM
from irexplainer.paint.actors.flow import DYE
from irexplainer.paint.actors.scene import Scene, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.story.frame import EffectPose

INNER = 0.84
"""Share of the radius of the bulge that its coils reach: they never lie in the wall."""
WALL = 0.93


def _shown(scene: Scene, effect: EffectPose) -> Target | None:
    """The bulge where the front scene shows it."""
    view = scene.frame.view
    seen = view.plate == "front" and "aneurysm" in view.profile
    return scene.atlas.targets.get(effect.target) if seen else None


def paint_sac(scene: Scene, effect: EffectPose) -> None:
    """Dye as dense as in the artery, less where coils lie; as much of the thread as is in (value)."""
    target = _shown(scene, effect)
    if target is None:
        return
    share = min(max(effect.value, 0.0), 1.0)
    dye = dye_in_sac(scene.frame, target, scene.atlas) * (1.0 - share) if scene.frame.effect("contrast") else 0.0
    p, middle, r = scene.painter, scene.point(target.center), WALL * target.radius * scene.viewport.scale
    inside = QPainterPath()
    inside.addEllipse(middle, r, r)
    p.save()
    p.fillPath(inside, color(DYE, 0.62 * dye))
    if share > 0.01:
        p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
        p.fillPath(inside, color("#2A1416", 0.55 * share))
        _paint_thread(scene, target, share)
    p.restore()


def _paint_thread(scene: Scene, target: Target, share: float) -> None:
    wire = thread_ball(target.center, target.radius * INNER)
    path = polyline_path(np.asarray(scene.px(wire[: max(round(len(wire) * share), 2)]), float))
    width = scene.radius(0.5 * WIRE_CM, 0.6) * 2
    for name, part in ((EDGE, 1.0), (BODY, 0.66), (SHINE, 0.24)):
        scene.painter.strokePath(path, QPen(color(name), max(width * part, 0.4), c=Qt.PenCapStyle.RoundCap))


def box_sac(scene: Scene, effect: EffectPose) -> Rect | None:
    """The bulge."""
    target = _shown(scene, effect)
    return None if target is None else scene.around(target.center, target.radius * scene.viewport.scale + 2)
