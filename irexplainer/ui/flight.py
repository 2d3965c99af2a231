"""A camera flight between two views of one plate: its viewports, its layers, and how the profiles cross-fade."""

from dataclasses import dataclass
from functools import lru_cache

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.geom.zoom_path import ZoomPath
from irexplainer.story.frame import View
from irexplainer.ui.travel import Leg, plan_legs

SAMPLES = 61
FADE_FROM, FADE_TO = 0.30, 0.75
"""Share of the way within which one profile gives way to the next (as ``paint.transition.paint_travel``)."""


def profile_fade(progress: float) -> float:
    """How much of the new profile is seen, 0..1, at a share of the way."""
    t = min(max((progress - FADE_FROM) / (FADE_TO - FADE_FROM), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@dataclass(frozen=True, slots=True)
class Flight:
    """start, goal: the views. old, new: layers of the two profiles; ``old`` is empty where they are the same."""

    start: View
    goal: View
    old: tuple[Leg, ...]
    new: tuple[Leg, ...]

    def layers(self) -> list[tuple[View, Viewport]]:
        """Everything to paint, in the order it is needed."""
        wanted = [(leg.first, self.start, leg.layer) for leg in self.old]
        wanted += [(leg.first, self.goal, leg.layer) for leg in self.new]
        return [(view, layer) for _, view, layer in sorted(wanted, key=lambda item: item[0])]

    def at(self, progress: float) -> tuple[Viewport | None, Viewport | None, float]:
        """(layer of the old profile, of the new one, opacity of the new one) at a share of the way."""
        fade = profile_fade(progress) if self.old else 1.0
        index = min(max(progress, 0.0), 1.0) * (SAMPLES - 1)
        return (_leg(self.old, index) if fade < 1 else None), (_leg(self.new, index) if fade > 0 else None), fade


def _leg(legs: tuple[Leg, ...], index: float) -> Viewport | None:
    for leg in legs:
        if leg.first <= index <= leg.last:
            return leg.layer
    return None


@lru_cache(maxsize=32)
def plan_flight(start: View, goal: View, width: float, height: float, free: Rect) -> Flight:
    """Plan the layers of a flight over a stage of width x height px whose cameras are framed into ``free``.

    Neighboring legs share a sample, so that every moment between two samples has its layer.
    """
    path = ZoomPath(start.camera, goal.camera)
    way = [Viewport.fit(width, height, free, path.at(i / (SAMPLES - 1))) for i in range(SAMPLES)]
    if start.profile == goal.profile:
        return Flight(start, goal, (), plan_legs(way))
    last, first = round(FADE_TO * (SAMPLES - 1)) + 1, round(FADE_FROM * (SAMPLES - 1)) - 1
    new = tuple(Leg(leg.first + first, leg.last + first, leg.layer) for leg in plan_legs(way[first:]))
    return Flight(start, goal, plan_legs(way[: last + 1]), new)
