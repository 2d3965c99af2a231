"""From a slice of the body to the picture, for every way of lying: turned with the patient, never mirrored."""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.plates import AXIAL_ROWS
from irexplainer.imaging.raster import Floats
from irexplainer.story.frame import Point3, Position

SIDES = (Position.LEFT_SIDE, Position.RIGHT_SIDE)


def turned(x: Floats, z: Floats, position: Position) -> tuple[Floats, Floats]:
    """Body (x, z) in the picture, u to the right, v down: the turn of the slice plates, cm."""
    (a, _, b), (c, _, d) = AXIAL_ROWS[position.value]
    return a * x + b * z, c * x + d * z


def turned_back(u: Floats, v: Floats, position: Position) -> tuple[Floats, Floats]:
    """The other way round."""
    (a, _, b), (c, _, d) = AXIAL_ROWS[position.value]
    return a * u + c * v, b * u + d * v


@dataclass(frozen=True, slots=True)
class SliceView:
    """From body (x, z) to px for a way of lying."""

    width: int
    height: int
    scale: float
    position: Position
    middle: tuple[float, float]
    level: float

    @property
    def on_a_side(self) -> bool:
        """True for a patient lying on the left or the right side."""
        return self.position in SIDES

    def px(self, x: Floats, z: Floats) -> Floats:
        """Body (x, z) arrays to px (N, 2)."""
        u, v = turned(x - self.middle[0], z - self.middle[1], self.position)
        return np.column_stack([self.width / 2 + u * self.scale, self.height / 2 + v * self.scale])

    def project(self, point: Point3) -> tuple[float, float] | None:
        """Body point to px, as if it lay in the slice; None outside the picture."""
        x, y = self.px(np.array([point[0]]), np.array([point[2]]))[0]
        return (float(x), float(y)) if 0 <= x < self.width and 0 <= y < self.height else None
