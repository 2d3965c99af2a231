"""Stones on live X-ray: dense, so dark on the live screen; their pieces on the way out."""

import numpy as np

from irexplainer.atlas.types import Atlas
from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.raster import Image, polygon_mask
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import Frame
from irexplainer.story.stone import pieces_now

DENSITY = 0.62
"""Depth of the shadow of a stone of calcium, as an exponent; between bone and metal."""


def darken_stones(pixels: Image, atlas: Atlas, window: FrontWindow, board: BoardLike, frame: Frame) -> None:
    """Multiply the shadows of all pieces of a frame's stones into a picture of photons."""
    height, width = pixels.shape
    for effect in frame.effects:
        if effect.kind != "stone":
            continue
        for piece in pieces_now(board, frame, atlas, effect):
            at = window.px(np.asarray([piece.center], float))[0]
            mask = polygon_mask(height, width, [at + piece.outline * window.scale])
            pixels *= np.exp(np.float32(-DENSITY * piece.opacity) * mask)
