"""Where heat or pulses of current kill tissue: one answer for the stage, the doctor's screen and the plots.

Everything is drawn in the slice through the needles, body (x, z) in cm, around the middle of the tumor. The numbers an
``EffectPose`` carries say all that is needed: the model is baked once and looked up by them.

heat     params axis_x, axis_z: direction of the needles; away_x_cm, away_z_cm, cool_radius_cm: from there to the vessel
         that cools one side, and its lumen (0: none); radio: 1 radiofrequency (three needles), 0 microwaves; blood:
         share of its usual blood that runs through the liver (1 where it is not named); seconds of total_seconds; hot
pulses   params axis_x, axis_z; needle_1_u, needle_1_y ...: needles across (u in the slice, y along the body), from the
         middle of the tumor; seconds; lit. Along the needles the zone is as long as the bare tips (``TIP_CM``) and
         reaches as far beyond their ends as it does beside them: the model knows the cross section only
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from irexplainer.models import electroporation, heating
from irexplainer.models.electroporation import Electroporation
from irexplainer.models.heating import CLUSTER, LIVER, MICROWAVE, HeatZone, Vessel
from irexplainer.models.series import Floats, Series
from irexplainer.story.frame import EffectPose, Point3
from irexplainer.story.schema import EffectSpec

HEATERS = ("microwave", "radiofrequency")
MODELS = (*HEATERS, "electroporation")
KINDS = ("heat", "pulses")
TIP_CM = 2.0
SOFT_CM = 0.3
LABEL_SHARE = 0.82
Params = Mapping[str, float]


def needle_params(item: EffectSpec, center: Point3, ends: Sequence[Floats]) -> dict[str, float]:
    """Numbers that hold for a whole story: direction and places of the needles, and where from them the vessel runs.

    ends: (2, 3) skin and tip of each needle, body cm.
    """
    if not ends:
        return {}
    along = (ends[0][1] - ends[0][0])[[0, 2]]
    along = along / float(np.hypot(*along))
    found = {"axis_x": float(along[0]), "axis_z": float(along[1])}
    if item.kind == "heat":
        away = {f"away_{c}_cm": item.params.get(f"cool_{c}_cm", center[i]) - center[i] for c, i in (("x", 0), ("z", 2))}
        blood = {"blood": item.params.get("blood", 1.0)}
        return found | away | blood | {"radio": float(item.model == "radiofrequency")}
    for number, (_, tip) in enumerate(ends, 1):
        x, y, z = np.asarray(tip, float) - np.asarray(center)
        u = float(z * along[0] - x * along[1])
        found |= {f"needle_{number}_u": round(u, 4), f"needle_{number}_y": round(float(y), 4)}
    return found


def state(model: str, params: Params, minutes: float, total: float, on: float) -> tuple[float, float, Params]:
    """(share 0..1 of the whole treatment that has taken hold, half width in cm, numbers of this moment).

    minutes of total: clock of the model. on: 0..1 how hot the needle, or how bright the field, still is.
    """
    seconds, whole = minutes * 60.0, total * 60.0
    more = dict(params) | {"seconds": seconds, "total_seconds": whole}
    if seconds <= 0:
        return 0.0, 0.0, more
    if model in HEATERS:
        zone, more = heat_zone(more), more | {"hot": on}
        width, last = zone.at(seconds).width_cm, zone.at(whole).width_cm
        return width / max(last, 0.1), width / 2, more
    pulses = pulse_plan(more)
    now = pulses.at(seconds)
    return (
        now.pulses / now.all_pulses,
        sum(across(more, now.pairs_done + (now.pair is not None))) / 2,
        more | {"lit": on},
    )


def heat_zone(params: Params) -> HeatZone:
    """The baked treatment."""
    needle = CLUSTER if params.get("radio", 0.0) > 0.5 else MICROWAVE
    radius = params.get("cool_radius_cm", 0.0)
    distance = math.hypot(params.get("away_x_cm", 0.0), params.get("away_z_cm", 0.0))
    vessel = Vessel(round(distance, 3), radius) if radius > 0 else None
    tissue = replace(LIVER, perfusion=LIVER.perfusion * params.get("blood", 1.0))
    return heating.bake(needle, params["total_seconds"], tissue, vessel)


def dead_rim(effect: EffectPose) -> Floats:
    """Rim (N, 2) in body (x, z) of what is dead by heat; empty while nothing is."""
    zone = heat_zone(effect.params)
    rim = zone.contour(effect.params["seconds"], 72)
    return _laid(effect, rim, zone) if np.ptp(rim) > 0.1 else np.empty((0, 2))


def isotherm(effect: EffectPose, celsius: float) -> Floats:
    """Rim (N, 2) in body (x, z) of what is at least so hot."""
    zone = heat_zone(effect.params)
    rim = zone.isotherm(effect.params["seconds"], celsius, 72)
    return _laid(effect, rim, zone) if len(rim) else rim


def _laid(effect: EffectPose, rim: Floats, zone: HeatZone) -> Floats:
    """From the model (first axis towards the vessel) to the body, drawn out along the needle."""
    p = effect.params
    toward = np.array([p.get("away_x_cm", 0.0), p.get("away_z_cm", 0.0)])
    axis = np.array([p["axis_x"], p["axis_z"]])
    far = float(np.hypot(*toward))
    toward = toward / far if far > 0 else np.array([-axis[1], axis[0]])
    flat = rim[:, :1] * toward + rim[:, 1:] * np.array([-toward[1], toward[0]])
    stretch = np.tanh(flat @ axis / SOFT_CM) * zone.needle.core_cm / 2
    return np.asarray(_middle(effect) + flat + stretch[:, None] * axis)


def _middle(effect: EffectPose) -> Floats:
    x, _, z = effect.at or (0.0, 0.0, 0.0)
    return np.array([x, z])


# Pulses -----------------------------------------------------------------------------------------------------------


def needles_of(params: Params) -> tuple[tuple[float, float], ...]:
    """(u, y) of every needle."""
    found: list[tuple[float, float]] = []
    while f"needle_{len(found) + 1}_u" in params:
        number = len(found) + 1
        found.append((params[f"needle_{number}_u"], params[f"needle_{number}_y"]))
    return tuple(found)


def pulse_plan(params: Params) -> Electroporation:
    """Pairs and voltages of the needles."""
    return _plan(needles_of(params))


@lru_cache(8)
def _plan(needles: tuple[tuple[float, float], ...]) -> Electroporation:
    return electroporation.treatment(needles)


@lru_cache(64)
def _reach(needles: tuple[tuple[float, float], ...], pairs: int, strength: float) -> tuple[float, float]:
    rim = _plan(needles).contour(pairs, 36, strength)
    return (float(-rim[:, 0].min()), float(rim[:, 0].max())) if len(rim) else (0.0, 0.0)


@lru_cache(64)
def _area(needles: tuple[tuple[float, float], ...], pairs: int) -> float:
    return _plan(needles).area(pairs)


def across(params: Params, pairs: int, strength: float = electroporation.THRESHOLD) -> tuple[float, float]:
    """How far, to both sides of the middle in the slice, the field has been so strong (V/cm) after some pairs; cm."""
    return _reach(needles_of(params), pairs, strength)


def reached_share(effect: EffectPose) -> float:
    """Share 0..1 of the whole cross section in which cells die by now; each pulse of a pair adds to it."""
    needles, plan = needles_of(effect.params), pulse_plan(effect.params)
    now = plan.at(effect.params["seconds"])
    before, after = (_area(needles, min(now.pairs_done + more, len(plan.pairs))) for more in (0, 1))
    part = now.pulses / electroporation.PULSES - now.pairs_done
    return (before + part * (after - before)) / max(_area(needles, len(plan.pairs)), 1e-6)


def pulse_rim(effect: EffectPose, strength: float = electroporation.THRESHOLD) -> Floats:
    """Rim (N, 2) in body (x, z) of where the field has been so strong, as far as the pairs have fired."""
    plan = pulse_plan(effect.params)
    now = plan.at(effect.params["seconds"])
    low, high = across(effect.params, min(now.pairs_done + 1, len(plan.pairs)), strength)
    return tip_box(effect, -low, high)


def tip_box(effect: EffectPose, low: float, high: float) -> Floats:
    """Rounded outline (72, 2) around the bare tips that reaches from ``low`` to ``high`` across, cm."""
    widest = max((abs(u) for u, _ in needles_of(effect.params)), default=0.0)
    half = TIP_CM / 2 + max(max(-low, high) - widest, 0.1)
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    along, side = (np.sign(v) * np.abs(v) ** 0.74 for v in (c, s))
    return on_slice(effect, along * half, (low + high) / 2 + side * (high - low) / 2)


def on_slice(effect: EffectPose, along: Floats, side: Floats) -> Floats:
    """Body (x, z) of places along the needles and across them, cm from the middle of the tumor."""
    axis = np.array([effect.params["axis_x"], effect.params["axis_z"]])
    return np.asarray(_middle(effect) + along[..., None] * axis + side[..., None] * np.array([-axis[1], axis[0]]))


def firing(effect: EffectPose) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """(u, y) of both needles between which the current runs; None while none does."""
    needles = needles_of(effect.params)
    if "seconds" not in effect.params:
        return needles[0], needles[1]
    pair = pulse_plan(effect.params).at(effect.params["seconds"]).pair
    return None if pair is None else (needles[pair[0]], needles[pair[1]])


# What is said of a zone -----------------------------------------------------------------------------------------------


def label_point(effect: EffectPose) -> Point3 | None:
    """A point inside the rim on the side away from the vessel, or across the needles."""
    if effect.at is None or not effect.params.get("total_seconds"):
        return effect.at
    rim = dead_rim(effect) if effect.kind == "heat" else pulse_rim(effect)
    if not len(rim):
        return effect.at
    middle = _middle(effect)
    away = rim - middle
    p = effect.params
    wanted = -np.array([p.get("away_x_cm", -p["axis_z"]), p.get("away_z_cm", p["axis_x"])])
    best = away[int(np.argmax(away @ wanted))]
    x, z = middle + best * LABEL_SHARE
    return float(x), effect.at[1], float(z)


def facts_of(model: str, params: Params, minutes: float, total: float) -> dict[str, float]:
    """Numbers for the study pane."""
    _, half, more = state(model, params, minutes, total, 1.0)
    if model in HEATERS:
        moment = heat_zone(more).at(more["seconds"])
        return {
            "treatment_minutes": minutes,
            "hottest_c": moment.peak_c,
            "dead_width_cm": moment.width_cm,
            "dead_length_cm": moment.length_cm,
        }
    now = pulse_plan(more).at(more["seconds"])
    return {
        "treatment_minutes": minutes,
        "pulses_given": float(now.pulses),
        "pulses_planned": float(now.all_pulses),
        "field_width_cm": 2 * half,
    }


def series_of_zone(model: str, params: Params, total: float, edge_cm: float) -> tuple[Series, ...]:
    """Curves of a zone over real seconds. edge_cm: from the needle to the edge of the tumor on the cooled side."""
    more = dict(params) | {"total_seconds": total * 60.0}
    if model in HEATERS:
        peak, margin, _, width = heat_zone(more).series(edge_cm)
        return peak, margin, width
    plan, needles = pulse_plan(more), needles_of(more)
    for pairs in range(len(plan.pairs) + 1):  # looked up in every frame later on
        _area(needles, pairs)
        for strength in (plan.threshold, electroporation.REVERSIBLE):
            _reach(needles, pairs, strength)
    return plan.series()
