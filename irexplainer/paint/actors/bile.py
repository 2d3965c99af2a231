"""Bile ducts: dye that fills them, bile that runs down through what holds them open."""

import numpy as np
from PySide6.QtCore import Qt

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tube import tube_outline
from irexplainer.geom.viewport import Rect
from irexplainer.imaging.contrast_study import runs_of, study_of
from irexplainer.paint.actors.particles import draw_sprites, positions_along
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.paths import polygons_path
from irexplainer.story.frame import EffectPose

DYE = "#2E3A44"
LEAST_PX = 1.2
CM_PER_S, DROP_CM = 2.2, 0.1
LUMEN_CM = 0.16


def is_bile_dye(scene: Scene, effect: EffectPose) -> bool:
    """True for dye that is put into bile ducts."""
    target = scene.atlas.targets.get(effect.target)
    vessel = scene.atlas.vessels.get(effect.target if target is None else target.vessel)
    return vessel is not None and vessel.kind == "bile_duct"


def paint_bile_dye(scene: Scene, effect: EffectPose) -> None:
    """Dark dye in every duct it has come to; the doctor's screen fills in the same order."""
    lines = _dyed(scene)
    if lines:
        k = scene.viewport.scale
        tubes = [np.column_stack([scene.px(q[:, :3]), np.maximum(q[:, 3] * k * 0.82, LEAST_PX)]) for q in lines]
        scene.painter.setPen(Qt.PenStyle.NoPen)
        scene.painter.setBrush(color(DYE, 0.78 * min(effect.value * 4, 1.0)))
        scene.painter.drawPath(polygons_path([tube_outline(tube) for tube in tubes]))


def box_bile_dye(scene: Scene, _effect: EffectPose) -> Rect | None:
    """Every duct the dye has come to."""
    k = scene.viewport.scale
    return joined(box_of(scene.px(q[:, :3]), float(q[:, 3].max()) * k + 3) for q in _dyed(scene))


def _dyed(scene: Scene) -> list[Floats]:
    """Stretches (N, 4) of duct with dye in them."""
    study = study_of(scene.board, scene.frame, scene.atlas)
    if study is None or study.kind != "bile" or scene.frame.view.plate != "front":
        return []
    found = []
    for run in runs_of(study, scene.atlas):
        inside = np.concatenate([[False], run.arrival <= study.amount, [False]]).astype(int)
        edges = np.flatnonzero(np.diff(inside))
        found += [run.points[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]
    return found


def paint_bile_flow(scene: Scene, effect: EffectPose) -> None:
    """Drops of bile along a way. value: how much of it runs."""
    line = _way(scene, effect)
    if line is not None and effect.value > 0.02:
        seconds = 0.0 if scene.reduced_motion else scene.frame.seconds
        count = round(line.length * 2.2 * effect.value)
        draw_sprites(scene, positions_along(line, count, seconds, CM_PER_S, 5), "bile", DROP_CM, 2.2)


def box_bile_flow(scene: Scene, effect: EffectPose) -> Rect | None:
    """Along the way."""
    line = _way(scene, effect)
    return None if line is None else box_of(scene.px(line.points[:, :3]), 0.3 * scene.viewport.scale + 10)


def _way(scene: Scene, effect: EffectPose) -> Polyline | None:
    """The part of a way that lies in the ducts: from ``at`` on; None outside the front view."""
    line = scene.board.paths.get(effect.target)
    if line is None or scene.frame.view.plate != "front":
        return None
    start = 0.0 if effect.at is None else line.nearest(effect.at)
    points = line.cut(start, line.length).points[:, :3]
    return Polyline(np.column_stack([points, np.full(len(points), LUMEN_CM)]))
