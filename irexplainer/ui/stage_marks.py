"""Marks that belong to the viewer and not to the picture: focus ring, and the name under the pointer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, Qt

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.cards import card
from irexplainer.paint.fonts import font
from irexplainer.paint.look import Look
from irexplainer.paint.text import draw_lines, text_size
from irexplainer.story.semantics import Node
from irexplainer.ui.stage_nodes import around

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas, Floats

UNNAMED = ("region", "label", "caption", "image")
"""Roles whose name is in the picture already."""


class Hover:
    """What is under the pointer, and where the chip with its name lies."""

    def __init__(self) -> None:
        self.at: tuple[str, QPointF] | None = None
        self.box: Rect | None = None

    def clear(self) -> None:
        """Nothing is under the pointer."""
        self.at, self.box = None, None

    def moved(
        self, id: str | None, at: QPointF, node: Node | None, term: str, size: tuple[int, int], scale: float
    ) -> list[QRect]:
        """Point at a node (or none); px to paint anew. term: second line of its chip."""
        before, self.at = self.box, None if id is None else (id, at)
        named = node is not None and node.role not in UNNAMED
        self.box = name_box(node.name, term, at, *size, scale) if named and node is not None else None
        if before == self.box:
            return []
        areas = [around(box, 24) for box in (before, self.box) if box is not None]
        return [QRect(int(box.x), int(box.y), int(box.width) + 2, int(box.height) + 2) for box in areas]


def paint_part(p: QPainter, atlas: "Atlas | None", id: str, view: Viewport, plate: str, look: Look) -> None:
    """Edge of a part of the front plate in the accent color, so that its name is not taken for another's."""
    if atlas is None or plate != "front":
        return
    path = QPainterPath()
    structure, vessel = atlas.structures.get(id), atlas.vessels.get(id)
    if structure is not None:
        path.addPolygon(_on_screen(structure.outline, view))
        path.closeSubpath()
    elif vessel is not None:
        line = QPainterPath()
        line.addPolygon(_on_screen(vessel.points, view))
        around_it = QPainterPathStroker()
        around_it.setWidth(max(2.0 * float(vessel.points[:, 3].mean()) * view.scale, 2.0) + 4.0)
        around_it.setCapStyle(Qt.PenCapStyle.RoundCap)
        around_it.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        path = around_it.createStroke(line).simplified()
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for width, ink in ((5.5, "background" if look.flat else "panel"), (3.2 if look.flat else 2.5, "accent")):
        pen = QPen(QColor(look.color(ink)), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.strokePath(path, pen)
    p.restore()


def _on_screen(points: "Floats", view: Viewport) -> QPolygonF:
    return QPolygonF([QPointF(*view.to_screen(float(x), float(y))) for x, y in points[:, :2]])


def paint_ring(p: QPainter, box: Rect, look: Look) -> None:
    """Focus ring with a gap (STYLE 2.3: wide and yellow in high contrast)."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    width = 4.0 if look.flat else 3.0
    r = QRectF(box.x, box.y, box.width, box.height).adjusted(-4, -4, 4, 4)
    p.setPen(QPen(QColor(look.color("panel" if not look.flat else "background")), width + 3))
    p.drawRoundedRect(r, 12, 12)
    p.setPen(QPen(QColor(look.color("accent")), width))
    p.drawRoundedRect(r, 12, 12)
    p.restore()


def name_box(title: str, subtitle: str, at: QPointF, width: int, height: int, scale: float) -> Rect:
    """Where the chip with the name under the pointer lies: beside the pointer, inside the stage."""
    w, h = text_size([title], font(15 * scale, 600))
    if subtitle:
        w2, h2 = text_size([subtitle], font(13 * scale, 400))
        w, h = max(w, w2), h + h2 + 1
    w, h = w + 24, h + 14
    x = at.x() + 16 if at.x() + 16 + w <= width - 4 else at.x() - 12 - w
    y = at.y() + 18 if at.y() + 18 + h <= height - 4 else at.y() - 10 - h
    return Rect(min(max(x, 4.0), max(width - w - 4.0, 4.0)), max(y, 4.0), w, h)


def paint_name(p: QPainter, title: str, subtitle: str, box: Rect, look: Look, scale: float) -> None:
    """The chip itself."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    r = QRectF(box.x, box.y, box.width, box.height)
    card(p, r, look, 10.0, QColor(look.color("chip")), (10.0, 3.0, 0.14))
    face = font(15 * scale, 600)
    draw_lines(p, [title], face, QColor(look.color("ink")), r.adjusted(12, 7, -8, 0))
    if subtitle:
        top = 7 + text_size([title], face)[1] + 1
        draw_lines(p, [subtitle], font(13 * scale, 400), QColor(look.color("ink2")), r.adjusted(12, top, -8, 0))
    p.restore()
