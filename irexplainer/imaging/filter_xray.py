"""A filter in the lower vena cava on X-ray: its wires, the tube that brings or takes it, the loop around its hook."""

from collections.abc import Mapping

import numpy as np

from irexplainer.atlas.cava import TOP, cava_x, filter_wires, snare_top, tube_end
from irexplainer.imaging.raster import Floats, Sparse, TubeCanvas
from irexplainer.imaging.window import FrontWindow

CAVA = "cava_open"
"""The plate of the cut-open cava; it lies in body cm as the front view does."""
WIRE_CM = 0.032
"""Radius of a wire as drawn; real ones are about half as thick and would not be seen in a small picture."""
LEAST_PX = 0.7
TUBE_CM = 0.15
ABOVE_CM = 7.0
"""How far above the open stretch the tubes are drawn."""
STATES = ("sheath", "filter_in", "filter", "snare")
Key = tuple[float, ...]


def filter_key(states: Mapping[str, float]) -> Key | None:
    """The numbers a picture depends on, in steps of 1/40; None where there is nothing to see."""
    key = tuple(round(states.get(name, 0.0) * 40) / 40 for name in STATES)
    return key if any(key) else None


def filter_shadow(key: Key, window: FrontWindow, height: int, width: int) -> Sparse:
    """Shadow of wires, tube and loop."""
    sheath, filter_in, opened, snare = key
    canvas = TubeCanvas(height, width)
    for wire in filter_wires({"filter_in": filter_in, "filter": opened}):
        _draw(canvas, window, wire, WIRE_CM, 1.0)
    if sheath > 0.02:
        _draw(canvas, window, _tube(tube_end(sheath, opened)), TUBE_CM, 0.5)
    if snare > 0.02:
        end = snare_top(snare)
        _draw(canvas, window, _tube(end), 0.7 * TUBE_CM, 0.5)
        turn = np.linspace(0, 2 * np.pi, 40)
        tight = min(max((snare - 0.6) / 0.4, 0.0), 1.0)
        middle = float(cava_x(np.array([end]))[0]) + 0.06
        loop = np.column_stack([middle + (0.42 - 0.3 * tight) * np.sin(turn), end + 0.52 * (1 - np.cos(turn))])
        _draw(canvas, window, loop, WIRE_CM, 1.0)
    return canvas.sparse()


def _tube(end: float) -> Floats:
    y = np.linspace(TOP - ABOVE_CM, end, 50)
    return np.column_stack([cava_x(y), y])


def _draw(canvas: TubeCanvas, window: FrontWindow, line: Floats, radius_cm: float, strength: float) -> None:
    radius = max(radius_cm * window.scale, LEAST_PX)
    canvas.draw(window.px(line), np.full(len(line), radius), np.zeros(len(line)), np.full(len(line), strength))
