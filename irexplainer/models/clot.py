"""How a clot goes away: dissolved by a drug, or sucked out.

Equations. Dissolving is of first order: V(t) = V_0 2^(-t / t_half). Suction takes the same share of what is left in
every pass: V_n = V_0 (1 - s)^n; within a pass the clot goes evenly. A tube of radius r pulls with the force p pi r^2;
a clot of length L comes once this is above what holds it, 2 pi r_clot L times the shear that its surface bears.

t_half, s and the shear are parameters of the caller: published values differ with age and kind of clot, and none is
claimed here. Drugs run 12 to 24 hours (facts/dvt-thrombolysis-thrombectomy.md, S5), suction is repeated in passes.
"""

import math

from irexplainer.models.flow import DYN_PER_MMHG

VACUUM_MMHG = 700.0
"""The most a syringe can pull: a little less than the pressure of the air."""


def dissolved_share(hours: float, half_hours: float) -> float:
    """Share 0..1 of a clot that a drug has dissolved after hours; half of what is left goes in ``half_hours``."""
    return 1.0 - math.exp(-math.log(2.0) * max(hours, 0.0) / half_hours)


def sucked_share(passes: float, share_per_pass: float) -> float:
    """Share 0..1 of a clot that is out after some passes; 2.4 passes are two and four tenths of the third."""
    whole = int(max(passes, 0.0))
    left = (1.0 - share_per_pass) ** whole
    return 1.0 - left * (1.0 - share_per_pass * (max(passes, 0.0) - whole))


def open_radius(radius_cm: float, removed: float) -> float:
    """Radius of the round channel in a vessel whose clot is gone by a share: the area is free again by that share."""
    return radius_cm * math.sqrt(min(max(removed, 0.0), 1.0))


def grip_newtons(tube_radius_cm: float, vacuum_mmhg: float = VACUUM_MMHG) -> float:
    """Force with which a tube holds a clot, p pi r^2, in newtons (1 N = 1e5 dyn)."""
    return vacuum_mmhg * DYN_PER_MMHG * math.pi * tube_radius_cm**2 / 1e5


def comes_loose(tube_radius_cm: float, clot_radius_cm: float, clot_cm: float, shear_pa: float) -> bool:
    """Does suction beat what holds a clot to the wall: its surface 2 pi r L (cm2) times the shear it bears (Pa)?"""
    held = shear_pa * 2 * math.pi * clot_radius_cm * clot_cm * 1e-4
    return grip_newtons(tube_radius_cm) > held
