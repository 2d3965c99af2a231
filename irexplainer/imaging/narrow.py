"""Narrow places of vessels as X-rays show them: the waist in the dye, a balloon full of dye, the mesh of a stent."""

import numpy as np

from irexplainer.atlas.types import Atlas, Floats, Target
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.raster import Sparse, TubeCanvas
from irexplainer.imaging.tree import UNITS, Narrow, bump
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import EffectPose, Frame
from irexplainer.story.opening import left_of

BALLOON_HALF, SHOULDER = 12.2, 3.6
STENT_HALF = 10.6
FOLDED = 0.6
LEVELS = 20
"""Steps in which widths and fillings are told apart."""


def narrow_places(frame: Frame, atlas: AtlasLike) -> tuple[Narrow, ...]:
    """Narrow places of a frame that still are narrow, in steps."""
    found = []
    for effect in frame.effects:
        target = atlas.targets.get(effect.target)
        vessel = str(getattr(target, "vessel", ""))
        if effect.kind == "narrowing" and target is not None and vessel in atlas.vessels:
            left = round(left_of(effect.params) * LEVELS) / LEVELS
            if left < 1.0:
                found.append(Narrow(vessel, target.center, left))
    return tuple(found)


def device_key(effect: EffectPose) -> tuple[str, int, int, int] | None:
    """What decides the picture of balloon and stent; None where neither is in."""
    numbers = effect.params
    balloon = numbers.get("balloon", 0.0) if numbers.get("balloon_in", 0.0) > 0.9 else -1.0
    stent = numbers.get("stent", 0.0) if numbers.get("stent_in", 0.0) > 0.9 else -1.0
    if effect.kind != "narrowing" or (balloon < 0 and stent < 0):
        return None
    left, filled, opened = (round(share * LEVELS) for share in (left_of(numbers), balloon, stent))
    return effect.target, left, filled, opened


def device_shadow(key: tuple[str, int, int, int], target: Target, atlas: Atlas, window: FrontWindow) -> Sparse:
    """Shadow of balloon and stent in a narrow place."""
    left, balloon, stent = (step / LEVELS for step in key[1:])
    line = Polyline(np.asarray(atlas.vessels[target.vessel].points, float))
    s = line.nearest(target.center)
    lumen = float(line.at(s)[3])
    unit = lumen / UNITS
    canvas = TubeCanvas(window.height, window.width)

    def tube(x: Floats, across: Floats, radius: Floats, weight: float) -> None:
        at = line.many(np.clip(s + x * unit, 0, line.length))[:, :2]
        along = np.gradient(at, axis=0)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        px = window.px(at + np.column_stack([-along[:, 1], along[:, 0]]) * (across * lumen)[:, None])
        canvas.draw(px, radius, np.zeros(len(px)), np.full(len(px), weight))

    def room(x: Floats) -> Floats:
        return np.asarray(1.0 - (1.0 - left) * bump(x))

    if balloon > 0.04:
        x = np.linspace(-BALLOON_HALF, BALLOON_HALF, 60)
        full = FOLDED / UNITS + (1.1 - FOLDED / UNITS) * balloon
        ends = np.sin(np.clip((BALLOON_HALF - np.abs(x)) / SHOULDER, 0, 1) * np.pi / 2) ** 0.9
        tube(x, np.zeros(60), np.minimum(full, room(x)) * ends * lumen * window.scale, 0.75)
    if balloon >= 0:
        for x0 in (-8.5, 8.5):
            tube(x0 + np.linspace(-0.5, 0.5, 4), np.zeros(4), np.full(4, max(0.05 * window.scale, 1.2)), 1.0)
    if stent >= 0:
        x = np.linspace(-STENT_HALF, STENT_HALF, 120)
        tall = room(x) * (0.25 + 0.72 * stent)
        for turn in np.linspace(0, np.pi, 3, endpoint=False):
            for way in (1.0, -1.0):
                wave = tall * np.sin(way * x / STENT_HALF * np.pi * 3 + turn)
                tube(x, wave, np.full(120, max(0.012 * window.scale, 0.45)), 0.5)
    return canvas.sparse()
