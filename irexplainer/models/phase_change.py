"""Freezing and thawing of tissue along one coordinate: the enthalpy method.

Equation (Pennes with phase change; H volumetric enthalpy in J/m3, r distance from the cold surface in m, A(r) the
area in m2 that heat crosses at r):

    dH/dt = 1/A d/dr (A k(T) dT/dr) + w rho_b c_b (T_body - T)

H(T) rises with rho c in frozen and unfrozen tissue and by the latent heat between ``solid_c`` and ``liquid_c``
(tissue freezes over a range, because salts stay behind in the water). So the front needs no tracking: it is where T
passes ``liquid_c``. A = const is a wall (checked against Neumann's exact solution: Carslaw and Jaeger, Conduction of
Heat in Solids, 2nd ed., 1959, 11.2), A = 2 pi r a long needle, A = 4 pi r^2 a point.

Constants: k 0.5 and 2.0 W/m/K, c 3600 and 1800 J/kg/K, rho 1000 kg/m3, latent heat 250 MJ/m3, -1 to -8 C
(Micromachines 2025;16:1321, doi 10.3390/mi16121321; the same as facts/cryoablation.md). Blood: rho c = 3.6 MJ/m3/K.
Blood stands still where tissue has been frozen: small vessels clot (doi 10.1007/s13244-015-0460-7).

Numerics: finite volumes on a grid that widens by a constant factor, implicit in time, Newton steps on T, enthalpy
then summed from the flows, so that no energy is lost. Valid while k and c hardly change with temperature: published
values of frozen tissue differ by up to 40 % (facts).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from irexplainer.models.series import Floats

BODY_C = 37.0
NEWTON_STEPS = 2


@dataclass(frozen=True, slots=True)
class Tissue:
    """Thermal constants of tissue that freezes. Units: W/m/K, J/m3/K, J/m3, degrees C, 1/s."""

    k_frozen: float = 2.0
    k_unfrozen: float = 0.5
    c_frozen: float = 1.8e6
    c_unfrozen: float = 3.6e6
    latent: float = 250e6
    solid_c: float = -8.0
    liquid_c: float = -1.0
    perfusion: float = 0.0005
    c_blood: float = 3.6e6


class Freezing:
    """Temperature around a cold surface at r = first edge; far away it stays at ``start_c``.

    edges: (N + 1,) distances in m, ascending; area: A(r) in m2. ``temperature`` (N,) in degrees C at ``centers``.
    """

    def __init__(
        self, edges: Floats, area: Callable[[Floats], Floats], tissue: Tissue, start_c: float = BODY_C
    ) -> None:
        self.tissue, self.edges = tissue, edges
        self.centers = (edges[1:] + edges[:-1]) / 2
        self._face, middle = area(edges), area(self.centers)
        self._volume = (self._face[1:] + 4 * middle + self._face[:-1]) / 6 * np.diff(edges)
        self._left, self._right = self.centers - edges[:-1], edges[1:] - self.centers
        self.temperature = np.full(len(self.centers), start_c)
        self._far = start_c
        low, high = tissue.solid_c, tissue.liquid_c
        middle_c = tissue.latent + (tissue.c_frozen + tissue.c_unfrozen) / 2 * (high - low)
        self._knots_t = np.array([low - 400.0, low, high, high + 400.0])
        self._knots_h = np.array([-400.0 * tissue.c_frozen, 0.0, middle_c, middle_c + 400.0 * tissue.c_unfrozen])
        self._slopes = np.diff(self._knots_h) / np.diff(self._knots_t)
        self.enthalpy = np.interp(self.temperature, self._knots_t, self._knots_h)
        self._blood = np.ones_like(self.temperature)

    def step(self, seconds: float, surface_c: float | None) -> None:
        """Go on by ``seconds``; the surface is held at ``surface_c``, or nothing passes it (None)."""
        first, between, last = self._conductances()
        first = first if surface_c is not None else 0.0
        surface = surface_c if surface_c is not None else 0.0
        rate = self._volume / seconds
        blood = self._volume * self._blood * self.tissue.perfusion * self.tissue.c_blood
        losses = blood.copy()
        losses[:-1] += between
        losses[1:] += between
        losses[0] += first
        losses[-1] += last
        fixed = rate * self.enthalpy + blood * BODY_C
        fixed[0] += first * surface
        fixed[-1] += last * self._far
        guess = self.temperature
        for _ in range(NEWTON_STEPS):
            slope = self._slopes[(guess > self.tissue.solid_c).astype(int) + (guess > self.tissue.liquid_c)]
            known = np.interp(guess, self._knots_t, self._knots_h) - slope * guess
            guess = _tridiagonal(between, rate * slope + losses, fixed - rate * known)
        flow = fixed - losses * guess
        flow[:-1] += between * guess[1:]
        flow[1:] += between * guess[:-1]
        self.enthalpy = flow / rate
        self.temperature = np.interp(self.enthalpy, self._knots_h, self._knots_t)
        self._blood = np.where(self.temperature < self.tissue.liquid_c, 0.0, self._blood)

    def _conductances(self) -> tuple[float, Floats, float]:
        """W/K between surface and first cell, between cells, and to the far end."""
        t = self.tissue
        k = np.interp(self.temperature, [t.solid_c, t.liquid_c], [t.k_frozen, t.k_unfrozen])
        right, left = self._right / k, self._left / k
        between = self._face[1:-1] / (right[:-1] + left[1:])
        return float(self._face[0] / left[0]), between, float(self._face[-1] / right[-1])

    def reach(self, celsius: float) -> float:
        """Largest distance in m from the zero of r at which it is ``celsius`` or colder; 0 where nothing is."""
        return reach(self.centers, self.temperature, celsius)


def reach(distances: Floats, temperature: Floats, celsius: float) -> float:
    """Largest distance at which it is ``celsius`` or colder, linear between the samples; 0 where nothing is."""
    cold = np.flatnonzero(temperature <= celsius)
    if not cold.size:
        return 0.0
    i = int(cold[-1])
    if i == len(distances) - 1:
        return float(distances[-1])
    share = (celsius - temperature[i]) / (temperature[i + 1] - temperature[i])
    return float(distances[i] + share * (distances[i + 1] - distances[i]))


def _tridiagonal(between: Floats, diagonal: Floats, right: Floats) -> Floats:
    """Solve the symmetric system with ``-between`` beside the diagonal. Plain floats are quickest at this size."""
    off, d, b = between.tolist(), diagonal.tolist(), right.tolist()
    for i, g in enumerate(off):
        share = g / d[i]
        d[i + 1] -= share * g
        b[i + 1] += share * b[i]
    x = b[-1] / d[-1]
    b[-1] = x
    for i in range(len(off) - 1, -1, -1):
        x = (b[i] + off[i] * x) / d[i]
        b[i] = x
    return np.array(b)
