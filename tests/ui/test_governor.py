"""The stage gives up sharpness in flight before it gives up smoothness."""

import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.story.frame import Position, View
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.flight import plan_flight
from irexplainer.ui.governor import FRAMES, HALF, NEAREST, SMOOTH, Governor
from irexplainer.ui.layers import LayerStore, SceneKey
from irexplainer.ui.worker import Worker


def test_slow_frames_step_down_and_many_fast_ones_step_up_again():
    governor = Governor()
    for _ in range(FRAMES):
        governor.note(25.0)
    assert governor.level == HALF
    for _ in range(FRAMES):
        governor.note(25.0)
    assert governor.level == NEAREST
    for _ in range(90):
        governor.note(2.0)
    assert governor.level == HALF


def test_a_very_large_picture_is_scaled_in_the_cheapest_way_from_the_first_frame():
    assert Governor().level_for(1920 * 1080) == SMOOTH
    assert Governor().level_for(3840 * 2160) == NEAREST


@pytest.fixture
def worker(qtbot):
    worker = Worker()
    yield worker
    worker.close()


@pytest.mark.parametrize(("milliseconds", "level"), [(30.0, HALF), (1.0, SMOOTH)])
def test_flights_tell_how_long_their_frames_take(worker, milliseconds, level):
    now = [0.0]

    def tick():
        now[0] += milliseconds / 1e3
        return now[0]

    store = LayerStore(worker, lambda key: QImage(64, 48, QImage.Format.Format_RGB32))
    backdrop = Backdrop(store, FrameClock(lambda: 0.0))
    backdrop.now = tick  # a machine on which every look at the clock is so much later
    start, goal = (View("front", "whole_body", Camera(0, 60, size, size)) for size in (160.0, 40.0))
    flight = plan_flight(start, goal, 64, 48, Rect(0, 0, 64, 48))
    key = SceneKey.of(goal, Position.SUPINE, "high_contrast")
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    for index in range(FRAMES):
        p = QPainter(image)
        view = Viewport.fit(64, 48, Rect(0, 0, 64, 48), Camera(0, 60, 100, 100))
        backdrop.paint_flight(p, flight, index / FRAMES, (key, key), view)
        p.end()
    assert backdrop.governor.level == level
