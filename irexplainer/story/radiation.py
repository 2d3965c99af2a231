"""Rays of spheres that have lodged in a tumor, as an effect of a story: dose over days from ``models.beta_dose``."""

from collections.abc import Mapping

from irexplainer.models.beta_dose import FallOff, fall_off, given_share
from irexplainer.models.series import Series

MINUTES_A_DAY = 1440.0
RADIUS_CM, GRAY = 1.5, 205.0
"""Where an effect says nothing: a tumor of 3 cm; a dose goal of one published plan (DOSISPHERE-01, PMC10858378)."""


def tumor_dose(params: Mapping[str, float]) -> FallOff:
    """Dose in and around the tumor once all has decayed. params: ``gray`` mean in the tumor, ``tumor_cm`` radius."""
    return fall_off(params.get("tumor_cm", RADIUS_CM), params.get("gray", GRAY))


def numbers_at(params: Mapping[str, float], minutes: float) -> tuple[float, dict[str, float]]:
    """Share 0..1 of the dose that has been given, and the days since the spheres came."""
    days = minutes / MINUTES_A_DAY
    return float(given_share(days)), {"days": days}


def facts_of(params: Mapping[str, float], minutes: float) -> dict[str, float]:
    """Numbers for plots and the study pane."""
    share, numbers = numbers_at(params, minutes)
    return {"dose_gy": tumor_dose(params).at(0.0) * share, "days_since_treatment": numbers["days"]}


def dose_series(params: Mapping[str, float], minutes: float) -> tuple[Series, ...]:
    """Dose in the middle of the tumor over the days that are shown."""
    return tumor_dose(params).series(0.0, minutes / MINUTES_A_DAY)
