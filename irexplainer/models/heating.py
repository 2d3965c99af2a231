"""Tissue around a heating needle: temperature, dose, and the zone in which cells die; a vessel cools one side.

Equation (Pennes 1948, J Appl Physiol 1:93-122):

    rho c dT/dt = k lap T + w rho_b c_b (37 - T) + q

Symmetric about the line from the needle's hot center to the nearest large vessel (z), by finite volumes on squares of
1 mm, explicit in time. Blood stands still where cells have died. The needle is the sphere that takes up as much
current as its bare tip: a rod of length L and radius a counts as one of radius L / (2 ln(L / a)) (capacitance of a thin
rod, any textbook of electrostatics), and the zone is drawn at the distance found here around a ``core_cm`` long
stretch of the tip, so that it is longer than wide. The vessel is a ball of blood of its radius, always at 37 C.

Sources of heat q in W/m3 at a distance r from the center, P in W that reach the tissue:

    radiofrequency   q = P r0 / (4 pi r^4)   current spreads as 1 / r^2, heat as its square (facts). Steam and char
                     would stop it: P is held back so that no place gets hotter than 100 C (benthamopen TOBEJ-1-47)
    microwave        q = P 2 alpha exp(-2 alpha (r - r0)) / (4 pi r^2)   a wave of 2.45 GHz that fades; not held back.
                     2 alpha = 97 1/m from eps_r 43 and sigma 1.7 S/m (facts/microwave-ablation.md). At 100 C water
                     boils away first: 72 % of 1079 kg/m3 with 2.26 MJ/kg; only dry tissue gets hotter

Constants (facts/radiofrequency-ablation.md, IT'IS database): liver k 0.52 W/m/K, rho 1079 kg/m3, c 3540 J/kg/K,
w 0.006 to 0.02 1/s; blood rho c = 3.8 MJ/m3/K. Death: ``dose``, Omega = 4.6.

Validity: one needle, zones up to 5 cm; k and c fixed (they fall by up to 20 % on heating to 85 C,
doi 10.1115/1.4023570); steam is lost where it forms.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from irexplainer.models import dose
from irexplainer.models.series import Floats, Series

BODY_C = 37.0
CELL_CM = 0.1
STEP_SECONDS = 1.5
HALF_CM, WIDE_CM = 3.6, 3.5
BOILING = 0.72 * 1079.0 * 2.26e6
"""J/m3 to turn all water of the tissue into steam."""
NO_DAMAGE = 1e-4
DOSE_EVERY, KEEP_EVERY = 4, 10
"""Steps between two sums of the dose, and between two kept rows."""
ANGLES = np.linspace(0.0, 180.0, 25)
DISTANCES = np.arange(0.05, 3.4, 0.05)
THRESHOLDS = (("cells_die_in_minutes", 50.0), ("cells_die_at_once", dose.COAGULATED_C))


@dataclass(frozen=True, slots=True)
class Warm:
    """Thermal constants: k W/m/K, rho c J/m3/K of tissue and of blood, perfusion 1/s."""

    k: float = 0.52
    c: float = 1079.0 * 3540.0
    perfusion: float = 0.012
    c_blood: float = 3.8e6


@dataclass(frozen=True, slots=True)
class Needle:
    """A heating needle.

    watts: power that reaches the tissue; radius_cm: sphere that stands for the bare tip; fading: 2 alpha in 1/m for
    microwaves, 0 for radiofrequency; highest_c: the machine holds back at this temperature; core_cm: see above.
    """

    watts: float
    radius_cm: float
    fading: float = 0.0
    highest_c: float = math.inf
    core_cm: float = 1.0

    def heat(self, distance_m: Floats) -> Floats:
        """W/m3 at a distance in m; nothing within the metal."""
        r0 = self.radius_cm / 100.0
        r = np.maximum(distance_m, r0)
        if self.fading:
            q = self.watts * self.fading * np.exp(-self.fading * (r - r0)) / (4 * np.pi * r**2)
        else:
            q = self.watts * r0 / (4 * np.pi * r**4)
        return np.where(distance_m < r0, 0.0, q)


@dataclass(frozen=True, slots=True)
class Vessel:
    """A large vessel beside the needle: distance of its middle and radius of its lumen, cm."""

    distance_cm: float
    radius_cm: float


def equivalent_radius(length_cm: float, radius_cm: float) -> float:
    """Radius in cm of the sphere that takes up as much current as a thin bare rod."""
    return length_cm / (2.0 * math.log(length_cm / radius_cm))


RADIOFREQUENCY = Needle(30.0, equivalent_radius(3.0, 0.075), highest_c=100.0)
"""17 gauge, 3 cm of bare tip; the 30 W of the bench test in PMC3108076."""
CLUSTER = Needle(80.0, equivalent_radius(2.5, (0.075 * 0.5**2) ** (1 / 3)), highest_c=100.0)
"""Three cooled needles of 17 gauge in a triangle of 5 mm, 2.5 cm of bare tip: they count as one rod of their mean
distance, radius^3 = metal x gap^2 (bundled conductors, any textbook). The machine holds back the power."""
MICROWAVE = Needle(25.0, equivalent_radius(3.0, 0.09), fading=97.0, core_cm=0.4)
"""15 gauge. What cable, antenna and the ends of the heated stretch leave of the 60 W of the machine: chosen so that the
zone is as wide after 5 minutes as in people (2.76 cm, doi 10.3892/mco.2020.1983)."""


class Field:
    """Temperature (z, distance from the line) in degrees C on squares of ``CELL_CM``; far away and at first 37 C."""

    def __init__(self, tissue: Warm, heat: Callable[[Floats], Floats], vessel: Vessel | None = None) -> None:
        self.tissue = tissue
        self.z = np.arange(-HALF_CM + CELL_CM / 2, HALF_CM, CELL_CM)
        self.wide = np.arange(CELL_CM / 2, WIDE_CM, CELL_CM)
        z, wide = self.z[:, None], self.wide[None, :]
        self._padded = np.full((len(self.z) + 2, len(self.wide) + 2), BODY_C)
        self.celsius = self._padded[1:-1, 1:-1]
        warming = STEP_SECONDS / tissue.c
        self._heat = heat(np.hypot(z, wide) / 100.0) * warming
        self._near = np.nonzero(self._heat > 0.2 * self._heat.max())
        self._steam = np.full(self.celsius.shape, BOILING / tissue.c)
        self._blood = np.full(self.celsius.shape, tissue.perfusion * tissue.c_blood * warming)
        share = tissue.k * warming / (CELL_CM / 100.0) ** 2
        self._outer = share * (1 + CELL_CM / 2 / self.wide)
        self._inner = share * (1 - CELL_CM / 2 / self.wide)
        self._along = share
        self._stays = 1.0 - 4 * share
        self._cold = np.hypot(z - vessel.distance_cm, wide) <= vessel.radius_cm if vessel is not None else None
        if self._stays < 0:
            raise ValueError("heating: time step too long for this tissue")

    def step(self, highest_c: float = math.inf) -> None:
        """Go on by ``STEP_SECONDS``; the source is held back so that no place gets hotter than ``highest_c``."""
        p, t = self._padded, self.celsius
        new = t * (self._stays - self._blood)
        new += self._blood * BODY_C
        new += self._along * (p[:-2, 1:-1] + p[2:, 1:-1])
        new += self._outer * p[1:-1, 2:]
        new += self._inner * p[1:-1, :-2]
        if highest_c < math.inf:
            room = (highest_c - new[self._near]) / self._heat[self._near]
            new += self._heat * min(max(float(room.min()), 0.0), 1.0)
        else:
            new += self._heat
            self._boil(new)
        if self._cold is not None:
            new[self._cold] = BODY_C
        t[...] = new

    def _boil(self, celsius: Floats) -> None:
        """Above 100 C heat first drives out what water is left."""
        taken = np.minimum(np.maximum(celsius - 100.0, 0.0), self._steam)
        self._steam -= taken
        celsius -= taken

    def stop_blood(self, dead: np.ndarray) -> None:
        """No blood runs any more where ``dead`` is true."""
        self._blood[dead] = 0.0


@dataclass(frozen=True, slots=True)
class HeatState:
    """One moment, cm and degrees C: zone across and along the needle, its reach away from and to the vessel."""

    width_cm: float
    length_cm: float
    away_cm: float
    toward_cm: float
    peak_c: float


@dataclass(frozen=True, slots=True, eq=False)
class HeatZone:
    """A whole treatment. seconds (T,); reach_cm (T, A) of dead cells over ``ANGLES`` (0 = towards the vessel);
    celsius (T, A, R) over ``DISTANCES``; peak_c (T,)."""

    needle: Needle
    seconds: Floats
    reach_cm: Floats
    celsius: Floats
    peak_c: Floats

    def at(self, seconds: float) -> HeatState:
        """The moment at a time of the treatment; some 20 microseconds."""
        toward, away = self.reach(seconds, 0.0), self.reach(seconds, 180.0)
        across = self.reach(seconds, 90.0)
        width = away + toward
        peak = float(np.interp(seconds, self.seconds, self.peak_c))
        return HeatState(width, 2 * across + self.needle.core_cm if across else 0.0, away, toward, peak)

    def reach(self, seconds: float, angle: float) -> float:
        """How far dead cells reach from the needle, cm, at an angle in degrees from the direction of the vessel."""
        row, after, share = _between(self.seconds, seconds)
        first, second = (float(np.interp(angle, ANGLES, self.reach_cm[i])) for i in (row, after))
        return first + share * (second - first)

    def contour(self, seconds: float, points: int = 48) -> Floats:
        """Rim of the dead zone (points, 2) in cm: first axis towards the vessel, the needle at zero."""
        angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
        row, after, share = _between(self.seconds, seconds)
        reach = self.reach_cm[row] + share * (self.reach_cm[after] - self.reach_cm[row])
        far = np.interp(np.degrees(np.minimum(angle, 2 * np.pi - angle)), ANGLES, reach)
        return np.column_stack([far * np.cos(angle), far * np.sin(angle)])

    def isotherm(self, seconds: float, celsius: float, points: int = 48) -> Floats:
        """Rim (points, 2) as ``contour`` of what is at least so hot at this moment; empty (0, 2) where nothing is."""
        row, after, share = _between(self.seconds, seconds)
        rays = self.celsius[row] + share * (self.celsius[after] - self.celsius[row])
        reach = dead_reach(rays - celsius)
        if not reach.any():
            return np.empty((0, 2))
        angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
        far = np.interp(np.degrees(np.minimum(angle, 2 * np.pi - angle)), ANGLES, reach)
        return np.column_stack([far * np.cos(angle), far * np.sin(angle)])

    def temperature(self, seconds: float, distance_cm: float, angle: float = 180.0) -> float:
        """Degrees C at a distance and an angle from the direction of the vessel."""
        row, after, share = _between(self.seconds, seconds)
        ray = round(angle / 180.0 * (len(ANGLES) - 1))
        first, second = (float(np.interp(distance_cm, DISTANCES, self.celsius[i, ray])) for i in (row, after))
        return first + share * (second - first)

    def series(self, margin_cm: float) -> tuple[Series, ...]:
        """Hottest place, temperature and dose ``margin_cm`` from the needle on the side of the vessel, width."""
        margin = np.array([np.interp(margin_cm, DISTANCES, rows[0]) for rows in self.celsius])
        width = self.reach_cm[:, 0] + self.reach_cm[:, -1]
        lethal = (("lethal_dose", dose.LETHAL_CEM43),)
        return (
            Series("peak_temperature", "°C", self.seconds, self.peak_c, THRESHOLDS),
            Series("margin_temperature", "°C", self.seconds, margin, THRESHOLDS),
            Series("margin_dose", "CEM43 min", self.seconds, dose.cem43(self.seconds, margin), lethal),
            Series("dead_width", "cm", self.seconds, width),
        )


LIVER = Warm()


@lru_cache(8)
def bake(needle: Needle, seconds: float, tissue: Warm = LIVER, vessel: Vessel | None = None) -> HeatZone:
    """Run a treatment of some seconds; about 4 ms for each minute."""
    field = Field(tissue, needle.heat, vessel)
    omega = np.zeros_like(field.celsius)
    sample = _rays(field)
    times, levels, celsius, peaks = [0.0], [sample(_level(omega))], [sample(field.celsius)], [BODY_C]
    for step in range(1, math.ceil(seconds / STEP_SECONDS) + 1):
        field.step(needle.highest_c)
        if step % DOSE_EVERY == 0:
            omega += dose.damage_rate(field.celsius) * (STEP_SECONDS * DOSE_EVERY)
            field.stop_blood(omega >= dose.LETHAL_OMEGA)
        if step % KEEP_EVERY == 0:
            times.append(step * STEP_SECONDS)
            levels.append(sample(_level(omega)))
            celsius.append(sample(field.celsius))
            peaks.append(float(field.celsius.max()))
    reach = dead_reach(np.array(levels))
    return HeatZone(needle, np.array(times), reach, np.array(celsius), np.array(peaks))


def _level(omega: Floats) -> Floats:
    """Logarithm of the damage over the deadly one: it changes evenly with distance, the damage itself does not."""
    return np.asarray(np.log(np.maximum(omega, NO_DAMAGE) / dose.LETHAL_OMEGA))


def dead_reach(level: Floats) -> Floats:
    """Largest distance in cm at which the level is deadly (0 or more), from samples (..., R) at ``DISTANCES``."""
    dead = level >= 0
    last = dead.shape[-1] - 1 - np.argmax(dead[..., ::-1], axis=-1)
    after = np.minimum(last + 1, dead.shape[-1] - 1)
    inside, outside = (np.take_along_axis(level, i[..., None], -1)[..., 0] for i in (last, after))
    share = np.where(after > last, inside / np.maximum(inside - outside, 1e-9), 0.0)
    return np.where(dead.any(axis=-1), DISTANCES[last] + share * (DISTANCES[1] - DISTANCES[0]), 0.0)


def _rays(field: Field) -> Callable[[Floats], Floats]:
    """Sampler of a field along all ``ANGLES`` at all ``DISTANCES``, linear between the squares."""
    turn = np.radians(ANGLES)[:, None]
    row = (DISTANCES * np.cos(turn) - field.z[0]) / CELL_CM
    column = np.maximum((DISTANCES * np.sin(turn) - field.wide[0]) / CELL_CM, 0.0)
    i = np.clip(row.astype(int), 0, len(field.z) - 2)
    j = np.clip(column.astype(int), 0, len(field.wide) - 2)
    u, v = row - i, np.minimum(column - j, 1.0)
    weights = ((1 - u) * (1 - v), (1 - u) * v, u * (1 - v), u * v)

    def sample(values: Floats) -> Floats:
        corners = (values[i, j], values[i, j + 1], values[i + 1, j], values[i + 1, j + 1])
        return np.asarray(sum(w * c for w, c in zip(weights, corners, strict=True)))

    return sample


def _between(times: Floats, seconds: float) -> tuple[int, int, float]:
    """Rows before and after a time, and how far it is between them, 0..1."""
    at = float(np.interp(seconds, times, np.arange(len(times))))
    row = int(at)
    return row, min(row + 1, len(times) - 1), at - row
