"""How a movement speeds up and slows down: each function maps 0..1 to 0..1 with fixed ends (STYLE 12)."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

Easing = Callable[[float], float]


def linear(u: float) -> float:
    """Even speed."""
    return u


def cubic_in_out(u: float) -> float:
    """Tool movements: starts and ends at rest."""
    return 4.0 * u**3 if u < 0.5 else 1.0 - (2.0 - 2.0 * u) ** 3 / 2.0


def cubic_out(u: float) -> float:
    """Panels: fast start, soft end."""
    return float(1.0 - (1.0 - u) ** 3)


def quintic_in_out(u: float) -> float:
    """Camera."""
    return 16.0 * u**5 if u < 0.5 else 1.0 - (2.0 - 2.0 * u) ** 5 / 2.0


def sine_out(u: float) -> float:
    """Ice, heat, stents: quick at first, then ever slower."""
    return math.sin(u * math.pi / 2.0)


EASINGS: dict[str, Easing] = {
    "linear": linear,
    "cubic": cubic_in_out,
    "cubic_out": cubic_out,
    "quintic": quintic_in_out,
    "sine_out": sine_out,
}
"""Names that content may use."""


class Hesitation:
    """Cubic in-out along a way that slows down for a moment at given shares of it (branches).

    The time needed per share of way is 1 + depth * sum of bells of width ``width`` around each share. It is summed
    up and inverted in a table of ``STEPS`` steps, so the movement stays monotone.
    """

    STEPS = 160

    def __init__(self, shares: Sequence[float], depth: float = 2.2, width: float = 0.022) -> None:
        self.shares = tuple(shares)
        self._time, self._way = _hesitation_table(self.shares, depth, width)

    def __call__(self, u: float) -> float:
        """Share of the way after share ``u`` of the time."""
        wanted = cubic_in_out(min(max(u, 0.0), 1.0))
        if wanted <= 0.0 or wanted >= 1.0:
            return wanted
        index = bisect_right(self._time, wanted)
        t0, t1 = self._time[index - 1], self._time[index]
        w0, w1 = self._way[index - 1], self._way[index]
        return w0 + (w1 - w0) * (wanted - t0) / (t1 - t0)


@lru_cache(maxsize=64)
def _hesitation_table(shares: tuple[float, ...], depth: float, width: float) -> tuple[list[float], list[float]]:
    way = [i / Hesitation.STEPS for i in range(Hesitation.STEPS + 1)]
    cost = [1.0 + depth * sum(math.exp(-(((w - s) / width) ** 2) / 2.0) for s in shares) for w in way]
    time = [0.0]
    for a, b in pairwise(cost):
        time.append(time[-1] + (a + b) / 2.0)
    return [t / time[-1] for t in time], way
