"""The slices there are: how sharp they are baked, how wide their table is, which ways of lying they are drawn for.

A new slice is a file in ``assets/atlas/slices``, a line here, its id in ``atlas.plates.AXIAL`` and the bake.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from irexplainer.paint.plates.screen_slice import ScreenSlice, slice_lying
from irexplainer.story.frame import Position

ALL = (Position.SUPINE, Position.PRONE, Position.LEFT_SIDE, Position.RIGHT_SIDE)
FLAT_ON = (Position.SUPINE, Position.PRONE)


@dataclass(frozen=True, slots=True)
class AxialKind:
    """A slice. table: half width of the table in cm; own_table: positions in which its table has pictures of its own.

    exact: positions stored without loss (PNG), else small (JPEG).
    """

    px_per_cm: float
    table: float = 15.0
    positions: tuple[Position, ...] = ALL
    own_table: tuple[Position, ...] = ()
    exact: tuple[Position, ...] = ()


KINDS: Mapping[str, AxialKind] = {
    "axial_chest": AxialKind(52.0, 16.0),
    "axial_kidney": AxialKind(64.0, own_table=FLAT_ON, exact=FLAT_ON),
    "axial_liver": AxialKind(60.0),
    "axial_neck": AxialKind(100.0, 10.5),
    "axial_lower_abdomen": AxialKind(60.0),
    "axial_pelvis_female": AxialKind(52.0, 19.5),
    "axial_pelvis_male": AxialKind(52.0, 19.5),
    "axial_prostate": AxialKind(52.0, 19.5),
}


def shown_slice(slice_id: str, position: Position) -> ScreenSlice:
    """The slice as it is drawn for a way of lying; on the back where it is not drawn for that one."""
    here = position if position in KINDS[slice_id].positions else Position.SUPINE
    return slice_lying(slice_id, here)
