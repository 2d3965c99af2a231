"""Ultrasound probe on the skin with its gel and the fan of sound."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of, polyline_path
from irexplainer.paint.actors.strokes import color, stroke_shadow
from irexplainer.story.frame import EffectPose, ToolPose

FACE_CM = 4.6
"""Width of the probe face as drawn (linear probes are 4 to 5 cm wide)."""
BODY_CM = 4.2


def paint_probe(scene: Scene, tool: ToolPose) -> None:
    """Paint the probe: the path runs from the handle to the point on the skin it looks through."""
    track = scene.board.paths[tool.path]
    face = scene.px(track.at(tool.tip)[:3])
    back = scene.px(track.at(max(tool.tip - 1.0, 0.0))[:3])
    along = face - back
    along = along / (np.hypot(*along) or 1.0)
    p = scene.painter
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    cm = min(scene.viewport.scale, 110.0)
    half = FACE_CM / 2 * cm
    p.translate(float(face[0]), float(face[1]))
    p.rotate(math.degrees(math.atan2(along[1], along[0])) - 90)
    _gel(scene, half, cm)
    _body(scene, half, cm)
    p.restore()


def _gel(scene: Scene, half: float, cm: float) -> None:
    p = scene.painter
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#9CC9DA", 0.75))
    p.drawRoundedRect(int(-half * 1.06), int(-0.10 * cm), int(half * 2.12), int(0.14 * cm), 0.06 * cm, 0.06 * cm)


def _body(scene: Scene, half: float, cm: float) -> None:
    p = scene.painter
    top = -BODY_CM * cm
    shape = QPainterPath(QPointF(-half, -0.08 * cm))
    shape.cubicTo(QPointF(-half * 1.1, -1.3 * cm), QPointF(-half * 0.5, -1.7 * cm), QPointF(-half * 0.42, -2.6 * cm))
    shape.lineTo(QPointF(-half * 0.46, top))
    shape.cubicTo(
        QPointF(-half * 0.3, top - 0.35 * cm), QPointF(half * 0.3, top - 0.35 * cm), QPointF(half * 0.46, top)
    )
    shape.lineTo(QPointF(half * 0.42, -2.6 * cm))
    shape.cubicTo(QPointF(half * 0.5, -1.7 * cm), QPointF(half * 1.1, -1.3 * cm), QPointF(half, -0.08 * cm))
    shape.closeSubpath()
    stroke_shadow(p, shape, 0.10 * cm, 0.10 * cm, 0.12 * cm, 0.45)
    gradient = QLinearGradient(-half, 0, half, 0)
    for stop, name in ((0.0, "#C9D1D6"), (0.28, "#FFFFFF"), (0.55, "#F2F5F6"), (0.85, "#CBD3D8"), (1.0, "#AEB9BF")):
        gradient.setColorAt(stop, color(name))
    p.setPen(QPen(color("#8E9AA1"), max(1.0, 0.03 * cm)))
    p.setBrush(gradient)
    p.drawPath(shape)
    foot = QPainterPath(QPointF(-half, -0.06 * cm))
    foot.cubicTo(QPointF(-half * 1.04, -0.5 * cm), QPointF(-half, -0.62 * cm), QPointF(-half * 0.96, -0.66 * cm))
    foot.lineTo(QPointF(half * 0.96, -0.66 * cm))
    foot.cubicTo(QPointF(half, -0.62 * cm), QPointF(half * 1.04, -0.5 * cm), QPointF(half, -0.06 * cm))
    foot.closeSubpath()
    p.setBrush(color("#8399A3"))
    p.drawPath(foot)


def _looks(scene: Scene, effect: EffectPose) -> tuple[Floats, Floats, float, bool] | None:
    """Face of the probe in px, direction it looks in, depth in px, straight or spreading."""
    tool = next((t for t in scene.frame.tools if t.kind == "ultrasound_probe" and t.opacity > 0), None)
    path = tool.path if tool is not None else effect.target
    if path not in scene.board.paths:
        return None
    track = scene.board.paths[path]
    tip = tool.tip if tool is not None else track.length
    face, back = scene.px(np.array([track.at(tip)[:3], track.at(max(tip - 1.0, 0.0))[:3]]))
    along = (face - back) / (float(np.hypot(*(face - back))) or 1.0)
    layers = "layers" in scene.frame.view.plate
    depth = effect.params.get("depth_cm", 4.5 if layers else 9.0)
    return face, along, depth * scene.viewport.scale, layers


def paint_fan_effect(scene: Scene, effect: EffectPose) -> None:
    """The fan of an effect."""
    looks = _looks(scene, effect)
    if looks is not None and effect.value > 0.01:
        face, along, depth, straight = looks
        paint_fan(scene, face, along, depth, effect.value, straight)


def box_fan_effect(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where the fan is."""
    looks = _looks(scene, effect)
    return None if looks is None else box_of(_corners(scene, *looks), 4.0)


def _corners(scene: Scene, face: Floats, along: Floats, depth_px: float, straight: bool) -> Floats:
    normal = np.array([-along[1], along[0]])
    half = FACE_CM / 2 * min(scene.viewport.scale, 110.0)
    spread = 0.0 if straight else depth_px * 0.5
    return np.array(
        [
            face - normal * half,
            face + normal * half,
            face + normal * (half + spread) + along * depth_px,
            face - normal * (half + spread) + along * depth_px,
        ]
    )


def paint_fan(scene: Scene, face: Floats, along: Floats, depth_px: float, alpha: float, straight: bool) -> None:
    """Pale sector (curved probe) or band (linear probe) that shows what the sound reaches."""
    p = scene.painter
    corners = _corners(scene, face, along, depth_px, straight)
    gradient = QLinearGradient(QPointF(*map(float, face)), QPointF(*map(float, face + along * depth_px)))
    gradient.setColorAt(0.0, color("#BFE4F0", 0.40 * alpha))
    gradient.setColorAt(1.0, color("#BFE4F0", 0.05 * alpha))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gradient)
    p.drawPath(polyline_path(corners, closed=True))
    pen = QPen(color("#FFFFFF", 0.8 * alpha), 2.0)
    pen.setDashPattern([6, 5])
    p.setPen(pen)
    for a, b in ((corners[0], corners[3]), (corners[1], corners[2])):
        p.drawLine(QPointF(*map(float, a)), QPointF(*map(float, b)))
