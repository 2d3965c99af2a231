"""The slice without relief: high contrast theme, and where a baked picture is missing."""

from functools import lru_cache

from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.axial_bake import table_under
from irexplainer.paint.plates.body_tissues import FLATS, ramp_of
from irexplainer.paint.plates.joints import joined
from irexplainer.paint.plates.organs import inside_of
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice, slice_lying
from irexplainer.paint.plates.slab import collecting, lumen_path, united
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.story.frame import Position

FLAT: dict[str, str] = {
    "skin": "#5A4A40",
    "subcutaneous_fat": "#4A4026",
    "cavity": "#3A331F",
    "fascia": "#8C8272",
    "muscle": "#6E2E2A",
    "renal": "#A85848",
    "pyramid": "#7C332A",
    "sinus": "#4A4026",
    "liver": "#7A332C",
    "colon": "#7E5442",
    "bowel": "#80493F",
    "duodenum": "#80493F",
    "pancreas": "#8A6526",
    "spongy": "#5E4A32",
    "bone": "#9A8F78",
    "canal": "#4E7E8C",
    "artery": "#FF6B5E",
    "vein": "#6FB1FF",
    "urine": "#FFD45E",
}
"""Fill of a tissue on black; what matters is bright, the rest is dark."""
LUMEN = "#1E1210"
HOLLOW: dict[str, str] = {
    "colon": LUMEN,
    "bowel": LUMEN,
    "duodenum": LUMEN,
    "stomach": LUMEN,
    "airway": "#000000",
    "esophagus": LUMEN,
    "gallbladder": "#3E5A22",
    "bladder": "#6E5A20",
}
"""Fill of what is inside a hollow organ."""
QUIET = ("fascia", "cavity", "spongy", "subcutaneous_fat")
"""Tissues whose edge is thin: a thick one would drown the rest."""


def paint_flat_slice(p: QPainter, plane: ScreenSlice, look: Look, swollen: frozenset[str], table: bool = True) -> None:
    """Flat fills with white outlines, in cm. table: as in ``axial.paint_slice``."""
    if table:
        under = polygon_path(table_under(plane))
        _area(p, under, "#1A1A1A" if look.flat else PLATE_RAMPS["table"][1], look, 2.0)
    done: set[str] = set()
    runs = joined(plane.id, plane.position)
    for piece in plane.pieces:
        if piece.tissue == "urine":
            side = piece.id.split("_")[0]
            if side not in done:
                done.add(side)
                _area(p, _urine(plane, side, swollen), color_of(piece, look), look, 2.0)
            continue
        _area(p, runs.get(piece.id, piece.path), color_of(piece, look), look, 1.0 if piece.tissue in QUIET else 2.0)
        if piece.tissue in HOLLOW:
            inside = HOLLOW[piece.tissue] if look.flat else PLATE_RAMPS["colon_lumen"][1]
            _area(p, _lumen(plane.id, plane.position, piece.id), inside, look, 1.0)


@lru_cache(maxsize=80)
def _lumen(slice_id: str, position: Position, id: str) -> QPainterPath:
    piece = slice_lying(slice_id, position).piece(id)
    return inside_of(piece) or lumen_path(piece)


def color_of(piece: Piece, look: Look) -> str:
    """Fill of a piece."""
    return (FLAT.get(piece.tissue) or FLATS[piece.tissue]) if look.flat else ramp_of(piece.tissue)[1]


def _urine(plane: ScreenSlice, side: str, swollen: frozenset[str]) -> QPainterPath:
    pieces = [q for q in plane.pieces if q.tissue == "urine" and q.id.startswith(side)]
    return united(collecting(pieces, side in swollen))


def _area(p: QPainter, path: QPainterPath, fill: str, look: Look, width: float) -> None:
    p.fillPath(path, QColor(fill))
    pen = QPen(QColor("#FFFFFF" if look.flat else "#7A5A44"), width)
    pen.setCosmetic(True)
    p.strokePath(path, pen)
