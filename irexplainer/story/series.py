"""What can be plotted of a story: the series of its models, their time turned into seconds of the story."""

from collections.abc import Mapping

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.models.drainage import bag_series
from irexplainer.models.series import Floats, Series
from irexplainer.story import cementing, clots, radiation, shunt, zones
from irexplainer.story.blood import blood_series
from irexplainer.story.cold_end import cold_end
from irexplainer.story.parts import Effect, Tool
from irexplainer.story.pools import MODEL, series_of_pool

SAMPLES_PER_SECOND = 10


def series_of(effects: Mapping[str, Effect], tools: Mapping[str, Tool], atlas: Atlas) -> tuple[Series, ...]:
    """Series of all effects that have a model with numbers worth a plot."""
    found: list[Series] = []
    for effect in effects.values():
        if effect.spec.model == "ice" and effect.stages:
            found += ice_series(effect, tools, atlas)
        if effect.spec.model in zones.MODELS and effect.clock.moves:
            found += zone_series(effect, atlas)
        if effect.spec.model == "drainage" and effect.clock.moves:
            found.append(in_story_time(effect, bag_series(effect.clock.end_value)))
        if effect.spec.model == MODEL and effect.clock.moves:
            found.append(in_story_time(effect, series_of_pool(effect.spec.params, effect.clock.end_value)))
        if effect.spec.model == clots.MODEL and effect.spec.kind == "clot" and effect.clock.moves:
            found.append(in_story_time(effect, clots.series_of_clot(effect.spec.params, effect.clock.end_value)))
        if effect.spec.model == "cement" and effect.spec.kind == "cement" and effect.clock.moves:
            found += [in_story_time(effect, series) for series in cementing.filling_series(effect.spec.params)]
        if effect.spec.model == "beta" and effect.clock.moves:
            minutes = effect.clock.end_value
            found += [in_story_time(effect, series) for series in radiation.dose_series(effect.spec.params, minutes)]
        if effect.spec.model == shunt.MODEL:
            found += shunt.shunt_series(effect)
    found += blood_series(effects, atlas)
    return tuple(found)


def in_story_time(effect: Effect, series: Series) -> Series:
    """``series`` runs over real seconds of the model; the result over seconds of the story, from its first move on."""
    moves = effect.clock.moves
    start, end = moves[0].start, moves[-1].end
    seconds = np.linspace(start, end, max(round((end - start) * SAMPLES_PER_SECOND), 1) + 1)
    model = np.array([effect.clock.at(float(s)) * 60 for s in seconds])
    values = np.interp(model, series.seconds, series.values)
    return Series(series.id, series.unit, seconds, values, series.thresholds)


def ice_series(effect: Effect, tools: Mapping[str, Tool], atlas: Atlas) -> list[Series]:
    """Temperature at the probes and where the tumor is coldest last, and the radius of the ice."""
    start = effect.clock.moves[0].start
    probes = [tool for tool in tools.values() if tool.spec.kind == "cryoprobe"]
    ends = [cold_end(tool.way(start).line, tool.tip.at(start)) for tool in probes]
    target = atlas.targets.get(effect.spec.target)
    margin = farthest_edge(np.asarray(target.center), target.radius, ends) if target is not None and ends else 0.0
    return [in_story_time(effect, series) for series in effect.cycle.series(margin)]


def zone_series(effect: Effect, atlas: Atlas) -> list[Series]:
    """Curves of what heat or pulses do; the edge of the tumor is the one on the side of the vessel."""
    target = atlas.targets.get(effect.spec.target)
    edge = target.radius if target is not None else 0.0
    curves = zones.series_of_zone(effect.spec.model, effect.spec.params, effect.clock.end_value, edge)
    return [in_story_time(effect, series) for series in curves]


def farthest_edge(center: Floats, radius: float, ends: list[Floats]) -> float:
    """Distance in cm from the cold ends to the point of a tumor's rim, in the slice of the probes, that is farthest."""
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rim = np.column_stack([center[0] + radius * np.cos(angle), center[2] + radius * np.sin(angle)])
    gaps = [_gap(rim, a[[0, 2]], b[[0, 2]]) for a, b in ends]
    return float(np.min(gaps, axis=0).max())


def _gap(points: Floats, a: Floats, b: Floats) -> Floats:
    along = np.clip((points - a) @ (b - a) / max(float((b - a) @ (b - a)), 1e-9), 0, 1)
    return np.asarray(np.linalg.norm(points - a - along[:, None] * (b - a), axis=1))
