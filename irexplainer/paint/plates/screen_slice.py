"""A slice as it lies in the picture: turned with the patient, belly pressed flat when lying on it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.slices import SliceRegion, load_slice, lying_on_belly
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
    """Pieces from back to front in the position ``prone`` or on the back."""

    prone: bool
    pieces: tuple[Piece, ...]

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


def is_prone(position: Position) -> bool:
    """The two postures the slice is drawn for: face down, and everything else on the back."""
    return position is Position.PRONE


@lru_cache(maxsize=4)
def screen_slice(slice_id: str, prone: bool) -> ScreenSlice:
    """The slice in the picture: on the back (x, -z), face down (-x, z)."""
    plane = load_slice(slice_id)
    if prone:
        plane = lying_on_belly(plane)
    return ScreenSlice(prone, tuple(_piece(r, prone) for r in plane.regions))


def turned(points: Floats, prone: bool) -> Floats:
    """Body (x, z) to plate cm; further columns are kept."""
    out = np.array(points, float)
    out[..., 0] *= -1.0 if prone else 1.0
    out[..., 1] *= 1.0 if prone else -1.0
    return out


def _piece(region: SliceRegion, prone: bool) -> Piece:
    line = None if region.line is None else turned(region.line, prone)
    return Piece(region.id, region.tissue, turned(region.outline, prone), line)
