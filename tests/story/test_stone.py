"""A stone breaks into pieces that fill it, and they leave through the tube, never through tissue."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.fragments import fragments, stone_outline
from irexplainer.geom.polygon import area
from irexplainer.imaging.stones import darken_stones
from irexplainer.imaging.window import around
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import Position
from irexplainer.story.stone import BROKEN, COUNT, SEED, pieces_now
from irexplainer.story.storyboard import Storyboard

ID = "percutaneous-kidney-stone-removal"


@pytest.fixture(scope="module", params=["left", "right"])
def board(request: pytest.FixtureRequest) -> Storyboard:
    return compile_storyboard(load_library().procedures[ID], load_atlas(), {"side": request.param})


def still(board: Storyboard, step: str) -> float:
    return next(s.still for s in board.steps if s.id == step)


def test_pieces_fill_the_stone_without_gaps() -> None:
    """Nothing of the stone is lost or made by breaking it."""
    pieces = fragments(0.8, COUNT, SEED)
    assert len(pieces) == COUNT
    whole = abs(area(stone_outline(0.0, 0.0, 0.8, SEED, 9)))
    assert sum(abs(area(p)) for p in pieces) == pytest.approx(whole, rel=0.01)


def test_stone_only_gets_less_and_is_gone_at_the_end(board: Storyboard) -> None:
    """It is whole until the scope works on it, and nothing comes back."""
    values = []
    for seconds in np.linspace(0.0, board.steps[-1].end, 240):
        stone = board.state_at(float(seconds)).effect("stone")
        values.append(0.0 if stone is None else stone.value)
    assert values[0] == 1.0
    assert all(a >= b for a, b in pairwise(values))
    assert values[-1] == 0.0
    assert board.state_at(still(board, "sheath")).effect("stone").value == 1.0  # type: ignore[union-attr]


def test_pieces_fit_the_tube_they_leave_through(board: Storyboard) -> None:
    """A piece on its way lies on the way of the tube and is no wider than it."""
    atlas, seen = load_atlas(), 0
    start = next(s for s in board.steps if s.id == "take_out")
    for seconds in np.linspace(start.start, start.end, 40):
        frame = board.state_at(float(seconds))
        stone, tube = frame.effect("stone"), next((t for t in frame.tools if t.kind == "sheath"), None)
        if stone is None or stone.value >= BROKEN or tube is None:
            continue
        line, middle = board.paths[tube.path], np.asarray(atlas.targets[stone.target].center)
        inside = line.cut(tube.tail, tube.tip).points[:, :3]
        for piece in pieces_now(board, frame, atlas, stone):
            if np.linalg.norm(np.asarray(piece.center) - middle) > 1.2:
                seen += 1
                assert np.linalg.norm(inside - np.asarray(piece.center), axis=1).min() < 0.3
                assert np.ptp(piece.outline, axis=0).min() <= tube.diameter_mm / 10
    assert seen > 5


def test_live_x_ray_shows_the_stone_dark(board: Storyboard) -> None:
    """Dense is dark on the live screen; once the stone is out nothing is darkened."""
    side = board.choices["side"]
    center = load_atlas().targets[f"{side}_kidney_stone"].center
    window = around(center[:2], 12.0, 120, 120)
    for step, dark in (("needle", True), ("check", False)):
        picture = np.ones((120, 120), np.float32)
        darken_stones(picture, load_atlas(), window, board, board.state_at(still(board, step)))
        assert bool(picture[60, 60] < 0.7) is dark


def test_work_is_done_face_down(board: Storyboard) -> None:
    """The way from the back is made with the person lying face down."""
    for step in ("cut", "needle", "sheath", "take_out", "tube"):
        assert board.state_at(still(board, step)).position is Position.PRONE
