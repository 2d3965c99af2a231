"""When dye is where after an injection, and how dense.

Equation. The front of the dye runs down a vessel with v(r) = 5 + 16 r (cm/s, r lumen radius in cm): wide arteries are
faster. It arrives after the integral of ds / v. At a place it rises by a smooth step within 0.25 s, stays as long as
is injected (2.6 s) and washes out as exp(-t / 0.9 s). In tissue it comes and goes more slowly (1.3 s and 2.6 s).

Constants. Blood in the abdominal aorta and its branches really runs at 20 to 100 cm/s; everything is slowed to about
a third so that an eye can follow. The order of filling and the shape of rise, plateau and wash-out are those of a hand
injection of 2 to 3 seconds. The same constants make the picture on the doctor's screen.
"""

import math

INJECTION_SECONDS = 2.6
RISE_SECONDS = 0.25
WASH_SECONDS = 0.9
TISSUE_RISE_SECONDS = 1.3
TISSUE_WASH_SECONDS = 2.6
TISSUE_DELAY_SECONDS = 1.2


def front_speed(radius_cm: float) -> float:
    """Speed of the dye front in cm/s in a vessel of a lumen radius in cm."""
    return 5.0 + 16.0 * radius_cm


def density(age_seconds: float) -> float:
    """Share 0..1 of dye in a vessel, seconds after its front has come."""
    return _smooth(age_seconds / RISE_SECONDS) * math.exp(-max(age_seconds - INJECTION_SECONDS, 0.0) / WASH_SECONDS)


def tissue_density(age_seconds: float) -> float:
    """Share 0..1 of dye in tissue, seconds after dye has reached it."""
    late = max(age_seconds - INJECTION_SECONDS - TISSUE_DELAY_SECONDS, 0.0)
    return _smooth(age_seconds / TISSUE_RISE_SECONDS) * math.exp(-late / TISSUE_WASH_SECONDS)


def _smooth(share: float) -> float:
    x = min(max(share, 0.0), 1.0)
    return x * x * (3.0 - 2.0 * x)
