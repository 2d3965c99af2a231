"""Sharp edges of the slice over its baked face: needed where the picture is magnified past the baked pixels."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.plates.screen_slice import ScreenSlice, screen_slice
from irexplainer.paint.plates.slab import blend, collecting, united
from irexplainer.paint.plates.tissues import PLATE_RAMPS, TISSUES
from irexplainer.paint.tubes import union_path

SHARP_FROM = 48.0
"""px per cm from which edges are drawn anew."""
Edge = tuple[QPainterPath, str, float]
"""Area of the visible part of an edge, its color and opacity."""


def paint_edges(p: QPainter, plane: ScreenSlice, viewport: Viewport, swollen: frozenset[str]) -> None:
    """Fill the seams and rims that show, in cm."""
    if viewport.scale < SHARP_FROM:
        return
    world = viewport.world
    for path, color, opacity in edges(plane.prone, swollen):
        box = path.boundingRect()
        if world.intersects(Rect(box.x(), box.y(), box.width(), box.height())):
            ink = QColor(color)
            ink.setAlphaF(opacity)
            p.fillPath(path, ink)


@lru_cache(maxsize=6)
def edges(prone: bool, swollen: frozenset[str]) -> tuple[Edge, ...]:
    """All seams without what is covered by later pieces."""
    shapes = _shapes(screen_slice("axial_kidney", prone), swollen)
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
    for piece in plane.pieces:
        if piece.tissue in ("artery", "vein"):
            dark = blend(PLATE_RAMPS[piece.tissue][0], "#2A1512", 0.25)
            shapes.append((union_path([piece.tube]) if piece.line is not None else piece.path, (dark, 0.035, 0.9)))
        elif piece.tissue in TISSUES:
            shapes.append((piece.path, TISSUES[piece.tissue].seam))
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
