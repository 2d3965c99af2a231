"""A slice as it lies in the picture: turned with the patient, belly pressed flat when lying on it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.plates import AXIAL_ROWS
from irexplainer.atlas.slices import SliceRegion, Speck, load_slice, lying
from irexplainer.atlas.types import Floats
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.tubes import Tube
from irexplainer.story.frame import Position


@dataclass(frozen=True, eq=False)
class Piece:
    """One region in plate cm (x right, y down). line: (N, 3) x, y, radius where the region is a tube."""

    id: str
    tissue: str
    outline: Floats
    line: Floats | None = None
    order: int = 0

    @cached_property
    def path(self) -> QPainterPath:
        """Sharp edge."""
        return polygon_path(self.outline)

    @cached_property
    def tube(self) -> Tube:
        """The region as a tube; ValueError for one that is none."""
        if self.line is None:
            raise ValueError(f"{self.id} is not a tube")
        return Tube(self.line)


@dataclass(frozen=True, eq=False)
class ScreenSlice:
    """Pieces of a slice from back to front, lying in a position; specks in body cm."""

    id: str
    position: Position
    pieces: tuple[Piece, ...]
    specks: tuple[Speck, ...] = ()

    @property
    def prone(self) -> bool:
        """True for face down."""
        return self.position is Position.PRONE

    @property
    def name(self) -> str:
        """First part of the names of its baked pictures."""
        return f"{self.id}_{self.position.value}"

    def has(self, id: str) -> bool:
        """True where there is a piece of that id."""
        return any(piece.id == id for piece in self.pieces)

    def body(self, points: Floats) -> Floats:
        """Plate cm back to body (x, z)."""
        (a, _, b), (c, _, d) = AXIAL_ROWS[self.position.value]
        out = np.array(points, float)
        out[..., 0], out[..., 1] = (
            a * points[..., 0] + c * points[..., 1],
            b * points[..., 0] + d * points[..., 1],
        )
        return out

    def piece(self, id: str) -> Piece:
        """Piece by id; KeyError for an unknown one."""
        for piece in self.pieces:
            if piece.id == id:
                return piece
        raise KeyError(id)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """left, top, width, height of the skin in cm."""
        low, high = self.piece("skin").outline.min(0), self.piece("skin").outline.max(0)
        return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def lies(position: Position) -> Position:
    """The four ways of lying that slices are drawn for; a sitting patient is drawn as on the back."""
    return Position.SUPINE if position is Position.SITTING else position


def screen_slice(slice_id: str, prone: bool) -> ScreenSlice:
    """The slice in the picture: on the back (x, -z), face down (-x, z)."""
    return slice_lying(slice_id, Position.PRONE if prone else Position.SUPINE)


@lru_cache(maxsize=40)
def slice_lying(slice_id: str, position: Position) -> ScreenSlice:
    """The slice in the picture of a patient lying in a position (PLATES 3)."""
    plane = lying(load_slice(slice_id), position.value)
    return ScreenSlice(slice_id, position, tuple(_piece(r, position) for r in plane.regions), plane.specks)


def turned(points: Floats, prone: bool) -> Floats:
    """Body (x, z) to plate cm; further columns are kept."""
    return laid(points, Position.PRONE if prone else Position.SUPINE)


def laid(points: Floats, position: Position) -> Floats:
    """Body (x, z) to plate cm of a way of lying; further columns are kept."""
    (a, _, b), (c, _, d) = AXIAL_ROWS[position.value]
    out = np.array(points, float)
    x, z = out[..., 0].copy(), out[..., 1].copy()
    out[..., 0], out[..., 1] = a * x + b * z, c * x + d * z
    return out


def _piece(region: SliceRegion, position: Position) -> Piece:
    line = None if region.line is None else laid(region.line, position)
    return Piece(region.id, region.tissue, laid(region.outline, position), line, region.order)
