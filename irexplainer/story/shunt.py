"""A shunt through the liver (TIPS) as it opens: what is left of the pressure before the liver, and what goes past it.

An effect of any kind with ``model = "shunt"``: its value 0..1 is the share of the stent's width that is open (``fill``
while the balloon widens it). Numbers (``params``), all optional: ``gradient_mmhg`` before, ``shunt_mm`` width and
``shunt_cm`` length of the open stent. The answer is ``models.flow_changes.portal``: the least that a smooth, straight
tube leaves, so both curves are in percent and say so.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.models.flow_changes import portal
from irexplainer.models.series import Floats, Series

if TYPE_CHECKING:
    from irexplainer.story.parts import Effect

MODEL = "shunt"
GRADIENT_MMHG = 12.0
"""From here on a shunt counts as needed or failed (facts/tips.md, S6); the shares hardly depend on it."""
SHUNT_MM, SHUNT_CM = 8.0, 6.0
"""Stents are 8 to 10 mm wide and 4 to 8 cm long (facts/tips.md, S3)."""
STEPS = 25
PER_SECOND = 10


def opened(params: Mapping[str, float], open_share: float) -> dict[str, float]:
    """Pressure left and blood through the shunt, shares 0..1, at an open share 0..1 of its width."""
    share, left, past = _table(
        params.get("gradient_mmhg", GRADIENT_MMHG),
        params.get("shunt_mm", SHUNT_MM),
        params.get("shunt_cm", SHUNT_CM),
    )
    return {
        "portal_pressure_share": float(np.interp(open_share, share, left)),
        "shunt_share": float(np.interp(open_share, share, past)),
    }


@lru_cache(maxsize=8)
def _table(gradient: float, wide_mm: float, long_cm: float) -> tuple[Floats, Floats, Floats]:
    share = np.linspace(0.0, 1.0, STEPS)
    states = [portal(gradient, float(s) * wide_mm / 20.0, long_cm) for s in share]
    left = np.array([state.gradient_mmhg / gradient for state in states])
    past = np.array([state.shunt_ml_s / (state.shunt_ml_s + state.liver_ml_s) for state in states])
    return share, left, past


def shunt_series(effect: "Effect") -> list[Series]:
    """Both curves in %, over seconds of the story, from just before the shunt opens on; none if it never moves."""
    moves = effect.value.moves
    if not moves:
        return []
    start, end = max(moves[0].start - 1.0, 0.0), effect.value.end
    seconds = np.linspace(start, end, max(round((end - start) * PER_SECOND), 1) + 1)
    states = [opened(effect.spec.params, effect.value.at(float(t))) for t in seconds]
    found = (("portal_pressure", "portal_pressure_share"), ("shunt_share", "shunt_share"))
    return [Series(id, "%", seconds, np.array([100.0 * s[name] for s in states])) for id, name in found]
