"""Needles with a notch, sample pot and cloud of medicine: within their rectangles, and to be told apart."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Viewport
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard
from tests.paint.test_overlay import SIZE, painted, reach, view_of

STORIES = [
    ("image-guided-biopsy", {"organ": "liver"}),
    ("image-guided-biopsy", {"organ": "bone"}),
    ("image-guided-biopsy", {"organ": "thyroid"}),
    ("kidney-biopsy-for-kidney-failure", {"side": "right"}),
    ("celiac-plexus-neurolysis-nerve-block", {}),
]


@pytest.fixture(scope="module", params=STORIES, ids=lambda story: "-".join((story[0], *story[1].values())))
def board(request):
    id, choices = request.param
    return compile_storyboard(load_library().procedures[id], load_atlas(), choices)


def test_nothing_is_painted_outside_the_bounds(board):
    atlas = load_atlas()
    end = board.steps[-1].start + board.steps[-1].length
    for seconds in np.linspace(0.0, end, 40):
        frame = board.state_at(float(seconds))
        view = view_of(frame)
        for zoom in (1.0, 2.2):
            cx, cy = view.free.center
            near = Viewport(*SIZE, view.free, view.scale * zoom, cx + (view.x0 - cx) * zoom, cy + (view.y0 - cy) * zoom)
            found = reach(board, frame, atlas, near)
            if found is not None:
                (left, top, right, bottom), allowed = found
                assert left >= allowed[0], (frame.step, seconds)
                assert top >= allowed[1], (frame.step, seconds)
                assert right <= allowed[2], (frame.step, seconds)
                assert bottom <= allowed[3], (frame.step, seconds)


def colors(board, step, box):
    """Mean color (B, G, R) of the painted pixels within a box in shares of the picture."""
    frame = board.state_at(next(s.still for s in board.steps if s.id == step))
    image = painted(board, frame, load_atlas(), view_of(frame))
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(float)
    x, y = (float(v) for v in view_of(frame).to_screen(*box))
    part = raw[round(y) - 3 : round(y) + 4, round(x) - 3 : round(x) + 4]
    return part[..., :3].mean(axis=(0, 1)), part[..., 3].mean()


def test_test_dye_is_blue_and_medicine_amber():
    board = compile_storyboard(load_library().procedures[STORIES[-1][0]], load_atlas(), {})
    beside_the_aorta = (-2.0, -0.8)  # face down: -x, z
    dye, seen = colors(board, "test_dye", beside_the_aorta)
    medicine, seen_too = colors(board, "medicine", beside_the_aorta)
    assert min(seen, seen_too) > 100
    assert dye[0] > dye[2] + 40  # blue over red
    assert medicine[2] > medicine[0] + 60  # red over blue
