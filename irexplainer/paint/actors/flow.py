"""Blood that flows or stands still, and dye that runs ahead of it."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen, QRadialGradient

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tube import tube_outline
from irexplainer.geom.viewport import Rect
from irexplainer.imaging.angiography import closed_share
from irexplainer.imaging.dye import blush_density, dye_along, dye_seconds
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.tree import Filled, Focus
from irexplainer.paint.actors.particles import (
    FLOW_CM_PER_S,
    draw_sprites,
    positions_along,
    sprite_margin,
    with_radius,
)
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.actors.ways import downstream, flow_line
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygons_path
from irexplainer.story.frame import EffectPose, Point3

DYE = "#2E3A44"
CELLS = 46
LEAST_DENSITY = 0.04
LEVELS = 4
"""Vessels of about the same density are one shape: no dark spots where they meet."""
SHOWN = (
    "hepatic", "celiac", "splenic_artery", "gastroduodenal", "feeder", "iliac", "uterine", "prostatic", "aorta",
    "femoral", "renal", "fistula", "popliteal_vein", "vena_cava", "pulmonary", "gonadal", "pampiniform",
    "superior_mesenteric_artery", "colic_artery", "carotid", "cerebral", "brain_avm_vein",
)  # fmt: skip
"""Words in the names of vessels that the scenes show."""
SOFTEST_PX = 1.2


def paint_flow(scene: Scene, effect: EffectPose) -> None:
    """Cells along a vessel: moving ones as strong as the speed, standing ones take their place as it stops."""
    line = flow_line(scene, effect.target)
    if line is None:
        return
    if effect.kind == "reflux":
        line = backwards(line)
    if scene.reduced_motion:
        _arrows(scene, line, effect.value)
        return
    p = scene.painter
    seed = sum(ord(letter) for letter in effect.id)
    count = min(CELLS, max(8, int(line.length * 3)))
    for seconds, strength in ((scene.frame.seconds, effect.value), (0.0, 1.0 - effect.value)):
        if strength > 0.02:
            p.save()
            p.setOpacity(p.opacity() * strength)
            cells = positions_along(line, count, seconds, FLOW_CM_PER_S, seed)
            size = min(0.045, 0.3 * float(np.median(cells[:, 3])))
            draw_sprites(scene, cells, "cell", size)
            p.restore()


@lru_cache(maxsize=16)
def backwards(line: Polyline) -> Polyline:
    """A vein along which blood runs away from the heart."""
    return Polyline(line.points[::-1])


def box_flow(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where the cells are."""
    line = flow_line(scene, effect.target)
    if line is None:
        return None
    points = with_radius(line)
    wide = float(points[:, 3].max()) * scene.viewport.scale
    return box_of(scene.px(points[:, :3]), wide + sprite_margin(scene, 0.045) + 10)


def _arrows(scene: Scene, line: Polyline, strength: float) -> None:
    """Still chevrons that tell the direction."""
    if strength <= 0.02:
        return
    p = scene.painter
    p.setPen(QPen(color("#FFF3E6", 0.9 * strength), 2.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for share in (0.2, 0.4, 0.6, 0.8):
        s = line.length * share
        a, b = scene.px(np.array([line.at(s)[:3], line.at(s + 0.2)[:3]]))
        heading = math.atan2(float(b[1] - a[1]), float(b[0] - a[0]))
        wing = [a - 6 * np.array([math.cos(heading + turn), math.sin(heading + turn)]) for turn in (-0.6, 0.6)]
        p.drawPolyline([QPointF(*map(float, q)) for q in (wing[0], a, wing[1])])


def paint_none(scene: Scene, effect: EffectPose) -> None:
    """What the still layers show already: swollen veins, by the state of the profile."""


def box_none(scene: Scene, effect: EffectPose) -> Rect | None:
    """No place of its own."""
    return None


def is_urinary(effect: EffectPose) -> bool:
    """Dye in the urinary tract, not in the arteries."""
    return any(word in effect.target for word in ("kidney", "calyx", "calyces", "ureter", "renal_pelvis"))


def injection(scene: Scene, effect: EffectPose) -> Point3 | None:
    """Where the dye leaves the tool."""
    return effect.at if effect.at is not None else scene.frame.tip


def paint_contrast(scene: Scene, effect: EffectPose) -> None:
    """Dark dye in every vessel beyond the tip, with a front that runs on, and a blush in what they feed."""
    tip = injection(scene, effect)
    if tip is None or effect.value <= 0 or scene.frame.view.plate != "front":
        return
    seconds, p = dye_seconds(effect), scene.painter
    p.setPen(Qt.PenStyle.NoPen)
    spread = _spread(_Same(scene.atlas), tip, scene.frame.route, seconds, focus_of(scene.frame, scene.atlas))
    parts = [part for part, _ in spread]
    levels: dict[int, list[Floats]] = {}
    open_shares = _open_shares(scene, frozenset(part.vessel for part in parts))
    for part, full in spread:
        density = full * np.float32(open_shares.get(part.vessel, 1))
        for run in _runs(density > LEAST_DENSITY):
            line = part.points[run]
            levels.setdefault(math.ceil(float(density[run].mean()) * LEVELS), []).append(_tube(scene, line))
            if not scene.reduced_motion:
                cells = Polyline(line)
                count = min(24, int(cells.length * 4))
                seed = sum(ord(letter) for letter in part.vessel)
                draw_sprites(scene, positions_along(cells, count, seconds, 4.0, seed), "dye", 0.035)
    for level, outlines in levels.items():
        p.setBrush(color(DYE, 0.62 * level / LEVELS * min(effect.value * 1.5, 1.0)))
        p.drawPath(polygons_path(outlines))
    reached = {part.vessel: float(part.seconds[-1]) for part in parts}
    for target in scene.atlas.targets.values():
        arrival = min((reached[f] for f in target.feeders if f in reached), default=None)
        if arrival is not None:
            share = float(blush_density(seconds, arrival)) * effect.value
            share *= 1.0 - closed_share(scene.frame, target, frozenset(reached))
            _blush(scene, target.center, target.radius, share)


@lru_cache(maxsize=4)
def _spread(
    same: _Same, tip: Point3, route: tuple[str, ...], seconds: float, focus: Focus
) -> "tuple[tuple[Filled, np.ndarray[tuple[int], np.dtype[np.float32]]], ...]":
    """Stretches of artery beyond a place of injection that are shown, and how dense the dye is along each."""
    parts = [q for q in downstream(same.atlas, tip, route, focus) if any(w in q.vessel for w in SHOWN)]
    return tuple(zip(parts, dye_along(parts, seconds), strict=True))


def _open_shares(scene: Scene, reached: frozenset[str]) -> dict[str, float]:
    """Share 0..1 of dye that still enters a feeder: beads close the small branches, never the main artery."""
    shares = {}
    for target in scene.atlas.targets.values():
        for feeder in reached & set(target.feeders):
            shares[feeder] = 1.0 - closed_share(scene.frame, target, reached)
    return shares


def _blush(scene: Scene, center: Point3, radius: float, share: float) -> None:
    if share <= 0.02:
        return
    at, r = scene.point(center), scene.radius(radius)
    gradient = QRadialGradient(at, r)
    gradient.setColorAt(0.0, color(DYE, 0.42 * share))
    gradient.setColorAt(0.8, color(DYE, 0.30 * share))
    gradient.setColorAt(1.0, color(DYE, 0.0))
    scene.painter.setBrush(gradient)
    scene.painter.drawEllipse(at, r, r)


def _tube(scene: Scene, line: Floats) -> Floats:
    """Outline in px of a stretch of lumen."""
    px = scene.px(line[:, :3])
    radius = np.maximum(line[:, 3] * 0.8 * scene.viewport.scale, SOFTEST_PX)
    return tube_outline(np.column_stack([px, radius]))


def _runs(inside: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[slice]:
    """Stretches of True with at least two points."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]


def box_contrast(scene: Scene, effect: EffectPose) -> Rect | None:
    """Everything the dye can reach."""
    tip = injection(scene, effect)
    if tip is None or effect.value <= 0 or scene.frame.view.plate != "front":
        return None
    focus = focus_of(scene.frame, scene.atlas)
    spread = _spread(_Same(scene.atlas), tip, scene.frame.route, dye_seconds(effect), focus)
    parts = [part for part, _ in spread]
    boxes: list[Rect | None] = []
    for part, density in spread:
        for run in _runs(density > LEAST_DENSITY):
            line = part.points[run]
            wide = float(line[:, 3].max()) * scene.viewport.scale + sprite_margin(scene, 0.035) + SOFTEST_PX
            boxes.append(box_of(scene.px(line[:, :3]), wide))
    reached = {part.vessel for part in parts}
    for target in scene.atlas.targets.values():
        if reached & set(target.feeders):
            boxes.append(scene.around(target.center, scene.radius(target.radius) + 2))
    return joined(boxes)
