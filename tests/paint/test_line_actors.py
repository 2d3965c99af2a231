"""Lines, ports, peeled sheaths and what covers them: painted where they say, and seen."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.imaging.tools import PORT_CM, port_shadow
from irexplainer.library.load import load_library
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import overlay_bounds, paint_overlay
from irexplainer.paint.picture import stage_viewport
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.stage_layout import StageLayout

SIZE = (420, 360)
STORIES = (
    ("picc-and-tunneled-line", {"line": "picc", "side": "left"}),
    ("picc-and-tunneled-line", {"line": "tunneled", "side": "right"}),
    ("chest-port", {"side": "left"}),
)


def alpha(board, frame, atlas, view):
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    paint_overlay(p, board, frame, atlas, Look.of("light"), view)
    p.end()
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)
    return raw[..., 3].copy()


def view_of(frame):
    return stage_viewport(frame, StageLayout.for_size(*SIZE), *SIZE)


@pytest.mark.parametrize(("id", "choices"), STORIES)
def test_nothing_is_painted_outside_its_rectangle(atlas, id, choices):
    board = compile_storyboard(load_library().procedures[id], atlas, choices)
    for seconds in np.linspace(0.0, board.length - 0.1, 60):
        frame = board.state_at(float(seconds))
        view = view_of(frame)
        box = overlay_bounds(board, frame, view, atlas)
        ys, xs = np.nonzero(alpha(board, frame, atlas, view))
        if len(xs):
            assert box.x <= xs.min() and xs.max() < box.right, (frame.step, float(seconds))  # noqa: PT018
            assert box.y <= ys.min() and ys.max() < box.bottom, (frame.step, float(seconds))  # noqa: PT018


def test_a_closed_port_is_covered_and_a_needle_lies_over_it(atlas):
    board = compile_storyboard(load_library().procedures["chest-port"], atlas, {})
    stills = {step.id: board.state_at(step.still) for step in board.steps}
    assert stills["line"].effect("cover") is None
    assert stills["close"].effect("cover").value > 0.9
    assert stills["close"].effect("port_needle") is None
    assert stills["use"].effect("port_needle").value > 0.9
    assert stills["use"].tool("port") is not None


def test_a_port_on_x_ray_is_a_dark_ring_around_a_lighter_floor():
    index, strength = port_shadow(100, 120, np.array([60.0, 50.0]), 30.0)
    picture = np.zeros(100 * 120, np.float32)
    picture[index] = strength
    picture = picture.reshape(100, 120)
    case, chamber, floor = (density for _, density in PORT_CM)
    assert picture[50, 60] == pytest.approx(floor)
    assert picture[50, 60 + round(0.62 * 30)] == pytest.approx(chamber)
    assert picture[50, 60 + round(0.95 * 30)] == pytest.approx(case)
    assert picture[50, 60 + round(1.3 * 30)] == 0
