"""A pool of fluid that a drain empties: free fluid in chest and belly, an abscess; drops in the drain, the bag."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF, QRadialGradient

from irexplainer.atlas.belly_fluid import pocket
from irexplainer.atlas.plates import NEEDLES, WALLS
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Floats, Target
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.bag import LARGE_SCALE, Ramp, box_bag, hung, paint_bag, paint_hose
from irexplainer.paint.actors.particles import draw_sprites, positions_along
from irexplainer.paint.actors.scene import Scene, box_of, joined, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.paint.plates.live import CHEST, box_live, paint_live
from irexplainer.paint.plates.states import states_of
from irexplainer.story.frame import EffectPose, ToolPose

CLEAR: Ramp = ("#5F9FB5", "#BFE3EE", "#EFFAFD")
PUS: Ramp = ("#8A7B33", "#DCCB83", "#F8F0C8")
BILE: Ramp = ("#4F6320", "#9DB84E", "#E2EFB4")
GALLBLADDER = "gallbladder"
RAMPS = {"abscess": PUS, "duct": BILE, GALLBLADDER: BILE}
LINED = (*NEEDLES, *WALLS)
"""Plates whose still picture shows the full pool; only another share is painted over it."""
BELLY = "mesenteric_fat"
RIM_CM = 0.17
"""Wall of an abscess."""
LEAST = 0.12
STONES = ((-0.42, -0.62, 0.34), (0.36, -0.78, 0.36), (0.0, -0.1, 0.27))
"""Gallstones: x and z from the middle of the gallbladder, radius, cm."""
SWOLLEN = 0.3
"""How much wider a dammed-up gallbladder is than that of the slice, share."""
SHADOW = tuple((0.09 * i, 0.035) for i in range(1, 8))


def ramp_of(target: Target | None) -> Ramp:
    """Colors of what runs out of a target."""
    return CLEAR if target is None else RAMPS.get(target.kind, RAMPS.get(target.host, CLEAR))


def paint_fluid(scene: Scene, effect: EffectPose) -> None:
    """The pool as full as it is, then drops in the drain and the bag once something has run out."""
    target, frame = scene.atlas.targets.get(effect.target), scene.frame
    if frame.view.plate in LINED or frame.view.plate == CHEST:
        states = states_of(frame.view.profile)
        still = states.get("fluid", 0.0) if frame.view.plate in LINED else 0.0
        if abs(effect.value - still) > 0.004:
            now = {**states, "fluid": effect.value}
            paint_live(scene.painter, scene.atlas, frame.view, frame.position, scene.look, scene.viewport, now)
    elif frame.view.plate.startswith("axial") and target is not None:
        _pool(scene, target, effect.value)
    drain = _drain(scene)
    if drain is not None and effect.params.get("minutes", 0.0) > 0:
        first, r = hung(scene, drain)
        k, ramp = min(scene.viewport.scale, LARGE_SCALE), ramp_of(target)
        paint_hose(scene, first, r, k, ramp)
        paint_bag(scene, r, k, effect.params.get("in_bag", 0.0), ramp)
        _drops(scene, drain, effect.params.get("flow", 0.0))


def _drops(scene: Scene, drain: ToolPose, flow: float) -> None:
    if flow <= 0.02 or scene.reduced_motion:
        return
    line = Polyline(scene.board.paths[drain.path].cut(drain.tail, drain.tip).points[::-1, :3])
    count = round(14 * min(0.3 + 0.7 * flow, 1.0))
    draw_sprites(scene, positions_along(line, count, scene.frame.seconds, 2.6, 3), "drop", 0.05, 2.0)


def _drain(scene: Scene) -> ToolPose | None:
    return next((t for t in scene.frame.tools if t.kind == "drain" and t.opacity > 0.5), None)


def _pool(scene: Scene, target: Target, share: float) -> None:
    """Pool of a target in a slice: crescents under the wall of the belly on both sides, or an abscess with its wall."""
    if target.kind == "fluid" and target.host == "body":
        x, _, z = target.center
        for side in (-x, x):
            outline = _crescent(scene.frame.view.plate, side, z, round(share, 2))
            if len(outline):
                _crescent_face(scene, polyline_path(_placed(scene, outline), closed=True))
    elif target.kind == "abscess":
        _abscess(scene, target, max(share, LEAST))
    elif target.host == GALLBLADDER and share > 0.02:
        _swollen_gallbladder(scene, share)


@lru_cache(maxsize=8)
def _gallbladder(plate: str) -> Floats:
    """Outline (N, 2) body x, z of the gallbladder in a slice; a point where there is none."""
    plane = load_slice(plate)
    here = any(region.id == GALLBLADDER for region in plane.regions)
    return np.asarray(plane.region(GALLBLADDER).outline, float) if here else np.zeros((3, 2))


def paint_stones(scene: Scene, effect: EffectPose) -> None:
    """Gallstones in a slice: they lie where the gallbladder is lowest. value: how many are left, 0..1."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or not scene.frame.view.plate.startswith("axial"):
        return
    outline, p, k = _gallbladder(scene.frame.view.plate), scene.painter, scene.viewport.scale
    middle = outline.mean(axis=0)
    for index, (dx, dz, radius) in enumerate(STONES):
        if index >= effect.value * len(STONES) - 1e-6:
            continue
        x, y = scene.px((middle[0] + dx, 0.0, middle[1] + dz))
        glow = QRadialGradient(QPointF(x - radius * k * 0.3, y - radius * k * 0.3), radius * k * 1.4)
        for stop, shade in ((0.0, "#F3E6B8"), (0.55, "#C9A45A"), (1.0, "#7B5A26")):
            glow.setColorAt(stop, color(shade))
        p.setPen(QPen(color("#4A3415", 0.9), max(0.03 * k, 1.0)))
        p.setBrush(glow)
        p.drawPolygon(QPolygonF([QPointF(*q) for q in (lump_outline(x, y, radius * k, 0.9)).tolist()]))


def box_stones(scene: Scene, effect: EffectPose) -> Rect | None:
    """The gallbladder of the slice."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or not scene.frame.view.plate.startswith("axial"):
        return None
    return box_of(_placed(scene, _gallbladder(scene.frame.view.plate)), 6.0)


def _swollen_gallbladder(scene: Scene, share: float) -> None:
    """The gallbladder of the slice, wider than it is there: how much says the share."""
    outline = _gallbladder(scene.frame.view.plate)
    middle, p, k = outline.mean(axis=0), scene.painter, scene.viewport.scale
    wide = polyline_path(_placed(scene, middle + (outline - middle) * (1 + SWOLLEN * share)), closed=True)
    if scene.look.flat:
        p.fillPath(wide, QColor(BILE[1]))
        p.strokePath(wide, QPen(QColor("#FFFFFF"), 2.0))
        return
    p.fillPath(wide.translated(0.03 * k, 0.06 * k), color("#2A1A12", 0.3))
    _glowing(scene, wide, BILE, "#5E7A2C")


def _glowing(scene: Scene, path: QPainterPath, ramp: Ramp, edge: str) -> None:
    """A rounded pool lit from the upper left."""
    p, box = scene.painter, path.boundingRect()
    glow = QRadialGradient(box.center() - QPointF(box.width() * 0.18, box.height() * 0.2), box.width() * 0.75)
    for stop, shade in ((0.0, ramp[2]), (0.5, ramp[1]), (1.0, edge)):
        glow.setColorAt(stop, color(shade))
    p.fillPath(path, glow)
    p.strokePath(path, QPen(color("#6E3B30", 0.75), max(0.045 * scene.viewport.scale, 1.2)))


def is_cavity_dye(scene: Scene, effect: EffectPose) -> bool:
    """True for dye that is put into a pocket, seen in a slice."""
    target = scene.atlas.targets.get(effect.target)
    sliced = scene.frame.view.plate.startswith("axial")
    return target is not None and sliced and (target.kind == "abscess" or target.host == GALLBLADDER)


def paint_cavity_dye(scene: Scene, effect: EffectPose) -> None:
    """Dye in what is left of a pocket. value: how far it is filled."""
    target = scene.atlas.targets[effect.target]
    pool = next((e for e in scene.frame.effects if e.kind == "fluid" and e.target == effect.target), None)
    share = max(LEAST, pool.value if pool is not None else 1.0)
    x, y = (float(c) for c in scene.plate.project(np.asarray(target.center)))
    radius = target.radius * share ** (1 / 3) * 0.94 * effect.value ** (1 / 3)
    ring = lump_outline(x, y, radius) * scene.viewport.scale + np.array([scene.viewport.x0, scene.viewport.y0])
    if target.host == GALLBLADDER:
        outline = _gallbladder(scene.frame.view.plate)
        ring = _placed(scene, outline.mean(axis=0) + (outline - outline.mean(axis=0)) * 0.92 * effect.value**0.5)
    scene.painter.fillPath(polyline_path(ring, closed=True), color("#2E3A44", 0.82))


def box_cavity_dye(scene: Scene, effect: EffectPose) -> Rect | None:
    """The pocket."""
    target = scene.atlas.targets[effect.target]
    return scene.around(target.center, (target.radius + 0.4) * scene.viewport.scale)


@lru_cache(maxsize=64)
def _crescent(plate: str, x: float, z: float, share: float) -> Floats:
    plane = load_slice(plate)
    if not any(region.id == BELLY for region in plane.regions):
        return np.zeros((0, 2))
    return pocket(np.asarray(plane.region(BELLY).outline, float), (x, z), share)


def _placed(scene: Scene, outline: Floats) -> Floats:
    return scene.px(np.column_stack([outline[:, 0], np.zeros(len(outline)), outline[:, 1]]))


def _crescent_face(scene: Scene, path: QPainterPath) -> None:
    p, k = scene.painter, scene.viewport.scale
    if scene.look.flat:
        p.fillPath(path, QColor("#9BE0F2"))
        p.strokePath(path, QPen(QColor("#FFFFFF"), 2.0))
        return
    p.fillPath(path, color(CLEAR[1]))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    for width, alpha in SHADOW:
        p.strokePath(path.translated(0.03 * k, 0.08 * k), QPen(color("#2F5A6A", alpha), width * k))
    p.restore()
    p.strokePath(path, QPen(color("#A9656A", 0.55), max(0.10 * k, 1.5)))
    p.strokePath(path, QPen(color("#FBEDE2", 0.9), max(0.06 * k, 1.0)))


def _abscess(scene: Scene, target: Target, share: float) -> None:
    p, k = scene.painter, scene.viewport.scale
    x, y = (float(c) for c in scene.plate.project(np.asarray(target.center)))
    inner = target.radius * share ** (1 / 3)
    paths = []
    for radius in (inner + RIM_CM, inner):
        ring = lump_outline(x, y, radius) * k + np.array([scene.viewport.x0, scene.viewport.y0])
        paths.append(polyline_path(ring, closed=True))
    if scene.look.flat:
        p.fillPath(paths[0], QColor("#8E3B32"))
        p.strokePath(paths[0], QPen(QColor("#FFFFFF"), 2.0))
        p.fillPath(paths[1], QColor(PUS[1]))
        return
    p.fillPath(paths[0].translated(0.03 * k, 0.06 * k), color("#3E2A22", 0.25))
    p.fillPath(paths[0], color("#C4625A"))
    p.strokePath(paths[0], QPen(color("#7E332F", 0.8), max(0.035 * k, 1.0)))
    _glowing(scene, paths[1], PUS, "#B9A250")


def box_fluid(scene: Scene, effect: EffectPose) -> Rect | None:
    """The pool, the drain and its bag."""
    frame, target = scene.frame, scene.atlas.targets.get(effect.target)
    boxes: list[Rect | None] = []
    if frame.view.plate in LINED or frame.view.plate == CHEST:
        still = states_of(frame.view.profile).get("fluid", 0.0) if frame.view.plate in LINED else 0.0
        if abs(effect.value - still) > 0.004:
            boxes.append(box_live(frame.view, frame.position, scene.viewport, {"fluid": effect.value}))
    elif frame.view.plate.startswith("axial") and target is not None:
        x, y, z = target.center
        reach = max(target.radius + 0.6, 9.0 if target.kind == "fluid" else 0.0) * scene.viewport.scale
        boxes += [scene.around((side, y, z), reach) for side in (-x, x)]
    drain = _drain(scene)
    if drain is not None and effect.params.get("minutes", 0.0) > 0:
        boxes.append(box_bag(*hung(scene, drain)))
        line = scene.board.paths[drain.path].cut(drain.tail, drain.tip).points[:, :3]
        boxes.append(box_of(scene.px(line), 0.3 * scene.viewport.scale + 8))
    return joined(boxes)
