"""Balloon and cement in a crushed vertebra: the model's filling laid into the side cut of L1.

Effects of ``model = "cement"`` share one clock (minutes of the model) and the numbers ``ml`` (cement in the end) and
``balloon_ml`` (what the balloon holds, 0 for none). Outlines are (N, 2) in cm of the upright plate ``spine_side``.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from irexplainer.atlas.spine import BALLOON, TREATED, SpineState, cement_room, vertebra
from irexplainer.atlas.types import Floats
from irexplainer.models.cement import BALLOON_ML, CementFilling, area, balloon_radius
from irexplainer.models.series import Series
from irexplainer.story.frame import EffectPose

CEMENT_ML = 4.0
"""Usual amount without a balloon (facts/vertebroplasty.md: 3 to 5 ml in a lumbar body)."""
FROM_FRONT = 0.3
"""Without a balloon cement leaves the needle at this share of the room, counted from its front."""


@lru_cache(maxsize=16)
def filling_of(ml: float, balloon_ml: float) -> CementFilling:
    """Filling of L1: crushed as it is, or lifted by a balloon first."""
    state = SpineState(1.0, 1.0 if balloon_ml else 0.0)
    room = cement_room(state)
    low, high = room.min(0), room.max(0)
    u = BALLOON[0] if balloon_ml else float(low[0] + FROM_FRONT * (high[0] - low[0]))
    near = room[np.argsort(np.abs(room[:, 0] - u))[:4]]
    tip = np.array([u, float(near[:, 1].mean())])
    return CementFilling(room, tip, ml, balloon_ml, area(vertebra(TREATED, state).body))


def numbers_at(kind: str, params: Mapping[str, float], minutes: float) -> tuple[float, dict[str, float]]:
    """(value 0..1, numbers) of an effect of the filling at a time of the model."""
    filling = filling_of(params.get("ml", CEMENT_ML), params.get("balloon_ml", 0.0))
    now = filling.at(minutes * 60.0)
    made = (now.hollow_cm / balloon_radius(filling.balloon_ml)) ** 3 if filling.balloon_ml else 0.0
    value = {"cement": now.cement_ml / filling.ml, "hollow": min(made, 1.0)}.get(kind, 1.0)
    if kind == "balloon":
        value = now.balloon_ml / filling.balloon_ml if filling.balloon_ml else 0.0
    return value, {"lift": min(made, 1.0), "cement_ml": now.cement_ml, "filled_ml": now.balloon_ml}


def cement_front(ml: float, balloon_ml: float, given_ml: float) -> Floats:
    """Outline of the cement after ``given_ml``; empty before the first of it."""
    if given_ml <= 0.02:
        return np.zeros((0, 2))
    return filling_of(ml, balloon_ml).contour(given_ml)


def cement_of(effect: EffectPose) -> Floats:
    """Outline of the cement of an effect."""
    ml = effect.params.get("ml", CEMENT_ML)
    return cement_front(ml, effect.params.get("balloon_ml", 0.0), effect.value * ml)


def hollow_of(effect: EffectPose) -> Floats:
    """Outline of the hollow that a balloon has made or is making."""
    balloon_ml = effect.params.get("balloon_ml", 0.0)
    return cement_front(effect.params.get("ml", CEMENT_ML), balloon_ml, effect.value * balloon_ml)


def cement_in(state: SpineState) -> Floats:
    """Outline of the cement of a state of the plate: what usual amounts make of it."""
    ml, balloon_ml = (BALLOON_ML, BALLOON_ML) if state.lift > 0 else (CEMENT_ML, 0.0)
    return cement_front(ml, balloon_ml, state.cement * ml)


def facts_of(params: Mapping[str, float], minutes: float) -> dict[str, float]:
    """Numbers for the study pane."""
    found = numbers_at("cement", params, minutes)[1]
    more = {"balloon_ml": found["filled_ml"]} if params.get("balloon_ml", 0.0) else {}
    return {"cement_ml": found["cement_ml"], **more}


def filling_series(params: Mapping[str, float]) -> tuple[Series, ...]:
    """Milliliters over seconds of the model."""
    filling = filling_of(params.get("ml", CEMENT_ML), params.get("balloon_ml", 0.0))
    return filling.series()
