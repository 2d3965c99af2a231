"""The chest slice on its table, with free fluid around the right lung that lies where the posture lets it lie.

States of the profile: ``axial_chest fluid=1`` (0 none, 1 much).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from irexplainer.atlas.chest import SLICE, fluid_outline
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.axial import begin, paint_slice
from irexplainer.paint.plates.axial_kinds import shown_slice
from irexplainer.paint.plates.chest_tissues import CHEST_RAMPS
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.screen_slice import ScreenSlice, laid
from irexplainer.paint.plates.states import states_of
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

FLUID_FLAT = "#9BE0F2"
FLUID_PX_PER_CM = 40.0
STEPS = 40
FLUID_CUT = Cut(CHEST_RAMPS["fluid"], bevel=0.5, spec=0.22, edge=0.3)
COVERS = ("mediastinal_fat", "pericardial_fat", "posterior_mediastinal_fat", "vertebra_t8", "heart")
"""Pieces in front of the pleura: no fluid is painted over them."""


def paint_axial_chest(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint table, slice and fluid in px of ``viewport``."""
    begin(p, look, viewport)
    plane = shown_slice(SLICE, position)
    paint_slice(p, plane, look, viewport, table=position is not Position.SITTING)
    _fluid(p, plane, position, look, states_of(view.profile).get("fluid", 0.0))
    p.restore()


def paint_fluid(p: QPainter, position: Position, look: Look, viewport: Viewport, share: float) -> None:
    """Only the fluid over the still plate, in px of ``viewport``."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    _fluid(p, shown_slice(SLICE, position), position, look, share)
    p.restore()


def fluid_path(position: Position, share: float) -> QPainterPath:
    """The fluid in the picture."""
    return _path(position, round(share * STEPS) / STEPS)


@lru_cache(maxsize=48)
def _path(position: Position, share: float) -> QPainterPath:
    outline = fluid_outline(position.value, share)
    if not len(outline):
        return QPainterPath()
    plane = shown_slice(SLICE, position)
    path = polygon_path(laid(outline, plane.position))
    path = path.intersected(plane.piece("right_pleura").path)
    for id in COVERS:
        path = path.subtracted(plane.piece(id).path)
    return path


@lru_cache(maxsize=48)
def _brush(position: Position, share: float) -> QBrush:
    return cut_face(_path(position, share), FLUID_CUT, FLUID_PX_PER_CM).brush()


def _fluid(p: QPainter, plane: ScreenSlice, position: Position, look: Look, share: float) -> None:
    share = round(share * STEPS) / STEPS
    path = _path(position, share)
    if path.isEmpty():
        return
    if look.flat:
        p.fillPath(path, QColor(FLUID_FLAT))
        p.strokePath(path, _pen("#FFFFFF", 2.0, cosmetic=True))
        return
    p.fillPath(path, _brush(position, share))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    for width, alpha in ((0.1 * i, 0.032) for i in range(1, 9)):
        p.strokePath(path.translated(0.03, 0.08), _pen("#2F5A6A", width, alpha))
    p.restore()
    p.strokePath(path, _pen("#A9656A", 0.10, 0.55))
    p.strokePath(path, _pen("#FBEDE2", 0.06, 0.9))
    if not look.light:
        p.fillPath(path, _shade())


def _shade() -> QColor:
    color = QColor("#10171B")
    color.setAlphaF(0.14)
    return color


def _pen(color: str, width: float, alpha: float = 1.0, cosmetic: bool = False) -> QPen:
    ink = QColor(color)
    ink.setAlphaF(alpha)
    pen = QPen(ink, width, j=Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(cosmetic)
    return pen
