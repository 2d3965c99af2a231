"""How a ball of ice grows, thaws and grows again around cryoprobes that work side by side.

Equation: ``phase_change`` with the area at a distance r from the cold stretch of one probe (length L, a capsule), of
which a share s(r) is left, because the balls of neighbors meet in the middle between two probes and lend each other
cold there. In a cross section, probes a distance d apart, beyond r = d/2 each neighbor hides an arc of half-angle
a = acos(d / 2r); from three probes in a triangle two such arcs overlap by at most 60 degrees:

    A(r) = s(r) (2 pi r L + 4 pi r^2),    s = 1 - (arcs hidden by neighbors) / 360 degrees

The ice of all probes is the union of such capsules, each of the same radius: what the stage and the CT picture show.

Constants. Metal at -140 C (facts/cryoablation.md), 17 gauge (radius 0.75 mm), L = 1 cm, probes 1 cm apart
(PMC4850244: 1 to 1.5 cm). Blood brings heat at w = ``PERFUSION``, chosen within the range of tissue (0.0005 in
doi 10.3390/mi16121321, 0.06 1/s in kidney cortex, doi 10.1186/1471-2369-15-23) so that the first ball reaches 1.2 cm
in 10 minutes: the 3.3 cm across of a 2.4 mm probe in 15 minutes and the 84 % of a 1.7 mm probe (PMC2762356) continued
to 17 gauge. All else follows: the second ball is larger, since blood stands still where tissue was frozen and thawed;
-20 C lies about 0.4 cm and -40 C 0.7 cm inside the edge (about 1 cm around the larger balls of PMC4850244). A probe
that is left alone lets no heat through; one that is warmed is held at 40 C.

Validity: probes run together; no large vessel beside them; ice smaller than 4 cm. The grid leaves the edge up to
0.4 mm too small.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from irexplainer.models.phase_change import Freezing, Tissue, reach
from irexplainer.models.series import Floats, Series

PROBE_C = -140.0
WARM_C = 40.0
PERFUSION = 0.007
PROBE_RADIUS_CM = 0.075
COLD_CM = 1.0
SPACING_CM = 1.0
FAR_CM = 4.5
CELLS = 52
STEP_SECONDS = 7.5
EDGE_C, KILL_C, CORE_C = -1.0, -20.0, -40.0
"""Where ice begins (drawn as 0 C: its visible edge), where many cells die, where all die."""
THRESHOLDS = (("ice_edge", 0.0), ("ice_minus20", KILL_C), ("ice_minus40", CORE_C))
GONE_CM = 0.1
"""Ice thinner than this around a probe is not shown."""
THIN_SHELL = 0.7
"""A shell of ice that has melted from within is drawn smaller once it is thinner than this share of its radius."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the cycle.

    kind: ``freeze``, ``thaw`` (left alone) or ``warm`` (the probes are warmed); minutes: real minutes it takes.
    """

    kind: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Probes:
    """How many probes work together, cm: distance between neighbors, radius of the metal, length of its cold end."""

    count: int = 3
    spacing_cm: float = SPACING_CM
    radius_cm: float = PROBE_RADIUS_CM
    cold_cm: float = COLD_CM

    def share(self, radius_m: Floats) -> Floats:
        """Share 0..1 of the surface at a distance (m) that no neighbor hides."""
        arc = np.degrees(np.arccos(np.minimum(self.spacing_cm / 200.0 / np.maximum(radius_m, 1e-9), 1.0)))
        if self.count < 2:
            return np.ones_like(arc)
        hidden = 2 * arc if self.count == 2 else 2 * arc + np.minimum(2 * arc, 60.0)
        return 1.0 - hidden / 360.0

    def area(self, radius_m: Floats) -> Floats:
        """Area in m2 at a distance (m) from the cold end."""
        capsule = 2 * np.pi * radius_m * self.cold_cm / 100.0 + 4 * np.pi * radius_m**2
        return np.asarray(self.share(radius_m) * capsule)


@dataclass(frozen=True, slots=True, eq=False)
class Baked:
    """Temperatures of a whole cycle: minutes (T,), distances from the cold end in cm (N,), celsius (T, N)."""

    minutes: Floats
    distances: Floats
    celsius: Floats
    edges: Floats
    kills: Floats
    cores: Floats


PROBES = Probes()
PERFUSED = Tissue(perfusion=PERFUSION)


@lru_cache(8)
def bake(stages: tuple[Stage, ...], probes: Probes = PROBES, tissue: Tissue = PERFUSED) -> Baked:
    """Run the model once over all stages; about 30 ms for the usual 38 minutes."""
    model = Freezing(np.geomspace(probes.radius_cm / 100, FAR_CM / 100, CELLS + 1), probes.area, tissue)
    minutes, rows = [0.0], [model.temperature]
    for stage in stages:
        surface = {"freeze": PROBE_C, "thaw": None, "warm": WARM_C}[stage.kind]
        steps = max(math.ceil(stage.minutes * 60 / STEP_SECONDS), 1)
        for _ in range(steps):
            model.step(stage.minutes * 60 / steps, surface)
            minutes.append(minutes[-1] + stage.minutes / steps)
            rows.append(model.temperature)
    distances = model.centers * 100

    def line(celsius: float, shown: Floats | float = 1.0) -> Floats:
        found = np.array([reach(distances, row, celsius) for row in rows]) * shown
        return np.where(found < GONE_CM, 0.0, found)

    edge = line(EDGE_C, np.array([_thick(distances, row) for row in rows]))
    return Baked(np.array(minutes), distances, np.array(rows), edge, line(KILL_C), line(CORE_C))


def _thick(distances: Floats, celsius: Floats) -> float:
    """1 for a full ball, less the thinner the shell of ice is that a warmed probe has left."""
    ice = np.flatnonzero(celsius <= EDGE_C)
    if not ice.size or ice[0] == 0:
        return 1.0
    share = 1.0 - float(distances[ice[0]] / distances[ice[-1]])
    return min(share / THIN_SHELL, 1.0)


class IceCycle:
    """Ice and temperatures over the minutes of a whole cycle of stages; a look-up takes microseconds."""

    def __init__(self, stages: Sequence[Stage], probes: Probes = PROBES) -> None:
        self.stages, self.probes = tuple(stages), probes
        self.starts = [0.0]
        for stage in self.stages:
            self.starts.append(self.starts[-1] + stage.minutes)
        self._baked = bake(self.stages, probes)
        self.radii = [self.radius(start) for start in self.starts]
        self.largest = float(self._baked.edges.max())

    @property
    def minutes(self) -> float:
        """Length of the cycle."""
        return self.starts[-1]

    def stage_index(self, minutes: float) -> int:
        """Index of the stage at a minute of the cycle; a stage owns its end."""
        return min(max(bisect_left(self.starts, minutes) - 1, 0), max(len(self.stages) - 1, 0))

    def radius(self, minutes: float) -> float:
        """Radius in cm of the visible ice around one probe."""
        return float(np.interp(minutes, self._baked.minutes, self._baked.edges))

    def isotherm(self, minutes: float, celsius: float) -> float:
        """Radius in cm inside which it is as cold as -20 or -40 degrees C; 0 where nothing is."""
        lines = {KILL_C: self._baked.kills, CORE_C: self._baked.cores}
        return float(np.interp(minutes, self._baked.minutes, lines[celsius]))

    def temperature(self, minutes: float, distance_cm: float) -> float:
        """Degrees C at a distance from the cold end of the nearest probe, linear between the samples."""
        baked = self._baked
        at = float(np.interp(minutes, baked.minutes, np.arange(len(baked.minutes))))
        row = min(int(at), len(baked.minutes) - 1)
        after, share = min(row + 1, len(baked.minutes) - 1), at - row
        first = float(np.interp(distance_cm, baked.distances, baked.celsius[row]))
        second = float(np.interp(distance_cm, baked.distances, baked.celsius[after]))
        return first + share * (second - first)

    def series(self, margin_cm: float = 0.0) -> tuple[Series, ...]:
        """Temperature at the probe and ``margin_cm`` away from it, radius of the ice; seconds of real time."""
        baked, seconds = self._baked, self._baked.minutes * 60
        margin = np.array([np.interp(margin_cm, baked.distances, row) for row in baked.celsius])
        return (
            Series("probe_temperature", "°C", seconds, baked.celsius[:, 0], THRESHOLDS),
            Series("margin_temperature", "°C", seconds, margin, THRESHOLDS),
            Series("ice_radius", "cm", seconds, baked.edges),
        )
