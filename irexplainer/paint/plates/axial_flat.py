"""The slice without relief: high contrast theme, and where a baked picture is missing."""

from functools import lru_cache

from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates.axial_bake import table_outline
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice, screen_slice
from irexplainer.paint.plates.slab import collecting, lumen_path, united
from irexplainer.paint.plates.tissues import PLATE_RAMPS

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
GUT = ("colon", "bowel", "duodenum")
QUIET = ("fascia", "cavity", "spongy", "subcutaneous_fat")
"""Tissues whose edge is thin: a thick one would drown the rest."""


def paint_flat_slice(p: QPainter, plane: ScreenSlice, look: Look, swollen: frozenset[str]) -> None:
    """Flat fills with white outlines, in cm."""
    table = polygon_path(table_outline(plane.prone))
    _area(p, table, "#1A1A1A" if look.flat else PLATE_RAMPS["table"][1], look, 2.0)
    done: set[str] = set()
    for piece in plane.pieces:
        if piece.tissue == "urine":
            side = piece.id.split("_")[0]
            if side not in done:
                done.add(side)
                _area(p, _urine(plane, side, swollen), color_of(piece, look), look, 2.0)
            continue
        _area(p, piece.path, color_of(piece, look), look, 1.0 if piece.tissue in QUIET else 2.0)
        if piece.tissue in GUT:
            _area(p, _lumen(plane.prone, piece.id), LUMEN if look.flat else PLATE_RAMPS["colon_lumen"][1], look, 1.0)


@lru_cache(maxsize=40)
def _lumen(prone: bool, id: str) -> QPainterPath:
    return lumen_path(screen_slice("axial_kidney", prone).piece(id))


def color_of(piece: Piece, look: Look) -> str:
    """Fill of a piece."""
    return FLAT[piece.tissue] if look.flat else PLATE_RAMPS[piece.tissue][1]


def _urine(plane: ScreenSlice, side: str, swollen: frozenset[str]) -> QPainterPath:
    pieces = [q for q in plane.pieces if q.tissue == "urine" and q.id.startswith(side)]
    return united(collecting(pieces, side in swollen))


def _area(p: QPainter, path: QPainterPath, fill: str, look: Look, width: float) -> None:
    p.fillPath(path, QColor(fill))
    pen = QPen(QColor("#FFFFFF" if look.flat else "#7A5A44"), width)
    pen.setCosmetic(True)
    p.strokePath(path, pen)
