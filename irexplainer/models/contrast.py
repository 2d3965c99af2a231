"""When dye is where after an injection, and how dense: a bolus carried along by the blood.

Equation. Dye enters at the tip of the tube with a profile p(t): it rises within 0.25 s, stays while 2.6 s are injected
by hand, and the rest is rinsed out of the tube as exp(-t / 0.9 s). Blood that needs the time tau to a place mixes it
on the way; its transit times are spread as a gamma variate of mean tau and variance a tau (dye curves as gamma
variates: Thompson and others, Circ Res 1964;14:502-515). So

    c(tau, t) = p * g(tau),   with g's transform   G(w) = (1 + i w a)^(-tau / a)

Two stretches one after the other are the same as one of their summed time, and the dye that passes every place is the
same: the integral of c over t is that of p. Tissue is one well mixed pool, 1 / (1 + i w T): it blushes late and pales
slowly, and what leaves it runs on in the veins.

tau is the integral of ds / v along the vessels with v from ``models.flow_body``, all times ``SLOWED``.

Constants. a = 0.05 s and T = 2.2 s are parameters of the picture, not measured numbers. ``SLOWED``: real flow
is slowed to a half so that an eye can follow; the order of filling and all ratios stay.
Injection of 2 to 3 s by hand, rise and rinse: as seen on angiograms (facts/angiography.md).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

INJECTION_SECONDS = 2.6
RISE_SECONDS = 0.25
WASH_SECONDS = 0.9
SPREAD_SECONDS = 0.05
TISSUE_SECONDS = 2.2
SLOWED = 2.0
STEP_SECONDS = 0.05
LENGTH_SECONDS = 36.0
LATEST_SECONDS = 8.0
"""Places dye needs longer to count as this late."""
FINER = 4
"""Places between two rows when a picture asks for thousands of them."""


def injected(seconds: npt.ArrayLike) -> Floats:
    """Profile 0..1 of the injection at the tip, seconds after it began."""
    t = np.asarray(seconds, float)
    x = np.clip(t / RISE_SECONDS, 0.0, 1.0)
    late = np.maximum(t - INJECTION_SECONDS, 0.0)
    return np.asarray(x * x * (3.0 - 2.0 * x) * np.exp(-late / WASH_SECONDS))


@dataclass(frozen=True, eq=False)
class Bolus:
    """Tables (arrival, time) of the share of dye: in vessels, in the tissue they feed, in the veins behind.

    Rows are places by their transit time, columns seconds after the injection began, ``STEP_SECONDS`` apart both.
    """

    vessel: Singles
    tissue: Singles

    def in_vessels(self, seconds: float, arrival: npt.ArrayLike) -> Singles:
        """Share 0..1 of dye in vessels that dye reaches after ``arrival`` seconds."""
        return _look_up(self.vessel, seconds, arrival)

    def in_tissue(self, seconds: float, arrival: npt.ArrayLike) -> Singles:
        """Share of dye in tissue whose artery dye reaches after ``arrival`` seconds; in its veins it is the same."""
        return _look_up(self.tissue, seconds, arrival)

    def curve(self, arrival: float, seconds: npt.ArrayLike) -> Floats:
        """Share of dye over times (N,) at one place in a vessel."""
        row = self.vessel[min(int(arrival / STEP_SECONDS + 0.5), len(self.vessel) - 1)]
        return np.asarray(np.interp(np.asarray(seconds, float), np.arange(len(row)) * STEP_SECONDS, row))


def places_of(arrival: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Rows of ``at_places`` for arrival times: to be kept where the same places are asked for at many times."""
    places = np.asarray(arrival, np.float32) * np.float32(FINER / STEP_SECONDS) + np.float32(0.5)
    return np.clip(places.astype(np.intp), 0, int(LATEST_SECONDS / STEP_SECONDS) * FINER)


def at_places(table: Singles, seconds: float) -> Singles:
    """Share of dye at a time over all places: linear between columns, then between rows in ``FINER`` steps."""
    at = max(seconds / STEP_SECONDS, 0.0)
    column = min(int(at), table.shape[1] - 2)
    share = np.float32(min(at - column, 1.0))
    row = table[:, column] * (1 - share) + table[:, column + 1] * share
    steps = np.arange((len(row) - 1) * FINER + 1)
    return np.interp(steps, steps[::FINER], row).astype(np.float32)


def _look_up(table: Singles, seconds: float, arrival: npt.ArrayLike) -> Singles:
    return np.asarray(at_places(table, seconds)[places_of(arrival)], np.float32)


@lru_cache(maxsize=4)
def bolus(spread: float = SPREAD_SECONDS, tissue: float = TISSUE_SECONDS) -> Bolus:
    """Tables for a spread a (variance of the transit time per second) and a tissue time T, in seconds."""
    count = int(LENGTH_SECONDS / STEP_SECONDS)
    places = np.arange(int(LATEST_SECONDS / STEP_SECONDS) + 1) * STEP_SECONDS
    w = 2 * np.pi * np.fft.rfftfreq(count, STEP_SECONDS)
    profile = np.fft.rfft(injected(np.arange(count, dtype=float) * STEP_SECONDS))
    here = profile * np.exp(-np.log(1 + 1j * w * spread) * (places[:, None] / spread))
    return Bolus(_table(here, count), _table(here / (1 + 1j * w * tissue), count))


def _table(transform: npt.NDArray[np.complex128], count: int) -> Singles:
    """Back in time; what rings below nothing is cut off."""
    table = np.fft.irfft(transform, count, axis=1)
    return np.ascontiguousarray(np.maximum(table, 0.0), np.float32)


def amount(table: Singles, arrival: float) -> float:
    """Dye that passes a place within the table, in seconds of full dye."""
    row = min(int(arrival / STEP_SECONDS + 0.5), len(table) - 1)
    return float(table[row].sum(dtype=float) * STEP_SECONDS)
