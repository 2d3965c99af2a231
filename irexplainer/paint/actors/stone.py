"""A stone in the kidney: whole, breaking, and its pieces on their way out through a tube."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined, polyline_path
from irexplainer.paint.actors.scope import paint_energy
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.ramps import RAMPS
from irexplainer.story.frame import EffectPose
from irexplainer.story.stone import Piece, pieces_now

EDGE = "#3E2A12"
LIT = ((0.0, "#FBEBC4"), (0.42, "#D6B178"), (0.8, "#9A6F3A"), (1.0, "#6B4822"))
"""From the lit side of a piece to its far side: old ivory, paler than urine, so that it stands out in it."""
LIGHT_SHIFT = 0.34
"""Middle of the light on a piece, towards the lamp, share of its half width."""
LEAST_SCALE = 6.0
"""Px per cm from which a stone is worth painting."""


def paint_stone(scene: Scene, effect: EffectPose) -> None:
    """Paint all pieces that are still to be seen, and the energy that breaks them."""
    if not _seen(scene):
        return
    for piece in pieces_now(scene.board, scene.frame, scene.atlas, effect):
        _paint(scene, piece)
    for tool in scene.frame.tools:
        if tool.kind == "scope" and tool.path in scene.board.paths:
            paint_energy(scene, tool)


def box_stone(scene: Scene, effect: EffectPose) -> Rect | None:
    """Where the pieces are."""
    if not _seen(scene):
        return None
    pieces = pieces_now(scene.board, scene.frame, scene.atlas, effect)
    margin = 0.12 * scene.viewport.scale + 4
    return joined(box_of(_placed(scene, piece), margin) for piece in pieces)


def _seen(scene: Scene) -> bool:
    plate = scene.frame.view.plate
    return (plate == "front" or plate.startswith("axial")) and scene.viewport.scale > LEAST_SCALE


def _placed(scene: Scene, piece: Piece) -> Floats:
    return np.asarray(scene.px(piece.center) + piece.outline * scene.viewport.scale)


def _paint(scene: Scene, piece: Piece) -> None:
    p, k, outline = scene.painter, scene.viewport.scale, _placed(scene, piece)
    path = polyline_path(outline, closed=True)
    low, high = outline.min(axis=0), outline.max(axis=0)
    half = float((high - low).max()) / 2
    middle = (low + high) / 2
    p.save()
    p.setOpacity(p.opacity() * piece.opacity)
    if scene.look.flat:
        p.fillPath(path, color(RAMPS["stone"][2]))
        p.strokePath(path, QPen(color("#000000"), 2.0))
        p.restore()
        return
    p.fillPath(path.translated(0.04 * k, 0.07 * k), color("#2A1A0C", 0.4))
    glow = QRadialGradient(QPointF(*(middle - half * LIGHT_SHIFT)), half * 1.55)
    for stop, shade in LIT:
        glow.setColorAt(stop, color(shade))
    p.fillPath(path, glow)
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _grain(scene, middle, half)
    p.setClipping(False)
    p.restore()
    p.save()
    p.setOpacity(p.opacity() * piece.opacity)
    p.strokePath(path, QPen(color(EDGE, 0.85), max(0.03 * k, 1.0), j=Qt.PenJoinStyle.RoundJoin))
    p.restore()


def _grain(scene: Scene, middle: Floats, half: float) -> None:
    """Layers and pits of its rough face: short darker and paler strokes, always the same."""
    rs = np.random.RandomState(11)
    p = scene.painter
    for index in range(12):
        at = middle + (rs.rand(2) - 0.5) * 1.7 * half
        reach = half * (0.1 + 0.14 * rs.rand())
        turn = rs.rand() * np.pi
        step = np.array([np.cos(turn), np.sin(turn)]) * reach
        shade = color("#4F3519", 0.22) if index % 2 else color("#FFF3CF", 0.5)
        p.setPen(QPen(shade, max(half * 0.07, 0.8), c=Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(*(at - step)), QPointF(*(at + step)))
