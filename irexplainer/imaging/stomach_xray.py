"""A stomach blown up with air on X-ray, and the metal pins that hold its front wall."""

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.imaging.raster import Image, Sparse, TubeCanvas, blur, polygon_mask
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import EffectPose

STOMACH = "stomach"
SOFT_CM = 0.35
BRIGHTER = 0.75
"""How many more rays pass a stomach full of air, share."""
BAR_CM, WIRE_CM = 0.5, 0.06


def air_mask(atlas: Atlas, window: FrontWindow, height: int, width: int) -> Image:
    """Share 0..1 of air behind each pixel."""
    outline = np.asarray(atlas.structures[STOMACH].outline, float)
    mask = polygon_mask(height, width, [window.px(outline)])
    return blur(mask, max(SOFT_CM * window.scale, 0.8))


def pins_key(effects: tuple[EffectPose, ...]) -> tuple[tuple[float, float], ...]:
    """x, y of the pins of a moment, body cm."""
    return tuple((e.at[0], e.at[1]) for e in effects if e.kind == "anchor" and e.at is not None)


def pins_shadow(places: tuple[tuple[float, float], ...], window: FrontWindow, height: int, width: int) -> Sparse:
    """Shadow of the bars, seen from the front."""
    canvas = TubeCanvas(height, width)
    for x, y in places:
        px = window.px(np.array([[x - BAR_CM / 2, y], [x + BAR_CM / 2, y]]))
        canvas.draw(px, np.full(2, max(WIRE_CM * window.scale, 1.0)), np.zeros(2), np.ones(2))
    return canvas.sparse()
