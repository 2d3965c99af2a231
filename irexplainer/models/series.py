"""A quantity over time, as a plot shows it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Values of one quantity over time.

    id: key of its words; unit as printed on the axis (``°C``, ``ml``, ``cm``). seconds ascending, of the same length
    as values: time of the model, or time of the story where a storyboard holds the series, so that a cursor follows
    the playhead. thresholds: (key of the words, value) of lines worth a mark.
    """

    id: str
    unit: str
    seconds: Floats
    values: Floats
    thresholds: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if self.seconds.ndim != 1 or self.seconds.shape != self.values.shape or not self.seconds.size:
            raise ValueError(f"series '{self.id}': as many seconds as values, and at least one")
        if np.any(np.diff(self.seconds) < 0):
            raise ValueError(f"series '{self.id}': seconds must ascend")

    def at(self, seconds: float) -> float:
        """Value at a time, linear in between, the first and last value outside."""
        return float(np.interp(seconds, self.seconds, self.values))
