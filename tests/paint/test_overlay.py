import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import EFFECTS, overlay_bounds, paint_overlay
from irexplainer.paint.picture import paint_still, stage_image, stage_viewport
from irexplainer.paint.words import english
from irexplainer.story.stage_layout import StageLayout

SIZE = (520, 460)


def view_of(frame, size=SIZE):
    return stage_viewport(frame, StageLayout.for_size(*size), *size)


def painted(board, frame, atlas, view, theme="light"):
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    paint_overlay(p, board, frame, atlas, Look.of(theme), view)
    p.end()
    return image


def alpha(image):
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return raw[..., 3].copy()


def reach(board, frame, atlas, view):
    """(what is painted, what is allowed) as left, top, right, bottom; None where nothing is painted."""
    box = overlay_bounds(board, frame, view, atlas)
    ys, xs = np.nonzero(alpha(painted(board, frame, atlas, view)))
    if not len(xs):
        return None
    found = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    return found, (box.x, box.y, box.right, box.bottom)


def test_nothing_is_painted_outside_the_bounds(boards, atlas):
    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, len(boards) - 1), st.floats(0, 1), st.sampled_from((1.0, 0.6, 2.5)))
    def check(index, share, zoom):
        frame = boards[index].state_at(share * boards[index].length)
        view = view_of(frame)
        cx, cy = view.free.center
        view = Viewport(*SIZE, view.free, view.scale * zoom, cx + (view.x0 - cx) * zoom, cy + (view.y0 - cy) * zoom)
        found = reach(boards[index], frame, atlas, view)
        if found is not None:
            (left, top, right, bottom), allowed = found
            inside = left >= allowed[0] and top >= allowed[1] and right <= allowed[2] and bottom <= allowed[3]
            assert inside, (boards[index].procedure_id, frame.step, frame.seconds, found)

    check()


def test_every_effect_of_every_story_has_a_painter(boards):
    kinds = {e.kind for b in boards for s in b.steps for e in b.state_at(s.still).effects}
    assert kinds
    assert kinds <= set(EFFECTS)


def test_every_tool_of_every_story_is_seen(boards, atlas):
    """A tool that the frame shows in the free rectangle leaves a mark on the picture."""
    for board in boards[::2]:
        for step in board.steps:
            frame = board.state_at(step.still)
            if frame.tip is None:
                continue
            image = alpha(painted(board, frame, atlas, view_of(frame)))
            assert image.max() > 200, (board.procedure_id, step.id)


def test_same_moment_same_bytes_whatever_was_asked_before(boards, atlas):
    board = boards[0]
    look, seconds = Look.of("light"), board.length * 0.62

    def picture():
        return stage_image(board, board.state_at(seconds), atlas, look, (360, 300), english, caption="Words")

    first = picture()
    for share in (0.1, 0.9, 0.4):
        stage_image(board, board.state_at(board.length * share), atlas, look, (360, 300), english)
    assert picture() == first


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_captions_off_leaves_out_words_only(boards, atlas, theme):
    board, look = boards[0], Look.of(theme)
    frame = board.state_at(board.steps[0].still)
    layout = StageLayout.for_size(*SIZE, bare=True)
    view = stage_viewport(frame, layout, *SIZE)
    bare = QImage(*SIZE, QImage.Format.Format_RGB32)
    p = QPainter(bare)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_still(p, frame, atlas, look, layout, view)
    paint_overlay(p, board, frame, atlas, look, view)
    p.end()
    assert stage_image(board, frame, atlas, look, SIZE, english, captions=False, caption="Words") == bare
    assert stage_image(board, frame, atlas, look, SIZE, english, caption="Words") != bare


def test_reduced_motion_stands_still(boards, atlas):
    """Without motion two moments with equal poses give equal pictures."""
    from dataclasses import replace

    board = next(b for b in boards if b.procedure_id == "tace")
    step = next(s for s in board.steps if s.id == "block")
    frame = board.state_at(step.still)
    later = replace(frame, seconds=frame.seconds + 0.37)

    def picture(moment, reduced):
        image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        p = QPainter(image)
        paint_overlay(p, board, moment, atlas, Look.of("light"), view_of(frame), reduced)
        p.end()
        return image

    assert picture(frame, True) == picture(later, True)
    assert picture(frame, False) != picture(later, False)
