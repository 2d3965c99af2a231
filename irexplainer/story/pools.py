"""A pool of fluid that empties through a drain: what an effect with ``model = "pool"`` says at a moment.

Numbers of the effect: ``volume_ml`` (what will come out), ``french`` of the drain, ``viscosity`` in those of water,
``head_cm`` (how far the bag hangs below), ``inside_cm`` (pressure in the full pool, cm of water) and ``left`` (share
of the pool that stays in the end).
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from irexplainer.models.drainage import SEROUS, Emptying, drain, emptying
from irexplainer.models.series import Series

MODEL = "pool"
VOLUME_ML, FRENCH, HEAD_CM, INSIDE_CM = 1000.0, 8.0, 40.0, 0.0
FULL_STREAM_ML_PER_MIN = 80.0
"""A flow that is drawn as a full stream of drops."""
SAMPLES = 200
Params = Mapping[str, float]


def emptying_of(params: Params) -> Emptying:
    """The pool of an effect, emptying."""
    return _emptying(
        params.get("volume_ml", VOLUME_ML),
        int(params.get("french", FRENCH)),
        params.get("viscosity", SEROUS),
        params.get("head_cm", HEAD_CM),
        params.get("inside_cm", INSIDE_CM),
    )


@lru_cache(maxsize=16)
def _emptying(volume_ml: float, french: int, viscosity: float, head: float, inside: float) -> Emptying:
    return emptying(volume_ml, drain(french, viscosity), head, inside)


def flow_ml_per_min(params: Params, minutes: float) -> float:
    """Flow through the drain; 0 before it is opened and once the pool is empty."""
    pool = emptying_of(params)
    if minutes <= 0 or minutes >= pool.minutes[-1]:
        return 0.0
    return float(np.interp(minutes, pool.minutes, np.gradient(pool.drained, pool.minutes)))


def state(params: Params, minutes: float) -> tuple[float, dict[str, float]]:
    """(share 0..1 of the pool that is still there, further numbers) minutes after the drain was opened."""
    pool, left = emptying_of(params), params.get("left", 0.0)
    share = left + (1.0 - left) * pool.left_share(max(minutes, 0.0))
    flow = min(flow_ml_per_min(params, minutes) / FULL_STREAM_ML_PER_MIN, 1.0)
    drained = pool.drained_ml(max(minutes, 0.0)) / float(pool.drained[-1])
    return share, {"minutes": minutes, "flow": flow, "in_bag": drained}


def facts_of(params: Params, minutes: float) -> dict[str, float]:
    """Numbers for the study pane."""
    return {
        "fluid_in_bag_ml": emptying_of(params).drained_ml(minutes),
        "fluid_flow_ml_per_min": flow_ml_per_min(params, minutes),
        "minutes_since_opening": minutes,
    }


def series_of_pool(params: Params, minutes: float) -> Series:
    """Fluid in the bag over the seconds after the drain was opened."""
    pool, seconds = emptying_of(params), np.linspace(0.0, max(minutes, 0.0) * 60.0, SAMPLES)
    return Series("fluid_drained", "ml", seconds, np.interp(seconds / 60.0, pool.minutes, pool.drained))
