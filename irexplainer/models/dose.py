"""What heat does to cells: equivalent minutes at 43 C, and the damage integral of Arrhenius.

Equivalent minutes (Sapareto and Dewey 1984, Int J Radiat Oncol Biol Phys 10:787-800, doi 10.1016/0360-3016(84)90379-1):

    CEM43 = integral R^(43 - T) dt,    R = 0.5 at 43 C and more, 0.25 from 39 to 43 C, nothing below 39 C

Tissue thresholds: Yarmolenko 2011, doi 10.3109/02656736.2010.534527; 240 minutes are taken as lethal
(PMC6181766). One degree more halves the time.

Damage integral (Chang and Nguyen 2004, doi 10.1186/1475-925X-3-27; liver):

    Omega = integral A exp(-E / (R T)) dt,   A = 7.39e39 1/s, E = 2.577e5 J/mol, T in K; nothing below 43 C

Omega = 4.6 means 99 % of the cells are dead: about 5 minutes at 50 C and 16 seconds at 60 C.
"""

import numpy as np

from irexplainer.models.series import Floats

LETHAL_CEM43 = 240.0
LETHAL_OMEGA = 4.6
FREQUENCY = 7.39e39
ENERGY = 2.577e5
GAS = 8.314462618
ABSOLUTE = 273.15
HARMLESS_C = 43.0
COAGULATED_C = 60.0
"""Proteins set almost at once (PMC2941203)."""
HOTTEST_C = 100.0
"""Warmer does not kill faster than at once; keeps the exponential within reason."""


def cem43_rate(celsius: Floats) -> Floats:
    """Equivalent minutes at 43 C that one minute at ``celsius`` is worth."""
    base = np.where(celsius >= 43.0, 0.5, 0.25)
    return np.where(celsius < 39.0, 0.0, base ** (43.0 - np.minimum(celsius, HOTTEST_C)))


def cem43(seconds: Floats, celsius: Floats) -> Floats:
    """Equivalent minutes at 43 C gathered up to each time; celsius (T, ...) over seconds (T,), trapezium rule."""
    return _gathered(seconds / 60.0, cem43_rate(celsius))


def damage_rate(celsius: Floats) -> Floats:
    """Growth of Omega in 1/s."""
    kelvin = np.minimum(celsius, HOTTEST_C) + ABSOLUTE
    return np.where(celsius < HARMLESS_C, 0.0, FREQUENCY * np.exp(-ENERGY / (GAS * kelvin)))


def damage(seconds: Floats, celsius: Floats) -> Floats:
    """Omega up to each time; celsius (T, ...) over seconds (T,), trapezium rule."""
    return _gathered(seconds, damage_rate(celsius))


def dead_share(omega: Floats) -> Floats:
    """Share 0..1 of dead cells: 1 - exp(-Omega)."""
    return np.asarray(1.0 - np.exp(-omega))


def _gathered(time: Floats, rate: Floats) -> Floats:
    steps = np.diff(time).reshape(-1, *([1] * (rate.ndim - 1)))
    return np.concatenate([np.zeros_like(rate[:1]), np.cumsum((rate[1:] + rate[:-1]) / 2 * steps, axis=0)])
