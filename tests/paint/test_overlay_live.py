"""Kept pictures look like direct painting, and what lies outside the touched rectangles did not change."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Viewport
from irexplainer.library.load import load_library
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import paint_overlay
from irexplainer.paint.overlay_live import LiveOverlay, touched
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.stage_layout import StageLayout

SIZE = (700, 560)
MOMENTS = (
    ("tace", "puncture"), ("tace", "sheath"), ("tace", "steer"), ("tace", "treat"),
    ("cryoablation", "first_probe"), ("cryoablation", "freeze_one"),
    ("nephrostomy-tube-placement", "wire"), ("nephrostomy-tube-placement", "loop"),
    ("uterine-fibroid-embolization", "enter"),
)  # fmt: skip


@pytest.fixture(scope="module")
def boards(qapp):
    library = load_library()
    return {id: compile_storyboard(p, load_atlas(), None, "en") for id, p in library.procedures.items()}


def frames_of(board, step_id, count=12):
    step = next(s for s in board.steps if s.id == step_id)
    return [board.state_at(step.start + step.length * 0.45 + i / 30) for i in range(count)]


def canvas(paint):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#E8D6C6"))
    p = QPainter(image)
    paint(p)
    p.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[..., :3].astype(int)


def view_of(frame):
    return Viewport.fit(*SIZE, StageLayout.for_size(*SIZE, bare=True).free, frame.camera)


@pytest.mark.parametrize(("id", "step"), MOMENTS)
def test_kept_pictures_look_like_direct_painting(boards, id, step):
    board, atlas, look, live = boards[id], load_atlas(), Look.of("light"), LiveOverlay()
    for frame in frames_of(board, step):
        view = view_of(frame)
        kept = canvas(lambda p, f=frame, v=view: live.paint(p, board, f, atlas, look, v))
    direct = canvas(lambda p: paint_overlay(p, board, frame, atlas, look, view))
    difference = np.abs(kept - direct).max(axis=2)
    assert (difference > 40).mean() < 0.004
    assert difference.mean() < 0.6


@pytest.mark.parametrize(("id", "step"), MOMENTS)
def test_nothing_changes_outside_what_is_said_to_be_touched(boards, id, step):
    board, atlas, look = boards[id], load_atlas(), Look.of("light")
    before, after = frames_of(board, step, 2)
    view = view_of(after)
    if view_of(before) != view or before.view != after.view:
        pytest.skip("the camera flies")
    first = canvas(lambda p: paint_overlay(p, board, before, atlas, look, view))
    second = canvas(lambda p: paint_overlay(p, board, after, atlas, look, view))
    changed = np.abs(first - second).max(axis=2) > 2
    for box in touched(board, before, after, atlas, look, view):
        changed[int(box.y) : int(box.bottom) + 1, int(box.x) : int(box.right) + 1] = False
    assert not changed.any()


def test_memory_of_kept_pictures_is_bounded(boards):
    atlas, look, live = load_atlas(), Look.of("light"), LiveOverlay()
    for id, step in MOMENTS:
        for frame in frames_of(boards[id], step):
            canvas(lambda p, f=frame, b=boards[id]: live.paint(p, b, f, atlas, look, view_of(f)))
            assert live.bytes < 20 << 20
