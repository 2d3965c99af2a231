"""Opening a narrow vessel: which devices are in it, how wide it is, how much blood comes through.

Effects of the kind ``state`` each drive one number of the cut-open vessel (``params = { balloon = 1.0 }``: at full
value). What shows the vessel (``inside``, ``narrowing``, ``blood``) reads all of them, so that stage, close-up and
doctor's screen tell one story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.atlas.types import Floats

if TYPE_CHECKING:
    from irexplainer.story.parts import Effect

SHOWING = ("inside", "narrowing", "blood")
LEFT = 0.37
"""Share of the width that the narrow place leaves, as the close-up draws it."""
NARROW_CM = 3.5
"""Length of the narrow place."""


@dataclass(frozen=True, eq=False)
class Opening:
    """A narrow place being opened. left: shares (N,) of the width; ml_s: the flow at each; series: id of its curve."""

    left: Floats
    ml_s: Floats
    series: str = "opened_flow"

    def flow(self, numbers: Mapping[str, float]) -> float:
        """ml/s for the numbers of a moment: none gets past a filled balloon."""
        through = float(np.interp(left_of(numbers), self.left, self.ml_s))
        return through * (1.0 - _smooth(numbers.get("balloon", 0.0)))

    def share(self, numbers: Mapping[str, float]) -> float:
        """Flow as a share of that through the open vessel."""
        return self.flow(numbers) / float(self.ml_s[-1])


def left_of(numbers: Mapping[str, float]) -> float:
    """Share of the width that is open: ``narrowing`` takes it, ``flattened`` gives it back."""
    lost = (1.0 - LEFT) * numbers.get("narrowing", 1.0)
    return 1.0 - lost * (1.0 - _smooth(numbers.get("flattened", 0.0)))


def narrowness(numbers: Mapping[str, float]) -> float:
    """How narrow it still is: 1 before, 0 once it is fully open."""
    return (1.0 - left_of(numbers)) / (1.0 - LEFT)


def _smooth(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)


def numbers_of(states: list["Effect"], seconds: float) -> dict[str, float]:
    """State -> share at a time."""
    found: dict[str, float] = {}
    for state in states:
        now = state.value.at(seconds)
        found |= {name: full * now for name, full in state.spec.params.items()}
    return found
