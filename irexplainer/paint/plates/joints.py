"""Vessels of a slice that open into each other: one area, one edge, no seam at the joint."""

from functools import lru_cache

from PySide6.QtGui import QPainterPath

from irexplainer.paint.plates.screen_slice import Piece, slice_lying
from irexplainer.paint.plates.slab import united
from irexplainer.story.frame import Position

RUNS = ("artery", "vein", "portal")
"""Tissues of which regions of one order that are tubes open into each other."""
KIDNEY = "axial_kidney"
"""Its vessels in the plane do not touch each other; its calyces are joined where they are painted."""


def group_of(piece: Piece) -> str:
    """What tubes that open into each other have in common; "" for everything else."""
    if piece.tissue == "urine":
        return piece.id.split("_")[0] + "_urine"
    return f"{piece.tissue} {piece.order}" if piece.line is not None and piece.tissue in RUNS else ""


@lru_cache(maxsize=24)
def joined(slice_id: str, position: Position) -> dict[str, QPainterPath]:
    """First of the regions that open into each other -> their area; "" area for the others of the group."""
    areas: dict[str, QPainterPath] = {}
    pieces = () if slice_id == KIDNEY else slice_lying(slice_id, position).pieces
    for piece in pieces:
        group = [p for p in pieces if group_of(piece) and group_of(p) == group_of(piece)]
        if len(group) > 1 and piece.id not in areas:
            areas.update((p.id, QPainterPath()) for p in group)
            areas[piece.id] = united([p.tube for p in group])
    return areas
