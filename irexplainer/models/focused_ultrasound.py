"""Heat in the focus of an ultrasound beam, the dose it leaves, and what the MRI sees of it.

Equation (Pennes) with a heat source of the shape of the focus, a Gaussian of half widths a across and b along the beam,
solved exactly with Green's function of heat (Carslaw and Jaeger 1959, 10.3); D = k / rho c, m = w rho_b c_b / rho c:

    dT(p, z, t) = q0 / rho c  integral over the time since each moment of sound s of
                  a^2 / (a^2 + 2 D s)  b / sqrt(b^2 + 2 D s)  exp(-p^2 / 2(a^2 + 2 D s) - z^2 / 2(b^2 + 2 D s) - m s) ds
    q0 = P / ((2 pi)^1.5 a^2 b)          P: watts taken up within the focus

Dose: ``dose`` (CEM43, 240 minutes are lethal: PMC6181766). MRI: the resonance of water shifts by -0.009 ppm per degree
(PMC6181766), so the phase of a gradient echo turns by 360 degrees x 42.58 MHz/T x B0 x TE x shift.

Constants: k 0.5 W/m/K, rho c 3.8 MJ/m3/K, w 0.01 1/s. Spots: 20 to 30 s at 1 MHz (clinicsinoncology.com
cio-v2-id1287), foci of a few times 10 mm, 55 to 60 C in the brain and 65 to 85 C in the body
(facts/mr-guided-focused-ultrasound.md); P is chosen so that these are reached. Of 32 to 96 W that leave the transducer
most is taken up on the way or passes through. Validity: no boiling, no bone in the focus, even tissue.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from irexplainer.models import dose
from irexplainer.models.series import Floats, Series

BODY_C = 37.0
CONDUCTIVITY = 0.5
HEAT_CAPACITY = 3.8e6
COOLING = 0.01
"""1/s by blood."""
SHIFT_PPM = -0.009
LARMOR_MHZ = 42.577
QUADRATURE = 64
COOL_SECONDS = 60.0
ACROSS = np.linspace(0.0, 1.2, 49)
ALONG = np.linspace(0.0, 2.4, 49)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place. watts taken up in the focus; a, b: its Gaussian half widths in cm across and along the beam; shots of
    ``seconds`` each, with time to cool in between: their doses add up."""

    watts: float
    across_cm: float
    along_cm: float
    seconds: float
    shots: int = 1


UTERUS = Spot(4.7, 0.20, 0.60, 20.0)
"""Fibroid: about 75 degrees C."""
BRAIN = Spot(4.3, 0.30, 0.50, 20.0, shots=3)
"""Thalamus: just below 60 degrees C, three shots, a spot of 5 to 6 mm (PMC6181766: 5.3 to 6.2 mm)."""


def rise(spot: Spot, across_cm: Floats, along_cm: Floats, seconds: float) -> Floats:
    """Degrees C above the body at a place and ``seconds`` after the sound began (any numpy shapes)."""
    if seconds <= 0:
        return np.zeros(np.broadcast_shapes(np.shape(across_cm), np.shape(along_cm)))
    a, b = spot.across_cm / 100, spot.along_cm / 100
    first, last = max(seconds - spot.seconds, 0.0), seconds
    # In u = sqrt(s) the integrand is smooth where heat has not spread yet.
    nodes, weights = _gauss()
    low, high = math.sqrt(first), math.sqrt(last)
    u = low + (high - low) * (nodes + 1) / 2
    s, ds = u * u, weights * (high - low) * u
    p2 = np.asarray(across_cm, float)[..., None] ** 2 / 1e4
    z2 = np.asarray(along_cm, float)[..., None] ** 2 / 1e4
    spread = 2 * CONDUCTIVITY / HEAT_CAPACITY * s
    wide, long = a * a + spread, b * b + spread
    shape = a * a / wide * b / np.sqrt(long) * np.exp(-p2 / (2 * wide) - z2 / (2 * long) - COOLING * s)
    strength = spot.watts / ((2 * math.pi) ** 1.5 * a * a * b) / HEAT_CAPACITY
    return np.asarray(strength * (shape @ ds))


@dataclass(frozen=True, slots=True)
class SpotState:
    """One moment: hottest place in degrees C, spot of dead cells across and along the beam in cm."""

    peak_c: float
    width_cm: float
    length_cm: float


@dataclass(frozen=True, slots=True, eq=False)
class Sonication:
    """One shot and its cooling. seconds (T,); celsius at the middle (T,); width and length of the dead spot (T,)."""

    spot: Spot
    seconds: Floats
    peak_c: Floats
    width_cm: Floats
    length_cm: Floats

    def at(self, seconds: float) -> SpotState:
        """The moment at a time since the sound began; microseconds."""
        peak, width, length = (
            float(np.interp(seconds, self.seconds, values)) for values in (self.peak_c, self.width_cm, self.length_cm)
        )
        return SpotState(peak, width, length)

    def series(self) -> tuple[Series, ...]:
        """Temperature and dose in the middle over seconds of the last shot."""
        lines = (("cells_die_at_once", dose.COAGULATED_C),)
        lethal = (("lethal_dose", dose.LETHAL_CEM43),)
        gathered = self.spot.shots * dose.cem43(self.seconds, self.peak_c)
        return (
            Series("focus_temperature", "°C", self.seconds, self.peak_c, lines),
            Series("focus_dose", "CEM43 min", self.seconds, gathered, lethal),
            Series("dead_width", "cm", self.seconds, self.width_cm),
        )


@lru_cache(8)
def sonicate(spot: Spot) -> Sonication:
    """Bake the last shot with a minute of cooling (about 10 ms); the dead spot is that of all shots."""
    on = np.linspace(0.0, spot.seconds, 31)
    off = spot.seconds + COOL_SECONDS * np.linspace(0, 1, 31)[1:] ** 2
    seconds = np.concatenate([on, off])
    across = BODY_C + np.array([rise(spot, ACROSS, np.zeros(1), t) for t in seconds])
    along = BODY_C + np.array([rise(spot, np.zeros(1), ALONG, t) for t in seconds])
    width = 2 * _lethal_reach(spot.shots * dose.cem43(seconds, across), ACROSS)
    length = 2 * _lethal_reach(spot.shots * dose.cem43(seconds, along), ALONG)
    return Sonication(spot, seconds, across[:, 0], width, length)


def phase_turn(celsius_rise: Floats, tesla: float = 1.5, echo_ms: float = 10.0) -> Floats:
    """Degrees by which the MRI's phase turns for a rise in temperature."""
    return np.asarray(360.0 * LARMOR_MHZ * tesla * echo_ms * 1e-3 * SHIFT_PPM * celsius_rise)


def _lethal_reach(gathered: Floats, distances: Floats) -> Floats:
    """Distance (T,) at which the dose (T, R), falling outward, is just lethal; on a scale of logarithms."""
    level = np.log(np.maximum(gathered, 1e-9) / dose.LETHAL_CEM43)
    count = (level >= 0).sum(axis=1)
    last = np.clip(count - 1, 0, len(distances) - 2)
    rows = np.arange(len(level))
    inside, outside = level[rows, last], level[rows, last + 1]
    share = np.clip(inside / np.maximum(inside - outside, 1e-9), 0.0, 1.0)
    return np.where(count > 0, distances[last] + share * np.diff(distances)[last], 0.0)


@lru_cache(1)
def _gauss() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(QUADRATURE)
    return np.asarray(nodes), np.asarray(weights)
