"""From one view to the next: cross-fade, the sweep from the figure to a slice, the half turn with the patient.

See PLATES.md 8. Everything is a pure function of two still pictures and the share of the way, so that a stage can keep
the pictures and only call ``paint_change``. Camera flights of one plate (``Change.TRAVEL``) are scaled layers: here
both are scaled to where the camera is and cross-faded.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QTransform

from irexplainer.atlas.plates import SPINE
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.home_layer import paint_home_ground
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.story.frame import Change, Frame, Position

SWEEP, SWING, GROW = 0.29, 0.67, 0.92
"""Shares of the way at which the plane stands, the slice has tipped up, the slice has grown (700, 1600, 2200 ms)."""
SHOULDERS_CM = 30.0
EDGE_ON, TIPPED = 0.05, 0.42
SLAB_CM = 0.55
PLANE_CM = (27.0, 5.0)
"""Half axes of the teal plane."""
WIDEST = 1.3
"""While it tips a slice is as wide as the body of the figure, but no wider than this share of the picture."""
SOFT_STEPS, SOFT_STEP_PX = 8, 3.0
"""The cut through the figure fades over so many strips, so that the ground beside the body shows no line."""
LIES = {Position.SUPINE: 0.0, Position.LEFT_SIDE: 90.0, Position.RIGHT_SIDE: -90.0, Position.PRONE: 180.0}
"""Degrees by which a slice is turned in the picture, clockwise, against lying on the back (PLATES 3)."""
FADE_EDGE = 0.12
"""Share at both ends of a turn in which table and letters give way to the bare slice."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A still picture of the whole stage and the viewport it was made for."""

    image: QImage
    viewport: Viewport


def smooth(t: float) -> float:
    """Ease in and out, 0..1."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def part(t: float, start: float, end: float) -> float:
    """Eased share of a stretch of the way."""
    return smooth((t - start) / (end - start))


def paint_change(
    p: QPainter, frame: Frame, before: Layer, after: Layer, look: Look, viewport: Viewport, reduced_motion: bool = False
) -> None:
    """Paint the still part of a frame that goes from ``frame.previous`` to ``frame.view``.

    viewport: of the picture painted into (for a travel: where the camera is now). reduced_motion: only a cross-fade.
    """
    t = frame.change_progress
    change = Change.FADE if reduced_motion else frame.change
    p.save()
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if change is Change.TRAVEL and frame.previous is not None and frame.previous.plate == frame.view.plate:
        paint_travel(p, before, after, viewport, t)
    elif change is Change.SLICE and frame.view.plate.startswith("axial"):
        paint_sweep(p, before, after, look, viewport, t, frame.view.plate, frame.position)
    elif change is Change.SLICE and frame.previous is not None and frame.previous.plate.startswith("axial"):
        was = frame.previous_position or frame.position
        paint_sweep(p, after, before, look, viewport, 1.0 - t, frame.previous.plate, was)
    elif change is Change.TURN:
        postures = frame.previous_position or Position.SUPINE, frame.position
        paint_turn(p, before, after, look, viewport, t, frame.view.plate, postures)
    else:
        paint_fade(p, before, after, t)
    p.restore()


def paint_fade(p: QPainter, before: Layer, after: Layer, t: float) -> None:
    """Cross-fade of two pictures."""
    p.drawImage(0, 0, before.image)
    p.setOpacity(smooth(t))
    p.drawImage(0, 0, after.image)
    p.setOpacity(1.0)


def paint_travel(p: QPainter, before: Layer, after: Layer, viewport: Viewport, t: float) -> None:
    """Both pictures where the camera is; the later one comes in from the middle of the way."""
    _scaled(p, before, viewport)
    p.setOpacity(part(t, 0.3, 0.75))
    _scaled(p, after, viewport)
    p.setOpacity(1.0)


def _scaled(p: QPainter, layer: Layer, viewport: Viewport) -> None:
    k = viewport.scale / layer.viewport.scale
    x, y = viewport.to_screen(*layer.viewport.to_plate(0, 0))
    p.drawImage(QRectF(x, y, layer.viewport.width * k, layer.viewport.height * k), layer.image)


@lru_cache(maxsize=16)
def _outline(plate: str, position: Position) -> tuple[Floats, float]:
    """Outline (N, 2) of the body in a slice, plate cm, and its level y."""
    from irexplainer.atlas.plates import plate_of
    from irexplainer.atlas.slices import load_slice

    cut = load_slice(plate)
    skin = max((np.asarray(r.outline, float) for r in cut.regions), key=lambda o: float(np.ptp(o[:, 0])))
    points = np.column_stack([skin[:, 0], np.full(len(skin), cut.level_y), skin[:, 1]])
    return np.asarray(plate_of(plate, position).project(points), float), float(cut.level_y)


def slab_path(plate: str, position: Position, viewport: Viewport) -> QPainterPath:
    """Edge of the slice in px; of the side cut of the spine the part around L1."""
    v = viewport
    place = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0)
    if plate == SPINE:
        from irexplainer.paint.plates.spine_side import around_treated, is_prone

        return place.map(around_treated(is_prone(position)))
    return place.map(polygon_path(_outline(plate, position)[0]))


def _slab(
    p: QPainter, layer: Layer, path: QPainterPath, center: QPointF, sx: float, sy: float, degrees: float = 0.0
) -> None:
    """The bare slice of a picture, moved to ``center``, scaled and turned."""
    middle = path.boundingRect().center()
    p.save()
    p.translate(center)
    p.scale(sx, sy)
    p.rotate(degrees)
    p.translate(-middle)
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.drawImage(0, 0, layer.image)
    p.restore()


def _edge(
    p: QPainter, path: QPainterPath, center: QPointF, sx: float, sy: float, drop: float, degrees: float, look: Look
) -> None:
    """Cut edge below a tipped slice, with a soft shadow."""
    middle = path.boundingRect().center()
    place = QTransform().translate(center.x(), center.y() + drop).scale(sx, sy)
    place = place.rotate(degrees).translate(-middle.x(), -middle.y())
    p.fillPath(place.map(path), color("#B08B73" if not look.flat else "#FFFFFF", 1.0))


def paint_sweep(
    p: QPainter,
    figure: Layer,
    cut: Layer,
    look: Look,
    viewport: Viewport,
    t: float,
    plate: str,
    position: Position,
) -> None:
    """A teal plane runs down the figure; the slice swings up from edge-on, its front edge rising, and grows.

    Tipping, it is as wide as the body it was cut from and lies as the figure stands; growing, it turns as the patient
    lies.
    """
    width, height = viewport.width, viewport.height
    level = _outline(plate, position)[1]
    paint_home_ground(p, look, width, height)
    _figure(p, figure, level, t)
    x, y = figure.viewport.to_screen(0.0, level)
    if t < SWING:
        _plane(p, look, figure.viewport, level, t)
    if t <= SWEEP:
        return
    path = slab_path(plate, position, cut.viewport)
    goal = path.boundingRect().center()
    grow = part(t, SWING, GROW)
    tilt = EDGE_ON + (TIPPED - EDGE_ON) * part(t, SWEEP, SWING) + (1.0 - TIPPED) * grow
    lies = LIES.get(position, 0.0)
    across = path.boundingRect().height() if abs(lies) == 90.0 else path.boundingRect().width()
    first = min(figure.viewport.scale / cut.viewport.scale, WIDEST * width / max(across, 1.0))
    scale = first + (1.0 - first) * grow
    degrees = -lies * (1.0 - grow)
    center = QPointF(x + (goal.x() - x) * grow, y + (goal.y() - y) * grow)
    p.save()
    p.setOpacity(min(1.0, (t - SWEEP) / 0.06))
    drop = SLAB_CM * cut.viewport.scale * scale * float(np.sqrt(max(0.0, 1 - tilt * tilt)))
    _edge(p, path, center, scale, scale * tilt, drop, degrees, look)
    _slab(p, cut, path, center, scale, scale * tilt, degrees)
    p.restore()
    if t > GROW:
        p.setOpacity(part(t, GROW, 1.0))
        p.drawImage(0, 0, cut.image)
        p.setOpacity(1.0)


def _figure(p: QPainter, figure: Layer, level: float, t: float) -> None:
    """What is above the plane stays and fades late; what is below it fades while the slice tips."""
    above = 1.0 - 0.8 * part(t, 0.5, SWING) - 0.2 * part(t, SWING, GROW)
    below = (1.0 - 0.85 * part(t, SWEEP, 0.45)) * (1.0 - part(t, SWING, GROW))
    _, y = figure.viewport.to_screen(0.0, level)
    width, height = figure.viewport.width, figure.viewport.height
    soft = SOFT_STEPS * SOFT_STEP_PX
    strips = [(above, 0.0, y - soft)]
    for i in range(SOFT_STEPS):
        top, share = y - soft + i * SOFT_STEP_PX, smooth((i + 0.5) / SOFT_STEPS)
        strips.append((above + (below - above) * share, top, top + SOFT_STEP_PX))
    for opacity, top, bottom in (*strips, (below, y, height)):
        rect = QRectF(0, max(top, 0.0), width, min(bottom, height) - max(top, 0.0))
        if opacity > 0.004 and rect.height() > 0:
            p.setOpacity(opacity)
            p.drawImage(rect, figure.image, rect)
    p.setOpacity(1.0)


def _plane(p: QPainter, look: Look, viewport: Viewport, level: float, t: float) -> None:
    """The plane with three trails behind it."""
    fade = 1.0 - part(t, SWEEP + 0.08, SWING)
    if fade <= 0:
        return
    go = part(t, 0.0, SWEEP)
    top = min(SHOULDERS_CM, level - 18.0)
    accent = look.color("accent")
    rx, ry = (half * viewport.scale for half in PLANE_CM)
    rx = min(rx, viewport.width * 0.46)
    ry = min(ry, rx * 0.185)
    for lag, alpha in ((0.30, 0.10), (0.20, 0.16), (0.10, 0.24)):
        share = max(go - lag * (1 - go), 0.0)
        x, y = viewport.to_screen(0.0, top + (level - top) * share)
        p.setPen(QPen(color(accent, alpha * fade * (1 - go)), 2.0))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(x, y), rx, ry)
    x, y = viewport.to_screen(0.0, top + (level - top) * go)
    p.setPen(QPen(color(accent, 0.95 * fade), 2.4))
    p.setBrush(color(accent, 0.20 * fade))
    p.drawEllipse(QPointF(x, y), rx, ry)


def paint_turn(
    p: QPainter,
    before: Layer,
    after: Layer,
    look: Look,
    viewport: Viewport,
    t: float,
    plate: str,
    postures: tuple[Position, Position],
) -> None:
    """The slice turns in the picture as the patient does; the light stays: the two pictures change over half-way."""
    paint_home_ground(p, look, viewport.width, viewport.height)
    paths = [slab_path(plate, pos, layer.viewport) for pos, layer in zip(postures, (before, after), strict=True)]
    a, b = (path.boundingRect().center() for path in paths)
    go = part(t, FADE_EDGE * 0.5, 1.0 - FADE_EDGE * 0.5)
    center = QPointF(a.x() + (b.x() - a.x()) * go, a.y() + (b.y() - a.y()) * go)
    whole = turn_degrees(*postures) if plate != SPINE else side_degrees(*postures)
    fade = smooth((180.0 * go - 70.0) / 40.0)
    k = before.viewport.scale / after.viewport.scale
    for layer, path, turn, opacity, scale in (
        (before, paths[0], whole * go, 1.0 if fade < 1 else 0.0, 1.0 + (1 / k - 1.0) * go),
        (after, paths[1], whole * (go - 1.0), fade, k + (1.0 - k) * go),
    ):
        if opacity > 0:
            p.setOpacity(opacity)
            _slab(p, layer, path, center, scale, scale, turn)
    _arrow(p, look, center, max(a.x() - paths[0].boundingRect().left(), 40.0), go, whole)
    for layer, opacity in ((before, 1.0 - part(t, 0.0, FADE_EDGE)), (after, part(t, 1.0 - FADE_EDGE, 1.0))):
        if opacity > 0.004:
            p.setOpacity(opacity)
            p.drawImage(0, 0, layer.image)
    p.setOpacity(1.0)


def turn_degrees(before: Position, after: Position) -> float:
    """Degrees by which a slice turns in the picture, clockwise, the short way round; half a turn goes clockwise."""
    whole = (LIES.get(after, 0.0) - LIES.get(before, 0.0)) % 360.0
    return whole if whole <= 180.0 else whole - 360.0


def side_degrees(before: Position, after: Position) -> float:
    """Degrees by which the side cut of the spine turns, clockwise: lying face down is a quarter turn the other way."""
    prone = Position.PRONE
    return 90.0 * ((before is prone) - (after is prone))


def _arrow(p: QPainter, look: Look, center: QPointF, radius: float, go: float, whole: float) -> None:
    """Arc that tells which way the patient turns; whole: degrees of the turn, clockwise."""
    strength = min(1.0, 4 * go, 4 * (1 - go))
    if strength <= 0:
        return
    box = QRectF(center.x() - radius * 1.1, center.y() - radius * 1.1, radius * 2.2, radius * 2.2)
    arc = QPainterPath()
    way, reach = (1.0 if whole > 0 else -1.0), 59.0 if abs(whole) > 90.0 else 40.0
    arc.arcMoveTo(box, way * reach)
    arc.arcTo(box, way * reach, -2.0 * way * reach)
    pen = QPen(color(look.color("accent"), strength), 3.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(arc)
    end = arc.currentPosition()
    p.drawPolyline([end + QPointF(-2, -15 * way), end, end + QPointF(15, -4 * way)])
