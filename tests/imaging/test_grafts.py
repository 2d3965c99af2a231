"""A stent graft on X-ray: metal where it is open, and no dye outside it once both pieces are."""

import numpy as np
import pytest

from irexplainer.atlas.aneurysm import graft_pieces
from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.grafts import darken_aorta
from irexplainer.imaging.window import around
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

EVAR = "evar-abdominal-aortic-aneurysm"
WINDOW = around((0.5, 65.0), 9.0, 480, 400)


@pytest.fixture(scope="module")
def board():
    return compile_storyboard(load_library().procedures[EVAR], load_atlas())


def end_of(board, step_id):
    step = next(s for s in board.steps if s.id == step_id)
    return board.state_at(step.end - 0.05)


def shadow(frame, dye):
    pixels = np.ones((WINDOW.height, WINDOW.width), np.float32)
    darken_aorta(pixels, WINDOW, frame, dye, 1.0)
    return 1 - pixels


def at(image, x, y):
    px, py = WINDOW.px(np.array([[x, y]]))[0]
    return float(image[int(py), int(px)])


def test_metal_comes_with_the_pieces(board) -> None:
    before, opened, joined = (float(shadow(end_of(board, id), 0.0).sum()) for id in ("place", "open", "gate"))
    assert before == 0
    assert joined > opened * 1.05 > 0


def test_dye_leaves_the_sac_alone_once_the_graft_is_whole(board) -> None:
    (_, right, _), (dock,) = graft_pieces(1.0, 1.0)
    y = 66.6
    inner = float(np.interp(y, right[:, 1], right[:, 0] + right[:, 2]))
    outer = float(np.interp(y, dock[:, 1], dock[:, 0] - dock[:, 2]))
    before = shadow(end_of(board, "place"), 1.0)
    frame = end_of(board, "check")
    after = shadow(frame, 1.0) - shadow(frame, 0.0)
    assert inner < outer, "the legs lie side by side"
    assert at(before, (inner + outer) / 2, y) > 0.3
    assert at(after, (inner + outer) / 2, y) < 0.02
    assert at(after, outer + 0.35, y) > 0.1


def test_the_right_leg_opens_after_the_body() -> None:
    body, leg, _ = graft_pieces(0.4, 0.0)[0]
    assert len(body) > 3
    assert len(leg) == 0
