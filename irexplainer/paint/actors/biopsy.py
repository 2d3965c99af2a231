"""Taking a sample: the needle with a notch that a sleeve cuts off, and the pot the sample goes into."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import across_gradient, color, stroke_shadow
from irexplainer.story.frame import EffectPose, ToolPose

POINT_CM = 0.3
"""Solid point in front of the notch."""
NOTCH_CM = 1.3
"""Length of the notch: a rod of tissue of 10 to 20 mm lies in it."""
TISSUE = ("#8E4A43", "#C9786C", "#EDB7A8")
HANDLE_CM, HANDLE_HALF_CM = 3.4, 0.42
POT_CM = (2.0, 2.4)
"""Half of the width and the height of the pot as drawn."""
RODS = 3


def paint_biopsy(scene: Scene, tool: ToolPose) -> None:
    """Inner needle with its notch, the sleeve around it as far as ``shape`` lets it stand back, and the grip."""
    track = scene.board.paths[tool.path]
    start, tip = scene.px(np.array([track.at(tool.tail)[:3], track.at(tool.tip)[:3]]))
    length = float(np.hypot(*(tip - start)))
    if length < 1.0:
        return
    p, cm = scene.painter, scene.viewport.scale
    along = (tip - start) / length
    radius = scene.radius(tool.diameter_mm / 20, 2.4)
    shut = tip - along * min(POINT_CM * cm * 0.35, length)
    edge = shut - along * min((POINT_CM + NOTCH_CM) * cm * tool.shape, length * 0.8)
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    stroke_shadow(p, polyline_path(np.array([start, shut])), radius, 0.05 * cm, 0.14 * cm, 0.5)
    _stylet(scene, edge, tip, along, radius)
    _sleeve(scene, start, edge, along, radius)
    _grip(scene, start, along, radius)
    p.restore()


def _bar(a: Floats, b: Floats, normal: Floats, low: float, high: float) -> QPainterPath:
    """Strip from a to b between two distances from the middle."""
    return polyline_path(np.array([a + normal * low, b + normal * low, b + normal * high, a + normal * high]), True)


def _stylet(scene: Scene, edge: Floats, tip: Floats, along: Floats, radius: float) -> None:
    """Solid needle: point, notch with the rod of tissue, the rest of the shaft up to the sleeve."""
    p, cm = scene.painter, scene.viewport.scale
    normal = np.array([-along[1], along[0]])
    if normal[1] > 0:  # the notch opens upward on the picture
        normal = -normal
    r = radius * 0.86
    front = tip - along * POINT_CM * cm
    back = front - along * NOTCH_CM * cm
    back = edge if float((back - edge) @ along) < 0 else back
    ramp = scene.look.ramp("needle")
    p.setPen(QPen(color("#2B3338", 0.9), max(0.8, radius * 0.18)))
    p.setBrush(across_gradient(QPointF(*map(float, tip)), QPointF(*map(float, normal)), r, ramp, 0.9))
    p.drawPath(polyline_path(np.array([front + normal * r, tip - normal * r * 0.4, front - normal * r]), True))
    if float((front - back) @ along) < 0.5:
        return
    p.drawPath(_bar(back, front, normal, -r, -r * 0.1))
    if float((back - edge) @ along) > 0.5:
        p.drawPath(_bar(edge, back, normal, -r, r))
    p.setPen(QPen(color(TISSUE[0], 0.95), max(0.8, radius * 0.16)))
    middle = QPointF(*map(float, back + normal * r * 0.5))
    p.setBrush(across_gradient(middle, QPointF(*map(float, normal)), r, TISSUE, 0.5))
    inset = along * min(r * 0.6, float((front - back) @ along) * 0.1)
    p.drawPath(_bar(back + inset, front - inset, normal, -r * 0.1, r * 1.05))


def _sleeve(scene: Scene, start: Floats, edge: Floats, along: Floats, radius: float) -> None:
    """Cutting tube with an oblique mouth."""
    p = scene.painter
    normal = np.array([-along[1], along[0]])
    slant = along * radius * 1.2
    outline = np.array([start + normal * radius, edge - slant + normal * radius, edge + slant - normal * radius,
                        start - normal * radius])  # fmt: skip
    ramp = scene.look.ramp("needle")
    p.setPen(QPen(color("#2B3338", 0.9), max(1.0, radius * 0.22)))
    center, across = QPointF(*map(float, start)), QPointF(*map(float, normal))
    p.setBrush(across_gradient(center, across, radius, ramp, 0.9))
    p.drawPath(polyline_path(outline, True))


def _grip(scene: Scene, start: Floats, along: Floats, radius: float) -> None:
    """Spring box with its button."""
    p, scale = scene.painter, min(scene.viewport.scale, 46.0)
    normal = np.array([-along[1], along[0]])
    half = max(HANDLE_HALF_CM * scale, radius * 1.9)
    tail = start - along * HANDLE_CM * scale
    stroke_shadow(p, polyline_path(np.array([start, tail])), half * 0.8, 0.05 * scale, 0.16 * scale, 0.45)
    button = tail - along * half * 0.9
    p.setPen(QPen(color("#5B3A05", 0.9), max(1.0, half * 0.09)))
    p.setBrush(color("#F0B323"))
    p.drawPath(_bar(tail, button, normal, -half * 0.42, half * 0.42))
    profile = [(0.0, 0.5), (0.1, 0.8), (0.3, 1.0), (0.92, 1.0), (1.0, 0.86)]
    upper = [start + (tail - start) * s + normal * half * w for s, w in profile]
    lower = [start + (tail - start) * s - normal * half * w for s, w in reversed(profile)]
    ramp = scene.look.ramp("catheter")
    p.setPen(QPen(color("#062A30", 0.9), max(1.0, half * 0.09), j=Qt.PenJoinStyle.RoundJoin))
    center, across = QPointF(*map(float, start)), QPointF(*map(float, normal))
    p.setBrush(across_gradient(center, across, half, ramp, 0.6))
    p.drawPath(polyline_path(np.array(upper + lower), True))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#FFFFFF", 0.75))
    a, b = start + (tail - start) * 0.42, start + (tail - start) * 0.78
    p.drawPath(_bar(a, b, normal, -half * 0.3, half * 0.3))


def _pot_scale(scene: Scene) -> float:
    return min(scene.viewport.scale, 46.0)


def paint_sample(scene: Scene, effect: EffectPose) -> None:
    """Pot with what was taken: rods that come one by one, or (params cells = 1) cells in fluid."""
    if effect.at is None or effect.value <= 0:
        return
    p, k = scene.painter, _pot_scale(scene)
    half, tall = POT_CM[0] / 2 * k, POT_CM[1] * k
    p.save()
    p.translate(scene.point(effect.at))
    p.setOpacity(p.opacity() * min(effect.value * 20.0, 1.0))
    _glass(scene, half, tall, k)
    if effect.params.get("cells", 0.0) > 0.5:
        _cells(scene, half, tall, effect.value)
    else:
        _rods(scene, half, tall, effect.value)
    _lid(scene, half, tall, k)
    p.restore()


def _glass(scene: Scene, half: float, tall: float, k: float) -> None:
    p = scene.painter
    body = QRectF(-half, -tall * 0.36, 2 * half, tall * 0.86)
    shade = QRadialGradient(QPointF(0, tall * 0.5), half * 1.4)
    shade.setColorAt(0.0, color("#2A1A12", 0.3))
    shade.setColorAt(1.0, color("#2A1A12", 0.0))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(shade)
    p.drawEllipse(QPointF(0, tall * 0.5), half * 1.3, half * 0.26)
    wall = QLinearGradient(-half, 0, half, 0)
    for stop, name in ((0.0, "#C6D8DE"), (0.22, "#F6FBFC"), (0.7, "#E3EEF1"), (1.0, "#B5C9D0")):
        wall.setColorAt(stop, color(name, 0.96))
    p.setPen(QPen(color("#5E7C87"), max(1.2, 0.035 * k)))
    p.setBrush(wall)
    p.drawRoundedRect(body, half * 0.22, half * 0.22)
    fluid = QRectF(-half * 0.88, -tall * 0.02, half * 1.76, tall * 0.46)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#BFE0E8", 0.85))
    p.drawRoundedRect(fluid, half * 0.16, half * 0.16)


def _rods(scene: Scene, half: float, tall: float, value: float) -> None:
    p = scene.painter
    places = ((-0.1, 0.34, -8.0), (0.12, 0.22, 12.0), (-0.06, 0.11, -22.0))
    for index, (x, y, degrees) in enumerate(places[:RODS]):
        there = min(max(value * RODS - index - 0.2, 0.0) * 1.25, 1.0)
        if there <= 0:
            continue
        p.save()
        p.translate(x * half, y * tall - (1 - there) * tall * 0.3)
        p.rotate(degrees)
        p.setOpacity(p.opacity() * min(there * 2, 1.0))
        p.setPen(QPen(color(TISSUE[0]), 1.0))
        p.setBrush(color(TISSUE[1]))
        long, thick = half * 0.56, max(half * 0.085, 2.0)
        p.drawRoundedRect(QRectF(-long, -thick, 2 * long, 2 * thick), thick, thick)
        p.restore()


def _cells(scene: Scene, half: float, tall: float, value: float) -> None:
    """Cells at fixed places (golden angle), more of them as the value grows."""
    p, count = scene.painter, 26
    p.setPen(QPen(color(TISSUE[0], 0.8), 0.8))
    p.setBrush(color(TISSUE[2]))
    for index in range(round(count * min(value, 1.0))):
        angle, reach = index * 2.39996, (index / count) ** 0.5
        x, y = np.cos(angle) * reach * half * 0.72, tall * 0.21 + np.sin(angle) * reach * tall * 0.17
        size = max(half * 0.055, 1.6)
        p.drawEllipse(QPointF(float(x), float(y)), size, size)


def _lid(scene: Scene, half: float, tall: float, k: float) -> None:
    p = scene.painter
    lid = QRectF(-half * 1.06, -tall * 0.5, half * 2.12, tall * 0.2)
    paint = QLinearGradient(-half, 0, half, 0)
    for stop, name in ((0.0, "#0B5E6B"), (0.3, "#2A97A6"), (1.0, "#084953")):
        paint.setColorAt(stop, color(name))
    p.setPen(QPen(color("#062A30"), max(1.0, 0.03 * k)))
    p.setBrush(paint)
    p.drawRoundedRect(lid, tall * 0.05, tall * 0.05)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#FFFFFF", 0.85))
    p.drawRoundedRect(QRectF(-half * 0.62, -tall * 0.22, half * 1.24, tall * 0.14), 2.0, 2.0)


def box_sample(scene: Scene, effect: EffectPose) -> Rect | None:
    """The pot with its shadow."""
    if effect.at is None or effect.value <= 0:
        return None
    return scene.around(effect.at, max(POT_CM[0] * 0.8, POT_CM[1] * 0.62) * _pot_scale(scene) + 4)
