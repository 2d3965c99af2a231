"""Which part of the atlas lies under a pixel of the doctor's screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.int16]


@dataclass
class StructureMap:
    """Atlas ids by pixel; the map is only made when first asked for, and kept.

    ids: what can lie there. make: labels (height, width), index into ``ids``, -1 for nothing.
    """

    ids: tuple[str, ...]
    make: Callable[[], Labels]
    _labels: Labels | None = field(default=None, repr=False)

    @property
    def labels(self) -> Labels:
        """Index into ``ids`` by pixel, -1 for nothing; int16 (height, width)."""
        if self._labels is None:
            self._labels = self.make()
        return self._labels

    def at(self, x: float, y: float) -> str:
        """Id under a pixel; "" for nothing or outside the picture."""
        labels = self.labels
        if not (0 <= x < labels.shape[1] and 0 <= y < labels.shape[0]):
            return ""
        index = int(labels[int(y), int(x)])
        return "" if index < 0 else self.ids[index]

    def mask(self, id: str) -> npt.NDArray[np.bool_]:
        """Pixels (height, width) of one id; nowhere for one that is not in the picture."""
        if id not in self.ids:
            return np.zeros(self.labels.shape, bool)
        return np.asarray(self.labels == self.ids.index(id))

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids that have at least one pixel."""
        return tuple(self.ids[i] for i in np.unique(self.labels) if i >= 0)


def painted(height: int, width: int, parts: Sequence[tuple[int, npt.NDArray[np.float64]]]) -> Labels:
    """Labels from closed polygons (M, 2) in px with their index, later ones on top."""
    from irexplainer.imaging.raster import polygon_mask

    labels = np.full((height, width), -1, np.int16)
    for index, polygon in parts:
        low = np.maximum(np.floor(polygon.min(axis=0)).astype(int), 0)
        high = np.minimum(np.ceil(polygon.max(axis=0)).astype(int) + 1, [width, height])
        if (high <= low).any():
            continue
        cover = polygon_mask(int(high[1] - low[1]), int(high[0] - low[0]), [polygon - low])
        labels[low[1] : high[1], low[0] : high[0]][cover >= 0.5] = index
    return labels
