"""A widened belly aorta on X-ray: dye in the channel that still flows, and the metal rings of a stent graft in it."""

from functools import lru_cache

import numpy as np

from irexplainer.atlas.aneurysm import SAC, channel_line, graft_pieces, graft_rings
from irexplainer.imaging.dye import THICKNESS
from irexplainer.imaging.raster import Image, Sparse, TubeCanvas
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import Frame
from irexplainer.story.states import states_now

AORTA = "abdominal_aorta"
STEPS = 24
"""Steps in which openings are told apart."""
WIRE_CM, LEAST_PX, WIRE_DENSITY = 0.022, 0.6, 0.8
OPEN = 0.97
"""Share from which a piece is fully open."""
DYE = 0.8
"""Dye in the middle of the channel, as a share of that in the widest vessel."""


def darken_aorta(pixels: Image, window: FrontWindow, frame: Frame, dye: float, share: float) -> None:
    """Multiply dye (0..1) and metal into a picture; with both pieces open, dye runs only inside the graft."""
    now = states_now(frame)
    body, docked = (round(now.get(name, 0.0) * STEPS) for name in ("body", "docked"))
    flat = pixels.reshape(-1)
    if dye > 0.01:
        whole = body >= OPEN * STEPS and docked >= OPEN * STEPS
        shadow = _channel(window, whole)
        flat[shadow.index] *= np.exp(np.float32(-THICKNESS * DYE * dye) * shadow.strength)
    if body > 0:
        shadow = _metal(window, body, docked)
        flat[shadow.index] *= 1 - np.float32(WIRE_DENSITY * share) * shadow.strength


@lru_cache(maxsize=6)
def _channel(window: FrontWindow, grafted: bool) -> Sparse:
    canvas = TubeCanvas(window.height, window.width)
    line = channel_line(1.0)
    lines = [line[np.abs(line[:, 1] - SAC[0]) < SAC[1] * 1.7]]
    if grafted:
        lines = [*graft_pieces(1.0, 1.0)[0][:2], *graft_pieces(1.0, 1.0)[1]]
    for part in lines:
        canvas.draw(window.px(part[:, :2]), part[:, 2] * window.scale, np.zeros(len(part)))
    return canvas.sparse()


@lru_cache(maxsize=64)
def _metal(window: FrontWindow, body: int, docked: int) -> Sparse:
    canvas = TubeCanvas(window.height, window.width)
    first, second = graft_pieces(body / STEPS, docked / STEPS)
    for i, part in enumerate((*first, *second)):
        for ring in graft_rings(part, i == 0) if len(part) > 3 else ():
            radius = np.full(len(ring), max(WIRE_CM * window.scale, LEAST_PX))
            canvas.draw(window.px(ring), radius, np.zeros(len(ring)))
    return canvas.sparse()
