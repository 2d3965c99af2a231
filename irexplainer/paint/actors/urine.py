"""Urine: a kidney dammed up, dye that fills its cups, and the way through a drain into a bag."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QTransform

from irexplainer.atlas.collecting_system import collecting_system, filled, hilum_of
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tube import tube_outline
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors.bag import BAG_CM, paint_bag
from irexplainer.paint.actors.particles import draw_sprites, positions_along
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined
from irexplainer.paint.actors.strokes import color, stroke_tube
from irexplainer.paint.actors.tools import track_of
from irexplainer.paint.actors.veil import paint_veiled_layer
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.kidney import paint_hilum_vessels, urine_tubes
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same, parts_of
from irexplainer.paint.paths import polygons_path
from irexplainer.paint.plates.calyces import calyces_box, paint_dye, paint_swelling
from irexplainer.paint.tubes import Shading, paint_tubes
from irexplainer.story.frame import EffectPose, ToolPose

LEVELS = 12
BAG_SCALE = 30.0
BESIDE_CM = 0.35
HOSE_VEIL = 0.3
RIM_CM = 0.03
URINE = ("#B0842F", "#EBCB86", "#FFF3CF")
DYE_RAMP = ("#1D252C", "#3A4650", "#7B8992")


def side_of(effect: EffectPose) -> str:
    """Side of the kidney an effect is about."""
    return "right" if effect.target.startswith("right") else "left"


def paint_urine(scene: Scene, effect: EffectPose) -> None:
    """The collecting system as wide as it is dammed up, drops in the drain, the bag."""
    swell = round(min(max(effect.value, 0.0), 1.0) * LEVELS)
    if scene.frame.view.plate == "front":
        if scene.viewport.scale > 12 and swell > 0 and "_kidney_stone" not in scene.frame.view.profile:
            _collecting(scene, side_of(effect), swell / LEVELS, "urine", 1.0)
    elif scene.frame.view.plate.startswith("axial"):
        paint_swelling(scene.painter, scene.frame.position, scene.viewport, side_of(effect), effect.value, scene.look)
    drain = _drain(scene)
    if drain is not None and (effect.params.get("flow", 0.0) > 0 or effect.value < 1.0):
        _bag(scene, drain, 1.0 - effect.value)
        flow = effect.params.get("flow", 0.0)
        if flow > 0.02 and not scene.reduced_motion:
            line = Polyline(scene.board.paths[drain.path].cut(_seen_from(scene, drain), drain.tip).points[::-1, :3])
            count = round(16 * min(flow, 1.0))
            draw_sprites(scene, positions_along(line, count, scene.frame.seconds, 2.2, 3), "urine", 0.06, 2.0)


def paint_urine_flow(scene: Scene, effect: EffectPose) -> None:
    """Urine that runs down a stent from the kidney to the bladder. value: how much of it."""
    line = _stent_line(scene)
    if line is not None and effect.value > 0.02 and not scene.reduced_motion:
        count = round(26 * effect.value)
        draw_sprites(scene, positions_along(line, count, scene.frame.seconds, 2.2, 3), "urine", 0.13, 3.0)


def box_urine_flow(scene: Scene, _effect: EffectPose) -> Rect | None:
    """Along the stent."""
    line = _stent_line(scene)
    return None if line is None else box_of(scene.px(line.points[:, :3]), 0.3 * scene.viewport.scale + 10)


def _stent_line(scene: Scene) -> Polyline | None:
    """Way of the urine through a stent, body cm; None without one whose curls are open, and in slices."""
    stent = next((t for t in scene.frame.tools if t.kind == "double_j" and t.shape > 0.9), None)
    if stent is None or scene.frame.view.plate != "front":
        return None
    return Polyline(scene.board.paths[stent.path].cut(stent.tail, stent.tip).points[:, :3])


def paint_urinary_dye(scene: Scene, effect: EffectPose) -> None:
    """Dye spreads through the cups from where it is let in."""
    if effect.value <= 0.01:
        return
    if scene.frame.view.plate.startswith("axial"):
        paint_dye(scene.painter, scene.frame.position, scene.viewport, side_of(effect), effect.value, scene.look)
        return
    if scene.frame.view.plate != "front" or scene.viewport.scale < 8:
        return
    side, urine = side_of(effect), scene.frame.effect("urine")
    swell = round(min(max(urine.value if urine else 0.0, 0.0), 1.0) * LEVELS) / LEVELS
    reached = filled(collecting_system(scene.atlas, side, swell), effect.value)
    if not reached:
        return
    p = scene.painter
    p.save()
    p.setClipPath(_grown_outline(scene, reached), Qt.ClipOperation.IntersectClip)
    _collecting(scene, side, swell, "dye", 0.85)
    p.restore()


def _grown_outline(scene: Scene, lines: list[Floats]) -> QPainterPath:
    """Outer edge in px of tubes (N, 4), with their rims."""
    k = scene.viewport.scale
    return polygons_path([tube_outline(np.column_stack([scene.px(q[:, :3]), q[:, 3] * k + RIM_CM * k])) for q in lines])


def _collecting(scene: Scene, side: str, swell: float, ramp: str, opacity: float) -> None:
    made = _system(_Same(scene.atlas), side, round(swell * LEVELS), ramp, scene.look, scene.viewport.scale)
    if made is None:
        return
    image, rect = made
    x, y = scene.viewport.to_screen(rect.x, rect.y)
    k = scene.viewport.scale
    scene.painter.save()
    scene.painter.setOpacity(scene.painter.opacity() * opacity)
    scene.painter.drawImage(QRectF(x, y, rect.width * k, rect.height * k), image)
    scene.painter.restore()


@lru_cache(maxsize=40)
def _system(same: _Same, side: str, level: int, ramp: str, look: Look, scale: float) -> tuple[QImage, Rect] | None:
    """Picture of calyces and renal pelvis at one width, and its place in plate cm."""
    hilum = hilum_of(same.atlas, side)
    if hilum is None:
        return None
    tubes = urine_tubes(same.atlas, side, max(level / LEVELS, 1e-3))
    points = np.vstack([tube.line for tube in tubes])
    low, high = points[:, :2].min(0) - 0.9, points[:, :2].max(0) + 0.9
    rect = Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
    image = QImage(
        max(2, round(rect.width * scale)), max(2, round(rect.height * scale)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(image.width() / rect.width, image.height() / rect.height)
    p.translate(-rect.x, -rect.y)
    paint_tubes(p, tubes, Shading(URINE if ramp == "urine" else DYE_RAMP, 0.025))
    view = Viewport(image.width(), image.height(), Rect(0, 0, 1, 1), scale, -rect.x * scale, -rect.y * scale)
    paint_hilum_vessels(Easel(p, same.atlas, look, view), side, hilum)
    p.end()
    return image, rect


def _drain(scene: Scene) -> ToolPose | None:
    return next((t for t in scene.frame.tools if t.kind == "drain" and t.opacity > 0.5 and t.shape > 0.5), None)


def _seen_from(scene: Scene, drain: ToolPose) -> float:
    """Arc length from which the drain is seen: from its end, in the front view from the skin of the back."""
    way = track_of(scene, drain) if scene.frame.view.plate == "front" else None
    return drain.tail if way is None else max(drain.tail, scene.board.paths[drain.path].nearest(way.skin))


def bag_place(scene: Scene, drain: ToolPose) -> tuple[Floats, Rect]:
    """Where the hose of the bag begins, px, and the bag: outside the body, kept inside the picture."""
    track = scene.board.paths[drain.path]
    ends = scene.px(np.array([track.at(drain.tail)[:3], track.at(drain.tail + 0.5)[:3]]))
    out = ends[0] - ends[1]
    out = out / (float(np.hypot(*out)) or 1.0)
    k = min(scene.viewport.scale, BAG_SCALE)
    w, h = BAG_CM[0] * k, BAG_CM[1] * k
    free = scene.viewport.free
    start = ends[0]
    x = float(start[0] + out[0] * 3.0 * k - w / 2)
    y = float(start[1] + max(out[1] * 2.0 * k, 0.4 * k))
    way = track_of(scene, drain) if scene.frame.view.plate == "front" else None
    if way is not None:
        start = scene.px(way.skin)
        y = float(start[1] + 1.4 * k)
        x = _beside_body(scene, y, y + h, w, bool(out[0] < 0))
    x = min(max(x, free.x + 4), max(free.right - w - 4, free.x + 4))
    y = min(max(y, free.y + 4), max(free.bottom - h - 4, free.y + 4))
    return start, Rect(x, y, w, h)


def _beside_body(scene: Scene, top: float, bottom: float, width: float, on_left: bool) -> float:
    """Left edge in px of what hangs beside the trunk between two heights in px."""
    outline = scene.atlas.structures["body"].outline
    flank = scene.px(np.column_stack([outline, np.zeros(len(outline))]))
    flank = flank[(flank[:, 1] > top) & (flank[:, 1] < bottom)]
    middle = float(scene.px((0.0, 0.0, 0.0))[0])
    side = flank[(flank[:, 0] < middle) == on_left, 0]
    gap = BESIDE_CM * scene.viewport.scale
    if not len(side):
        return middle
    return float(side.min()) - gap - width if on_left else float(side.max()) + gap


def _bag(scene: Scene, drain: ToolPose, level: float) -> None:
    """Clear bag that fills as the kidney empties."""
    start, r = bag_place(scene, drain)
    k = min(scene.viewport.scale, BAG_SCALE)
    _hose(scene, start, r, k)
    paint_bag(scene, r, k, level, URINE)


def _hose(scene: Scene, start: Floats, r: Rect, k: float) -> None:
    """From the drain to the bag; in the front view it passes behind the flank, veiled there."""
    p, x, y = scene.painter, float(start[0]), float(start[1])
    top = QPointF(r.x + r.width / 2, r.y)
    hose = QPainterPath(QPointF(x, y))
    if scene.frame.view.plate != "front":
        hose.cubicTo(QPointF(x, y - k * 0.2), QPointF(top.x(), top.y() - k * 1.2), top)
        stroke_tube(p, hose, max(0.12 * k, 2.0), URINE, 0.9)
        return
    hose.cubicTo(QPointF(x + (top.x() - x) * 0.55, y), QPointF(top.x(), y - k * 0.3), top)
    v, body = scene.viewport, parts_of(scene.atlas)["body"].path
    flank = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(body)
    box = hose.boundingRect().adjusted(-k, -k, k, k)
    beyond = QPainterPath()
    beyond.addRect(0, 0, v.width, v.height)
    p.save()
    p.setClipPath(beyond.subtracted(flank), Qt.ClipOperation.IntersectClip)
    stroke_tube(p, hose, max(0.12 * k, 2.0), URINE, 0.9)
    p.restore()
    p.save()
    p.setClipPath(flank, Qt.ClipOperation.IntersectClip)
    veil = QBrush(color("#000000", HOSE_VEIL))
    area = Rect(box.x(), box.y(), box.width(), box.height())
    paint_veiled_layer(scene, area, veil, lambda s: stroke_tube(s.painter, hose, max(0.12 * k, 2.0), URINE, 0.9))
    p.restore()


def box_urine(scene: Scene, effect: EffectPose) -> Rect | None:
    """Collecting system, drain and bag."""
    boxes: list[Rect | None] = [_box_system(scene, effect)]
    drain = _drain(scene)
    if drain is not None:
        start, bag = bag_place(scene, drain)
        k = min(scene.viewport.scale, BAG_SCALE)
        boxes += [Rect(bag.x - 6, bag.y - k * 1.5, bag.width + 12, bag.height + k * 1.5 + 6)]
        boxes.append(Rect(float(start[0]) - k, float(start[1]) - k, 2 * k, 2 * k))
        line = scene.board.paths[drain.path].cut(drain.tail, drain.tip).points[:, :3]
        boxes.append(box_of(scene.px(line), 0.3 * scene.viewport.scale + 8))
    return joined(boxes)


def _box_system(scene: Scene, effect: EffectPose) -> Rect | None:
    if scene.frame.view.plate.startswith("axial"):
        return calyces_box(scene.frame.position, scene.viewport, side_of(effect))
    if scene.frame.view.plate != "front":
        return None
    made = _system(_Same(scene.atlas), side_of(effect), LEVELS, "urine", scene.look, scene.viewport.scale)
    if made is None:
        return None
    x, y = scene.viewport.to_screen(made[1].x, made[1].y)
    k = scene.viewport.scale
    return Rect(x - 3, y - 3, made[1].width * k + 6, made[1].height * k + 6)


def box_urinary_dye(scene: Scene, effect: EffectPose) -> Rect | None:
    """Collecting system."""
    return _box_system(scene, effect)
