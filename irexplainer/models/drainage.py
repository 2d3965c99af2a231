"""Fluid that runs out through a tube: a swollen kidney, and a large pool of fluid (belly, chest, abscess).

Equation. A tube of inner radius r and length L takes the pressure R q + B q^2: R = 8 mu L / (pi r^4) (Poiseuille; that
drain fluids follow it: Park, Kraus and Haaga, AJR 1993;160:165-169) and B for its entry, side holes and turns.
A pool under the pressure p empties with dV/dt = -q(p(V)).

Constants. Inner diameters and flows of drains under 1 m of water: means of catheters of 8 makers (Daga and others, Sci
Rep 2025, ``DRAINS``); B is what is missing from R q to that meter with ``LENGTH_CM`` (a usual length: parameter).
Viscosity at body temperature: water 0.0069 poise, serous fluid 1.36, pus 2.26, bile 4.03 times that of water (Celik and
others, Sci Rep 2023;13:22178). 1 mmHg is 1.36 cm of water. Valid for steady flow in an open tube.

Kidney. The collecting system shrinks as V = V_rest + (V_0 - V_rest) exp(-t / tau): normal content 5 to 10 ml, swollen
50 ml and more, above 40 cmH2O when blocked, 1 to 2 liters of urine a day (facts/nephrostomy-tube-placement.md):
V_rest 8 ml, V_0 60 ml. tau = 5.2 minutes is a parameter: the tube alone would empty it within a minute (``outflow``),
its stretched walls follow "over minutes to days".
"""

import math
from dataclasses import dataclass

import numpy as np

from irexplainer.models.flow import Floats, poiseuille
from irexplainer.models.series import Series

CMH2O_PER_MMHG = 1.3595
WATER_POISE = 0.0069
WATER_20_POISE = 0.0100
SEROUS, PUS, BILE = 1.36, 2.26, 4.03
"""Viscosities in those of water."""
DRAINS = {6: (1.49, 128.0), 8: (1.90, 207.0), 10: (2.43, 291.0), 12: (2.64, 303.0)}
"""French -> inner diameter in mm, water in ml/min under 1 m of water."""
LENGTH_CM = 25.0
METER_MMHG = 100.0 / CMH2O_PER_MMHG

REST_ML = 8.0
SWOLLEN_ML = 60.0
PRESSURE_CMH2O = 40.0
TAU_MIN = 5.2
URINE_ML_PER_MIN = 1500.0 / (24 * 60)
STEPS = 200


@dataclass(frozen=True, slots=True)
class Tube:
    """A drain. resistance R in mmHg s/ml for a fluid; loss B in mmHg s2/ml2."""

    resistance: float
    loss: float

    def outflow(self, mmhg: float) -> float:
        """Flow in ml/s under a pressure: the root of R q + B q^2 = p; 0 without pressure."""
        if mmhg <= 0:
            return 0.0
        return (math.sqrt(self.resistance**2 + 4 * self.loss * mmhg) - self.resistance) / (2 * self.loss)


def drain(french: int, viscosity: float = 1.0, length_cm: float = LENGTH_CM) -> Tube:
    """Drain of 6, 8, 10 or 12 French for a fluid of a viscosity in those of water; KeyError for others."""
    inner_mm, per_min = DRAINS[french]
    measured = per_min / 60.0
    loss = (METER_MMHG - poiseuille(LENGTH_CM, inner_mm / 20, WATER_20_POISE) * measured) / measured**2
    return Tube(poiseuille(length_cm, inner_mm / 20, WATER_POISE * viscosity), loss)


@dataclass(frozen=True, eq=False)
class Emptying:
    """A pool that empties: ml drained at minutes, both ascending."""

    minutes: Floats
    drained: Floats

    def drained_ml(self, minutes: float) -> float:
        """Drained so far; the last value afterwards."""
        return float(np.interp(minutes, self.minutes, self.drained))

    def left_share(self, minutes: float) -> float:
        """Share 0..1 of what is to be drained that is still inside."""
        return 1.0 - self.drained_ml(minutes) / float(self.drained[-1])


def emptying(volume_ml: float, tube: Tube, head_cmh2o: float, inside_cmh2o: float = 0.0) -> Emptying:
    """A pool of a volume (belly, chest): the bag hangs ``head`` below, the pressure inside falls with what is left.

    p(V) = head + inside V / V_0, so the time for a slice dV is dV / q(p(V)); slices are summed up (midpoints). By
    gravity a belly gives 1 to 2 liters an hour, up to 9 with free flow or suction (facts/paracentesis.md).
    """
    edges = np.linspace(1.0, 0.0, STEPS + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    seconds = [volume_ml / STEPS / tube.outflow((head_cmh2o + inside_cmh2o * v) / CMH2O_PER_MMHG) for v in middle]
    return Emptying(np.concatenate([[0.0], np.cumsum(seconds)]) / 60.0, volume_ml * (1.0 - edges))


def volume_ml(minutes: float) -> float:
    """Urine in the collecting system, ml, minutes after the tube was opened (before: swollen)."""
    return REST_ML + (SWOLLEN_ML - REST_ML) * math.exp(-max(minutes, 0.0) / TAU_MIN)


def swelling(minutes: float) -> float:
    """Share 0..1 of the swelling that is left."""
    return (volume_ml(minutes) - REST_ML) / (SWOLLEN_ML - REST_ML)


def outflow_ml_per_min(minutes: float) -> float:
    """Flow through the tube in ml per minute: what was dammed up and new urine; 0 before it is opened."""
    return 0.0 if minutes < 0 else (volume_ml(minutes) - REST_ML) / TAU_MIN + URINE_ML_PER_MIN


def bag_ml(minutes: float) -> float:
    """Urine in the bag, ml: the integral of the outflow."""
    return SWOLLEN_ML - volume_ml(minutes) + URINE_ML_PER_MIN * max(minutes, 0.0)


def bag_series(minutes: float) -> Series:
    """Urine in the bag over the seconds after the tube was opened."""
    seconds = np.linspace(0.0, max(minutes, 0.0) * 60.0, STEPS)
    return Series("urine", "ml", seconds, np.array([bag_ml(float(s) / 60.0) for s in seconds]))
