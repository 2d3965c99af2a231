"""Outline of a branching vessel cut open, at any distance from the blood; inner corners are soft."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.geom.contour import column_field, outlines, smooth_union, tube_field
from irexplainer.paint.paths import Floats, polygons_path


@dataclass(frozen=True, eq=False)
class OpenShape:
    """Distance to the edge of the blood on a grid. x, y: grid lines in units of the drawing."""

    field: Floats
    x: Floats
    y: Floats

    @classmethod
    def of(cls, lines: Sequence[Floats], soft: float, step: float, margin: float, upright: bool = False) -> "OpenShape":
        """Shape of tubes (N, 3) that open into each other. soft: of the corners; margin: room for the wall.

        upright: the first one runs from head to feet and changes its width fast.
        """
        every = np.vstack(lines)
        low = (every[:, :2] - every[:, 2:3]).min(0) - margin - 2 * step
        high = (every[:, :2] + every[:, 2:3]).max(0) + margin + 2 * step
        x, y = (np.arange(a, b + step, step) for a, b in zip(low, high, strict=True))
        fields = [tube_field(_thinned(line, step), x, y) for line in lines[1 if upright else 0 :]]
        if upright:
            fields.insert(0, column_field(lines[0], x, y))
        return cls(smooth_union(fields, soft), x, y)

    def path(self, by: float = 0.0) -> QPainterPath:
        """Outline ``by`` outwards from the blood."""
        return polygons_path(outlines(self.field, self.x, self.y, by))

    def without(self, field: Floats) -> "OpenShape":
        """What lies outside another field."""
        return OpenShape(np.maximum(self.field, -field), self.x, self.y)

    def below(self, top: float, bottom: float) -> "OpenShape":
        """What lies between two heights."""
        y = self.y[:, None]
        return OpenShape(np.maximum(self.field, np.maximum(top - y, y - bottom)), self.x, self.y)


def _thinned(line: Floats, step: float) -> Floats:
    """Points about one grid step apart."""
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    at = np.linspace(0, s[-1], max(int(s[-1] / step), 2))
    return np.column_stack([np.interp(at, s, column) for column in line[:, :3].T])
