"""Bulges of arteries on X-ray: dye whirls into an open one; the coils in it are a dense ball that keeps dye out."""

import numpy as np

from irexplainer.geom.ball import thread_ball
from irexplainer.imaging.anatomy import AtlasLike, TargetLike
from irexplainer.imaging.arrivals import arrival
from irexplainer.imaging.dye import THICKNESS, dye_density, dye_seconds
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.grafts import AORTA, darken_aorta
from irexplainer.imaging.raster import Image, TubeCanvas
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import Frame, Modality

MAP_DENSITY = 0.38
"""Of the frozen picture for steering, as for vessels."""
FULL = 0.75
"""Dye in the middle of a bulge, as a share of that in the widest vessel."""
WIRE_CM, LEAST_PX, WIRE_DENSITY = 0.02, 0.5, 0.5


def darken_sacs(pixels: Image, atlas: AtlasLike, window: FrontWindow, frame: Frame, share: float) -> None:
    """Multiply the shadows of bulges and of the coils in them into a picture; ``share`` scales that of metal."""
    for effect in frame.effects:
        target = atlas.targets.get(effect.target) if effect.kind == "aneurysm" else None
        if target is None:
            continue
        dye = dye_in_sac(frame, target, atlas)
        if getattr(target, "vessel", "") == AORTA:
            darken_aorta(pixels, window, frame, dye, share)
            continue
        _dye(pixels, target, window, dye * (1.0 - effect.value))
        _coils(pixels, target, window, effect.value, share)


def dye_in_sac(frame: Frame, target: TargetLike, atlas: AtlasLike) -> float:
    """Dye in the bulge, 0..1: as in its artery at that place."""
    dye = frame.effect("contrast")
    seconds = dye_seconds(dye)
    if dye is None or seconds <= 0 or dye.value <= 0:
        return MAP_DENSITY if frame.modality is Modality.ANGIOGRAPHY and frame.route else 0.0
    place = dye.at or frame.tip
    if place is None:
        return 0.0
    comes = arrival(atlas, place, frame.route, focus_of(frame, atlas), target.id)
    return 0.0 if comes is None else float(dye_density(seconds, comes))


def _dye(pixels: Image, target: TargetLike, window: FrontWindow, density: float) -> None:
    if density < 0.01:
        return
    height, width = pixels.shape
    center = window.px(np.asarray([target.center], float))[0]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r = np.hypot(x + 0.5 - center[0], y + 0.5 - center[1]) / max(target.radius * window.scale, 1.0)
    deep = np.sqrt(np.clip(1.0 - r**2, 0.0, 1.0))
    pixels *= np.exp(-np.float32(THICKNESS * FULL * density) * deep).astype(np.float32)


def _coils(pixels: Image, target: TargetLike, window: FrontWindow, packed: float, share: float) -> None:
    wire = thread_ball(target.center, target.radius * 0.95)
    wire = wire[: round(len(wire) * min(max(packed, 0.0), 1.0))]
    if len(wire) < 2:
        return
    flat, canvas = pixels.reshape(-1), TubeCanvas(*pixels.shape)
    radius = np.full(len(wire), max(WIRE_CM * window.scale, LEAST_PX))
    canvas.draw(window.px(wire), radius, np.zeros(len(wire)))
    touched = canvas.sparse()
    flat[touched.index] *= 1 - np.float32(min(WIRE_DENSITY + 0.4 * packed, 0.9) * share) * touched.strength
