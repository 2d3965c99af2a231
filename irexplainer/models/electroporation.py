"""Electric field between needles, and where it is strong enough to kill cells for good.

Equation (Laplace, div(sigma grad V) = 0, even sigma). Two long parallel needles of radius a, their middles d apart, at
+U/2 and -U/2: the potential of two line charges at +-s on the line between them is exact,

    V = U/2 ln(r2 / r1) / ln((d/2 + s) / a),    s = sqrt(d^2 / 4 - a^2)

(any textbook of electrostatics: two-wire line). Several needles are fired in pairs, one pair at a time, the others
float; a cell is dead where the strongest field of all pairs so far exceeds the threshold.

Constants (facts/irreversible-electroporation.md): 1500 V per cm of gap, at most 3000 V; 90 pulses for each pair, one
for each heart beat (80 a minute: 68 s); 19 gauge (radius 0.055 cm). Threshold: 506 +- 66 V/cm measured in human
prostate (PMC6481690) and 500 to 550 V/cm (doi 10.1177/1756287219852305). For liver and pancreas there is no figure of
that standing: 600 V/cm, the middle of 500 to 700, is an assumption and must be called so where it is shown.

Validity: in the cross section through the middle of bare tips longer than the gap; sigma is even (in truth it rises
where cells open and with heat, which widens the zone a little); floating needles do not bend the field.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from irexplainer.models.series import Floats, Series

NEEDLE_RADIUS_CM = 0.055
VOLT_PER_CM = 1500.0
MOST_VOLT = 3000.0
PULSES = 90
BEATS_PER_MINUTE = 80.0
THRESHOLD = 600.0
"""V/cm; an assumption for liver and pancreas."""
PROSTATE_THRESHOLD = 506.0
REVERSIBLE = 250.0
"""V/cm: outside this nothing opens for long; between it and the threshold pores close again (shown as a halo)."""
SEARCH_STEPS = 22
AROUND_CM, GRID_CM = 1.5, 0.05
"""How far around the needles the zone is sought, and how finely, for its area."""


def voltage(gap_cm: float) -> float:
    """Volts for a pair of needles with a gap in cm."""
    return min(VOLT_PER_CM * gap_cm, MOST_VOLT)


def pair_field(points: Floats, first: Floats, second: Floats, volts: float, radius: float = NEEDLE_RADIUS_CM) -> Floats:
    """Strength in V/cm at points (..., 2) in cm; first, second (2,): middles of the needles. Within the
    metal: as at its surface."""
    gap = float(np.linalg.norm(second - first))
    if gap <= 2 * radius:
        raise ValueError("electroporation: the needles of a pair touch")
    along, middle = (second - first) / gap, (first + second) / 2
    s = math.sqrt(gap * gap / 4 - radius * radius)
    to_first, to_second = points - (middle - along * s), points - (middle + along * s)
    square_1 = np.maximum((to_first**2).sum(-1), 1e-12)
    square_2 = np.maximum((to_second**2).sum(-1), 1e-12)
    # |grad ln(r2 / r1)| of two opposite line charges 2s apart.
    strength = volts / 2 / math.log((gap / 2 + s) / radius) * 2 * s / np.sqrt(square_1 * square_2)
    inner = s - (gap / 2 - radius)
    highest = volts / math.log((gap / 2 + s) / radius) * s / (inner * (2 * s - inner))
    return np.asarray(np.minimum(strength, highest))


def pair_potential(
    points: Floats, first: Floats, second: Floats, volts: float, radius: float = NEEDLE_RADIUS_CM
) -> Floats:
    """Volts at points (..., 2); +volts / 2 on the first needle, -volts / 2 on the second."""
    gap = float(np.linalg.norm(second - first))
    along, middle = (second - first) / gap, (first + second) / 2
    s = math.sqrt(gap * gap / 4 - radius * radius)
    to_first = ((points - (middle - along * s)) ** 2).sum(-1)
    to_second = ((points - (middle + along * s)) ** 2).sum(-1)
    ratio = np.maximum(to_second, 1e-12) / np.maximum(to_first, 1e-12)
    value = volts / 4 / math.log((gap / 2 + s) / radius) * np.log(ratio)
    held: Floats = np.clip(value, -volts / 2, volts / 2)
    return held


@dataclass(frozen=True, slots=True)
class PulseState:
    """One moment. pair: indices of the needles that fire, None before and after; pulses given in all, and of all."""

    pair: tuple[int, int] | None
    pulses: int
    all_pulses: int
    pairs_done: int


@dataclass(frozen=True, slots=True, eq=False)
class Electroporation:
    """Needles (N, 2) in the cross section, cm, fired in ``pairs`` one after the other."""

    needles: Floats
    pairs: tuple[tuple[int, int], ...]
    volts: tuple[float, ...]
    threshold: float = THRESHOLD

    @property
    def pair_seconds(self) -> float:
        """Seconds for all pulses of one pair."""
        return PULSES / BEATS_PER_MINUTE * 60.0

    @property
    def seconds(self) -> float:
        """Seconds for all pairs."""
        return self.pair_seconds * len(self.pairs)

    def at(self, seconds: float) -> PulseState:
        """The moment at a time of the treatment."""
        everything = PULSES * len(self.pairs)
        given = min(max(int(seconds / 60.0 * BEATS_PER_MINUTE), 0), everything)
        done = given // PULSES
        running = 0.0 <= seconds < self.seconds
        return PulseState(self.pairs[done] if running and done < len(self.pairs) else None, given, everything, done)

    def field(self, points: Floats, pairs_done: int | None = None) -> Floats:
        """Strongest field in V/cm that cells at points (..., 2) have met after some pairs (None: all)."""
        count = len(self.pairs) if pairs_done is None else pairs_done
        strongest = np.zeros(points.shape[:-1])
        for (i, j), volts in zip(self.pairs[:count], self.volts[:count], strict=True):
            np.maximum(strongest, pair_field(points, self.needles[i], self.needles[j], volts), out=strongest)
        return strongest

    def contour(self, pairs_done: int | None = None, points: int = 72, strength: float | None = None) -> Floats:
        """Rim (points, 2), cm, of where the field exceeds the threshold (or ``strength``), seen from the middle of the
        needles that have fired; empty (0, 2) while no pair has. Bisection along rays: bake it once for each pair."""
        count = len(self.pairs) if pairs_done is None else pairs_done
        if count == 0:
            return np.empty((0, 2))
        used = sorted({i for pair in self.pairs[:count] for i in pair})
        middle = self.needles[used].mean(axis=0)
        angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
        ray = np.column_stack([np.cos(angle), np.sin(angle)])
        wanted = self.threshold if strength is None else strength
        # Only outward of all needles does the field fall evenly, so the outermost crossing is sought from there.
        reach = (self.needles[used] - middle) @ ray.T
        low = np.maximum(reach.max(axis=0), 0.0)
        high = np.full(points, 8.0)
        dead = self.field(middle + ray * low[:, None], count) >= wanted
        low = np.where(dead, low, 0.0)
        for _ in range(SEARCH_STEPS):
            half = (low + high) / 2
            inside = self.field(middle + ray * half[:, None], count) >= wanted
            low, high = np.where(inside, half, low), np.where(inside, high, half)
        return np.asarray(middle + ray * low[:, None])

    def area(self, pairs_done: int) -> float:
        """cm2 of the cross section in which cells die after some pairs."""
        low, high = self.needles.min(axis=0) - AROUND_CM, self.needles.max(axis=0) + AROUND_CM
        axes = [np.arange(a, b, GRID_CM) for a, b in zip(low, high, strict=True)]
        grid = np.stack(np.meshgrid(*axes), -1)
        return float((self.field(grid, pairs_done) >= self.threshold).sum()) * GRID_CM**2

    def series(self) -> tuple[Series, ...]:
        """Pulses given over the seconds of the treatment, and the area of the zone that each finished pair leaves."""
        beats = np.arange(PULSES * len(self.pairs) + 1, dtype=float)
        done = np.arange(len(self.pairs) + 1, dtype=float)
        areas = np.array([self.area(int(count)) for count in done], float)
        return (
            Series("pulses_given", "pulses", beats / BEATS_PER_MINUTE * 60.0, beats),
            Series("field_area", "cm²", np.asarray(done * self.pair_seconds, float), areas),
        )


def treatment(needles: Sequence[Sequence[float]], threshold: float = THRESHOLD) -> Electroporation:
    """Every pair of the needles (N, 2) in cm once, each with the voltage of its gap."""
    at = np.asarray(needles, float)
    pairs = tuple(combinations(range(len(at)), 2))
    gaps = (float(np.linalg.norm(at[i] - at[j])) for i, j in pairs)
    return Electroporation(at, pairs, tuple(voltage(gap) for gap in gaps), threshold)
