"""Live X-ray of a spine that is being filled: from the side and from the front."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.front_spine import ABOVE_CM, ASIDE_CM, RING_CM, through_pedicle
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

SIZE = 256


@pytest.fixture(scope="module")
def board():
    return compile_storyboard(load_library().procedures["kyphoplasty"], load_atlas())


def frame_of(board, step):
    return board.state_at(next(s.still for s in board.steps if s.id == step))


def photons(board, frame, points):
    """Mean number of photons at body points."""
    screen = Renderer(load_atlas(), SIZE, SIZE).render(board, frame)
    found = []
    for point in points:
        x, y = screen.project(point)
        found.append(float(screen.field[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2].mean()))
    return found


def test_balloon_is_dark_and_cement_darker(board):
    middle = (0.0, 58.75, -2.4)
    empty, balloon, cement = (photons(board, frame_of(board, s), [middle])[0] for s in ("side_view", "lift", "set"))
    assert cement < 0.8 * balloon
    assert balloon < 0.7 * empty


def test_bone_is_darker_than_disc_and_air_is_bright(board):
    body, disc, air = photons(board, frame_of(board, "side_view"), [(0, 61.6, -2.9), (0, 63.2, -2.9), (0, 60.0, -10.6)])
    assert body < disc < air


def test_a_pedicle_is_a_ring_from_the_front(board):
    frame = frame_of(board, "aim")
    level = load_atlas().structures["lumbar_vertebra_2"].center[1] - ABOVE_CM
    for side in (-1.0, 1.0):
        rim = [(side * ASIDE_CM, level + way * RING_CM[1] * 0.84, -4.0) for way in (-1.0, 1.0)]
        dark, light = photons(board, frame, rim), photons(board, frame, [(side * ASIDE_CM, level, -4.0)])
        assert max(dark) < 0.95 * light[0]


def test_rings_are_added_only_where_the_work_goes_through_a_pedicle(board):
    atlas = load_atlas()
    assert through_pedicle(frame_of(board, "aim"), atlas)
    drain = compile_storyboard(load_library().procedures["nephrostomy-tube-placement"], atlas)
    assert not through_pedicle(frame_of(drain, "dye"), atlas)


def test_needles_stay_outside_the_inner_rim_until_they_are_deep(board):
    """From the front the tips lie no nearer to the midline than the inner rim of the ring."""
    frame = frame_of(board, "pedicle")
    for tool in frame.tools:
        tip = board.paths[tool.path].at(tool.tip)
        assert abs(float(tip[0])) > ASIDE_CM - RING_CM[0]
    assert np.isfinite(photons(board, frame, [(1.6, 57.9, -5.0)])).all()
