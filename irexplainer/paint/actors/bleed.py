"""A small artery that bleeds: blood spurts out of it, spreads and lies in a dark pool; it dries up as it is closed."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QRadialGradient, QTransform

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.particles import draw_sprites, positions_along, sprite_margin
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import color, mixed
from irexplainer.paint.parts import _Same
from irexplainer.story.frame import EffectPose

WET, DRY, EDGE, FLAT = "#C0141F", "#5A1A20", "#6E0A14", "#E0303A"
REACH = 2.1
"""A pool reaches this far, in radii of the target."""
LOBES = ((0.0, 0.0, 0.92), (0.55, 0.5, 0.62), (-0.5, 0.62, 0.66), (0.1, 1.05, 0.58), (-0.62, -0.25, 0.5))
"""Parts of the pool: x, y, radius in radii of the target; blood follows the bowel or the gap it runs into."""
DROPS, DROP_CM, SPEED = 16, 0.055, 2.6
JETS = (-0.5, 0.0, 0.5)
"""Ways of the spurting blood: how far each turns aside."""
LEFT = 0.34
"""Share of the pool that still lies there once the bleeding has stopped."""


def paint_bleed(scene: Scene, effect: EffectPose) -> None:
    """Pool and spurting drops; value = share that has stopped."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or scene.frame.view.plate != "front":
        return
    p, v, open_ = scene.painter, scene.viewport, 1.0 - min(max(effect.value, 0.0), 1.0)
    path = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(_pool(target.center[:2], target.radius))
    p.save()
    if scene.look.flat:
        p.setPen(QPen(QColor("#FFFFFF"), 1.5))
        p.setBrush(mixed(DRY, FLAT, open_, 1.0))
        p.drawPath(path)
    else:
        _paint_pool(scene, path, scene.point(target.center), target.radius * v.scale, open_)
    p.restore()
    if open_ > 0.02 and not scene.reduced_motion:
        p.save()
        p.setOpacity(p.opacity() * open_)
        for index, line in enumerate(_jets(_Same(scene.atlas), target.id)):
            drops = positions_along(line, max(round(DROPS * open_), 3), scene.frame.seconds, SPEED, 31 + index)
            draw_sprites(scene, drops, "spurt", DROP_CM, 1.8)
        p.restore()


def _paint_pool(scene: Scene, path: QPainterPath, middle: QPointF, radius: float, open_: float) -> None:
    p = scene.painter
    p.setOpacity(p.opacity() * (LEFT + (1.0 - LEFT) * open_))
    for grow, alpha in ((0.55, 0.10), (0.3, 0.16)):
        p.strokePath(path, QPen(color(WET, alpha), grow * radius, j=Qt.PenJoinStyle.RoundJoin))
    fill = QRadialGradient(middle, radius * REACH)
    fill.setColorAt(0.0, mixed(DRY, "#E4333A", open_, 0.96))
    fill.setColorAt(0.45, mixed(DRY, WET, open_, 0.92))
    fill.setColorAt(1.0, mixed(DRY, EDGE, open_, 0.78))
    p.fillPath(path, fill)
    p.strokePath(path, QPen(mixed("#3A1014", EDGE, open_, 0.8), max(0.05 * radius, 1.0)))


def box_bleed(scene: Scene, effect: EffectPose) -> Rect | None:
    """Pool and jets."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or scene.frame.view.plate != "front":
        return None
    reach = target.radius * (REACH + 0.3) * scene.viewport.scale
    return scene.around(target.center, reach + sprite_margin(scene, DROP_CM) + 4)


@lru_cache(maxsize=8)
def _pool(center: tuple[float, float], radius: float) -> QPainterPath:
    """Outline of the pool, plate cm."""
    whole = QPainterPath()
    for index, (dx, dy, share) in enumerate(LOBES):
        a = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        r = radius * share * (1.0 + 0.07 * np.sin(3 * a + index) + 0.05 * np.sin(5 * a + 2 * index))
        ring = np.column_stack([center[0] + dx * radius + r * np.cos(a), center[1] + dy * radius + r * np.sin(a)])
        smooth = catmull_rom(np.vstack([ring, ring[:1]]), samples=6)
        whole = whole.united(polyline_path(smooth, closed=True))
    return whole.simplified()


@lru_cache(maxsize=8)
def _jets(same: _Same, id: str) -> tuple[Polyline, ...]:
    """Curved ways (N, 4) of the blood from the end of the feeder into the pool."""
    target = same.atlas.targets[id]
    center, r = np.asarray(target.center, float), target.radius
    feeder = next((same.atlas.vessels[f] for f in target.feeders if f in same.atlas.vessels), None)
    hole = center - [r, 0, 0] if feeder is None else np.asarray(feeder.points, float)[-1, :3]
    ahead = center - hole
    ahead[2] = 0.0
    ahead = ahead / (float(np.linalg.norm(ahead)) or 1.0)
    aside = np.array([-ahead[1], ahead[0], 0.0])
    return tuple(Polyline(_jet(hole, ahead, aside * turn, r)) for turn in JETS)


def _jet(hole: Floats, ahead: Floats, aside: Floats, radius: float) -> Floats:
    rows = [hole, hole + (0.7 * ahead + 0.3 * aside) * radius, hole + (1.25 * ahead + 1.1 * aside) * radius]
    rows.append(hole + (1.4 * ahead + 1.9 * aside) * radius + np.array([0.0, 0.35 * radius, 0.0]))
    line = catmull_rom(np.array(rows), samples=8)
    return np.column_stack([line, np.linspace(0.08, 0.16, len(line))])
