"""Special pieces of the chest slice: heart chambers as hollows, with their valves."""

from collections.abc import Callable, Mapping

import numpy as np

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.plates.bench import Bench, line_path
from irexplainer.paint.plates.chest_tissues import CHEST_TISSUES
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice, laid

VALVES: Mapping[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "right_ventricle": (
        ((-1.4, 3.6), (-0.95, 3.55), (-0.55, 3.25), (-0.2, 2.95)),
        ((-1.15, 2.05), (-0.75, 2.2), (-0.4, 2.5), (-0.1, 2.75)),
    ),
    "left_atrium": (
        ((0.95, 0.62), (1.45, 0.75), (1.9, 0.9), (2.3, 0.95)),
        ((1.9, -0.35), (2.15, -0.05), (2.4, 0.3), (2.55, 0.6)),
    ),
}
"""Leaflets, body (x, z), painted after the chamber; they are symbols."""


def chamber(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """A hollow full of blood, and the leaflets at its door."""
    tissue = CHEST_TISSUES[piece.tissue]
    bench.bowl(piece.path, tissue.cut, 0.22, (0.08, 0.18), 0.5)
    if tissue.seam:
        bench.line(piece.path, *tissue.seam)
    for leaflet in VALVES.get(piece.id, ()):
        path = line_path(catmull_rom(laid(np.array(leaflet), view.position), samples=8))
        bench.line(path.translated(0.03, 0.06), "#3A1A1E", 0.13, 0.3)
        bench.line(path, "#A85A50", 0.14, 0.55)
        bench.line(path, "#FBE7DA", 0.085)


CHAMBERS: Mapping[str, Callable[[Bench, Piece, ScreenSlice], None]] = {"vein_blood": chamber, "artery_blood": chamber}
