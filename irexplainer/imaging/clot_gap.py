"""Clots in dye pictures: dye runs around a clot and leaves it out; what lies behind it fills poorly."""

from typing import cast

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.imaging.anatomy import AtlasLike
from irexplainer.imaging.raster import Image, TubeCanvas
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.clots import clot_line
from irexplainer.story.frame import Frame

LEFT_OUT = 0.9
"""Share of the dye's shadow that is missing in the middle of a clot."""
BARE = 0.02


def leave_out(pixels: Image, before: Image, frame: Frame, window: FrontWindow, atlas: AtlasLike) -> None:
    """Take dye away where clots lie. before: the picture without dye; ``pixels`` is changed."""
    height, width = pixels.shape
    for effect in frame.effects:
        line = clot_line(cast(Atlas, atlas), effect) if effect.kind == "clot" and effect.value > BARE else None
        if line is None:
            continue
        canvas = TubeCanvas(height, width)
        radius = np.maximum(line[:, 3] * window.scale, 0.8)
        canvas.draw(window.px(line), radius, np.ones(len(line)))
        sparse = canvas.sparse()
        share = np.float32(LEFT_OUT) * np.minimum(sparse.strength * np.float32(1.3), 1)
        flat, clean = pixels.reshape(-1), before.reshape(-1)
        flat[sparse.index] += (clean[sparse.index] - flat[sparse.index]) * share
