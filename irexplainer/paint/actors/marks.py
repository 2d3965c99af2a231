"""Marks in front of everything: tool tip, posture chip, orientation letters."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from irexplainer.atlas.closeups import is_closeup
from irexplainer.atlas.plates import SPINE
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import beat, color
from irexplainer.paint.cards import card
from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame, Position

TIP_RADIUS = 7.0
HALO_RADII = (17.0, 26.0)


def paint_tip(scene: Scene) -> None:
    """Amber dot with a white ring at the tool tip; two halos pulse unless motion is reduced."""
    if scene.frame.tip is None or is_closeup(scene.frame.view.plate):
        return
    p = scene.painter
    center = scene.point(scene.frame.tip)
    grow = 1.0 if scene.reduced_motion else 0.85 + 0.3 * beat(scene.frame.seconds)
    p.setPen(Qt.PenStyle.NoPen)
    for radius, alpha in zip(HALO_RADII, (0.35, 0.20), strict=True):
        p.setBrush(color("#F0B323", alpha))
        p.drawEllipse(center, radius * grow, radius * grow)
    p.setPen(QPen(color("#FFFFFF"), 2.4))
    p.setBrush(color("#D98E04"))
    p.drawEllipse(center, TIP_RADIUS, TIP_RADIUS)


def slice_letters(frame: Frame, words: Callable[[str], str]) -> tuple[str, str, str]:
    """(left, right, top) words of a slice seen from the feet (PLATES 3), or of the spine seen from the left."""
    if frame.view.plate == SPINE:
        prone = (words("H"), words("F"), words("back"))
        return prone if frame.position is Position.PRONE else (words("front"), words("back"), words("H"))
    right, left, front, back = words("R"), words("L"), words("front"), words("back")
    return {
        Position.SUPINE: (right, left, front),
        Position.PRONE: (left, right, back),
        Position.LEFT_SIDE: (back, front, right),
        Position.RIGHT_SIDE: (front, back, left),
        Position.SITTING: (right, left, front),
    }[frame.position]


def paint_posture(p: QPainter, rect: QRectF, frame: Frame, text: str, look: Look, font: QFont) -> None:
    """Chip with a little slice on a table and words."""
    card(p, rect, look, rect.height() / 2, shadow=(14.0, 4.0, 0.14))
    center = QPointF(rect.x() + 36, rect.center().y() - 2)
    p.setPen(QPen(color(look.color("ink2")), 1.8))
    p.setBrush(color("#EADBCB"))
    p.drawEllipse(center, 17, 10)
    p.setPen(QPen(color(look.color("accent")), 3, c=Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(center.x() - 19, center.y() + 13.5), QPointF(center.x() + 19, center.y() + 13.5))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("#4A5A63"))
    spine = {Position.PRONE: (0, -5), Position.LEFT_SIDE: (-9, 0), Position.RIGHT_SIDE: (9, 0)}
    dx, dy = spine.get(frame.position, (0, 5))
    p.drawEllipse(QPointF(center.x() + dx, center.y() + dy), 3.2, 3.2)
    p.setFont(font)
    p.setPen(color(look.color("ink")))
    p.drawText(rect.adjusted(64, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, text)
