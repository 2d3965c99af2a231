"""The screen and the stage agree: checked on every procedure that has a storyboard."""

import numpy as np
import pytest

from irexplainer.imaging.render import Renderer
from irexplainer.imaging.screen import WORD_KEYS, Screen
from irexplainer.story.frame import Modality, Position

PROCEDURES = ("tace", "uterine-fibroid-embolization", "cryoablation", "nephrostomy-tube-placement")
SIZE = 160
METAL_DARK = (Modality.ANGIOGRAPHY, Modality.FLUOROSCOPY)


@pytest.fixture(scope="module")
def boards():
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    atlas, library = load_atlas(), load_library()
    return atlas, {name: compile_storyboard(library.procedures[name], atlas) for name in PROCEDURES}


@pytest.fixture(scope="module")
def moments(boards):
    atlas, compiled = boards
    renderer = Renderer(atlas, SIZE, SIZE)
    found = []
    for name, board in compiled.items():
        for seconds in np.linspace(0.0, board.length, 40):
            frame = board.state_at(float(seconds))
            found.append((name, frame, renderer.render(board, frame)))
    return found


def test_every_moment_has_a_picture(moments):
    for name, frame, screen in moments:
        assert isinstance(screen, Screen), (name, frame.seconds)
        assert screen.pixels.shape == (SIZE, SIZE)
        assert screen.pixels.dtype == np.float32
        assert np.isfinite(screen.pixels).all()
        assert screen.pixels.min() >= 0
        assert screen.pixels.max() <= 1
        assert screen.modality is frame.modality
        assert {screen.title_key, screen.note_key, *(m.text_key for m in screen.marks)} <= set(WORD_KEYS) | {""}


def test_every_picture_says_its_sides(moments):
    for name, frame, screen in moments:
        if frame.modality is Modality.NONE:
            continue
        letters = [m for m in sorted(screen.marks, key=lambda m: m.x) if m.kind == "orientation"]
        assert len(letters) == 2, (name, frame.step)
        if frame.modality is Modality.CT:
            assert letters[0].text_key == ("L" if frame.position is Position.PRONE else "R")
        if frame.modality in METAL_DARK:
            assert [m.text_key for m in letters] == ["R", "L"]


def test_tip_on_the_screen_is_the_tip_of_the_frame(moments, boards):
    """Within 1 mm: the tool's end on the screen against the tip of the frame."""
    checked = 0
    for name, frame, screen in moments:
        board = boards[1][name]
        at = None if frame.tip is None else screen.project(frame.tip)
        leading = [t for t in frame.tools if t.path in board.paths and t.opacity > 0.9]
        if at is None or not leading or frame.held_from is not None:
            continue
        ends = [screen.project(tuple(float(v) for v in board.paths[t.path].at(t.tip)[:3])) for t in leading]
        gaps = [np.hypot(e[0] - at[0], e[1] - at[1]) / screen.px_per_cm for e in ends if e is not None]
        if gaps:
            assert min(gaps) < 0.1, (name, frame.step, frame.seconds)
            checked += 1
    assert checked > 20


def test_same_moment_same_picture(boards):
    atlas, compiled = boards
    board = compiled["cryoablation"]
    frame = board.state_at(board.length * 0.7)
    first = Renderer(atlas, SIZE, SIZE).render(board, frame).pixels
    assert np.array_equal(first, Renderer(atlas, SIZE, SIZE).render(board, frame).pixels)


def test_a_held_picture_stands_still_and_says_so(boards):
    atlas, compiled = boards
    board = compiled["cryoablation"]
    renderer = Renderer(atlas, SIZE, SIZE)
    aim, nick = (next(s for s in board.steps if s.id == id) for id in ("aim", "nick"))
    live = renderer.render(board, board.state_at(aim.still))
    first, later = (renderer.render(board, board.state_at(t)) for t in (nick.start + 0.1, nick.end - 0.1))
    assert np.array_equal(first.pixels, later.pixels)
    assert np.array_equal(first.pixels, live.pixels)
    assert first.note_key == "last_picture_held"
    assert live.note_key != "last_picture_held"
