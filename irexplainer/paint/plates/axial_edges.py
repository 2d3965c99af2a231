"""Sharp edges of the slice over its baked face: needed where the picture is magnified past the baked pixels."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.plates.body_tissues import knows, ramp_of, tissue_of
from irexplainer.paint.plates.joints import joined
from irexplainer.paint.plates.screen_slice import ScreenSlice, slice_lying
from irexplainer.paint.plates.slab import blend, collecting, united
from irexplainer.paint.tubes import union_path
from irexplainer.story.frame import Position

SHARP_FROM = 48.0
"""px per cm from which edges are drawn anew."""
VESSELS = ("artery", "vein", "portal", "ureter", "duct")
Edge = tuple[QPainterPath, str, float]
"""Area of the visible part of an edge, its color and opacity."""


def paint_edges(p: QPainter, plane: ScreenSlice, viewport: Viewport, swollen: frozenset[str]) -> None:
    """Fill the seams and rims that show, in cm."""
    if viewport.scale < SHARP_FROM:
        return
    world = viewport.world
    for path, color, opacity in edges(plane.id, plane.position, swollen):
        box = path.boundingRect()
        if world.intersects(Rect(box.x(), box.y(), box.width(), box.height())):
            ink = QColor(color)
            ink.setAlphaF(opacity)
            p.fillPath(path, ink)


@lru_cache(maxsize=8)
def edges(slice_id: str, position: Position, swollen: frozenset[str]) -> tuple[Edge, ...]:
    """All seams without what is covered by later pieces."""
    shapes = _shapes(slice_lying(slice_id, position), swollen)
    found: list[Edge] = []
    for i, (path, seam) in enumerate(shapes):
        if seam is None:
            continue
        band = _band(path, seam[1])
        for later, _ in shapes[i + 1 :]:
            if later.boundingRect().intersects(path.boundingRect()) and later.intersects(band):
                band = band.subtracted(later)
        found.append((band, seam[0], seam[2]))
    return tuple(found)


def _shapes(plane: ScreenSlice, swollen: frozenset[str]) -> list[tuple[QPainterPath, tuple[str, float, float] | None]]:
    """Every painted shape in order with its seam."""
    shapes: list[tuple[QPainterPath, tuple[str, float, float] | None]] = []
    runs = joined(plane.id, plane.position)
    for piece in plane.pieces:
        if piece.tissue in VESSELS:
            dark = blend(ramp_of(piece.tissue)[0], "#2A1512", 0.25)
            alone = union_path([piece.tube]) if piece.line is not None else piece.path
            shapes.append((runs.get(piece.id, alone), (dark, 0.035, 0.9)))
        elif knows(piece.tissue):
            shapes.append((piece.path, tissue_of(piece.tissue).seam))
        if piece.id.endswith("renal_sinus"):
            side = piece.id.split("_")[0]
            urine = [q for q in plane.pieces if q.tissue == "urine" and q.id.startswith(side)]
            shapes.append((united(collecting(urine, side in swollen)), ("#8A6420", 0.045, 0.85)))
    return shapes


def _band(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)
