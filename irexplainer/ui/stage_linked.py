"""The part that is pointed at on the doctor's screen, marked on the stage; and what the stage tells the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, Qt

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.ui.stage_marks import name_box, paint_name, paint_part

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.frame import Position
    from irexplainer.story.semantics import Node

LINKED_ROLES = ("structure", "vessel", "target", "label")
"""Nodes of the stage that the doctor's screen can show, too."""
STROKE = 3.0


def linked_id(node: "Node | None") -> str | None:
    """Id that the doctor's screen shall mark for a node of the stage; None where it has nothing to mark."""
    return node.id if node is not None and node.role in LINKED_ROLES else None


def part_path(atlas: "Atlas", id: str, view: Viewport, plate_id: str, position: "Position") -> QPainterPath | None:
    """Edge in px of a region of a slice, or of a target on any plate; None for what is not there."""
    import numpy as np

    from irexplainer.atlas.plates import AXIAL, plate_of
    from irexplainer.atlas.slices import load_slice

    plate, path = plate_of(plate_id, position), QPainterPath()
    target = atlas.targets.get(id)
    if target is not None:
        center = plate.project(np.asarray(target.center, float))
        x, y = view.to_screen(float(center[0]), float(center[1]))
        radius = target.radius * view.scale
        path.addEllipse(QPointF(x, y), radius, radius)
        return path
    if plate_id not in AXIAL:
        return None
    plane = load_slice(plate_id)
    region = next((region for region in plane.regions if region.id == id), None)
    if region is None:
        return None
    outline = np.asarray(region.outline, float)
    points = np.column_stack([outline[:, 0], np.full(len(outline), plane.level_y), outline[:, 1]])
    flat = plate.project(points)
    path.addPolygon(QPolygonF([QPointF(*view.to_screen(float(x), float(y))) for x, y in flat]))
    path.closeSubpath()
    return path


def paint_linked(
    p: QPainter, atlas: "Atlas | None", id: str, name: str, place: "tuple[Viewport, str, Position]", look: Look,
    scale: float,
) -> None:  # fmt: skip
    """Edge and name of the part that is pointed at on the doctor's screen. place: viewport, plate, posture."""
    if atlas is None:
        return
    view, plate, position = place
    path = part_path(atlas, id, view, plate, position)
    if path is not None:
        spot = path.boundingRect().center()
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for width, role in ((STROKE + 3, "panel"), (STROKE, "accent")):
            p.setPen(QPen(QColor(look.color(role)), width, j=Qt.PenJoinStyle.RoundJoin))
            p.drawPath(path)
        p.restore()
    elif plate == "front" and (id in atlas.structures or id in atlas.vessels):
        paint_part(p, atlas, id, view, plate, look)
        part = atlas.structures.get(id)
        line = part.outline if part is not None else atlas.vessels[id].points[:, :2]
        x, y = line.mean(axis=0)
        spot = QPointF(*view.to_screen(float(x), float(y)))
    else:
        return
    if 0 <= spot.x() <= view.width and 0 <= spot.y() <= view.height:
        paint_name(p, name, "", name_box(name, "", spot, round(view.width), round(view.height), scale), look, scale)
