"""Tangles of vessels on X-ray: dye is in the draining vein far too early; what has set is dark and stays."""

from typing import cast

import numpy as np

from irexplainer.atlas.tangles import outlet_of, strands_of
from irexplainer.atlas.types import Atlas
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.tangle import filled
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.arrivals import arrival
from irexplainer.imaging.dye import THICKNESS, dye_density, dye_seconds
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.raster import Floats, Image, TubeCanvas
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import EffectPose, Frame

THROUGH_SECONDS = 0.3
"""Dye passes the tangle in no time: there are no fine vessels to slow it."""
VEIN_CM_S = 9.0
"""Speed of dye in the draining vein, as shown."""
CAST, DYE = 0.8, 0.6
LEAST_PX = 0.6


def darken_tangles(pixels: Image, atlas: AtlasLike, window: FrontWindow, frame: Frame, share: float) -> None:
    """Multiply early vein, strands with dye and the cast into a picture; ``share`` scales the cast."""
    body = cast(Atlas, atlas)
    for effect in frame.effects:
        if effect.kind != "malformation" or effect.target not in body.targets:
            continue
        for line, density in dyed_lines(frame, body, effect):
            _draw(pixels, window, line, density, DYE * THICKNESS)
        for line in filled(strands_of(body, effect.target), effect.value):
            _draw(pixels, window, line, np.ones(len(line)), CAST * share)


def dyed_lines(frame: Frame, atlas: Atlas, effect: EffectPose) -> list[tuple[Floats, Floats]]:
    """Strands and draining vein (N, 4) with the share of dye at every point (N,); empty while no dye runs."""
    comes, seconds = _comes(frame, atlas, effect.target), dye_seconds(frame.effect("contrast"))
    if comes is None:
        return []
    open_ = 1.0 - effect.value
    strands = strands_of(atlas, effect.target)
    found = [(s, np.full(len(s), float(dye_density(seconds, comes)) * open_)) for s in strands]
    vein, late = outlet_of(atlas, effect.target), seconds - comes - THROUGH_SECONDS
    if vein is not None and late > 0:
        line = np.asarray(vein.points, float)[::-1]
        found.append((line, np.asarray(dye_density(late, Polyline(line).lengths / VEIN_CM_S), float) * open_))
    return found


def _comes(frame: Frame, atlas: Atlas, target_id: str) -> float | None:
    """Seconds at which dye that runs now is at the tangle; None without dye."""
    dye = frame.effect("contrast")
    place = None if dye is None else dye.at or frame.tip
    if dye is None or place is None or dye_seconds(dye) <= 0 or dye.value <= 0:
        return None
    return arrival(atlas, place, frame.route, focus_of(frame, atlas), target_id)


def _draw(pixels: Image, window: FrontWindow, line: Floats, weight: Floats, strength: float) -> None:
    if float(np.max(weight)) < 0.01:
        return
    canvas = TubeCanvas(*pixels.shape)
    radius = np.maximum(line[:, 3] * window.scale, LEAST_PX)
    canvas.draw(window.px(line), radius, np.zeros(len(line)), weight)
    touched = canvas.sparse()
    pixels.reshape(-1)[touched.index] *= np.exp(-np.float32(strength) * touched.strength)
