"""The screen and the stage agree: checked on every procedure that has a storyboard."""

from dataclasses import replace

import numpy as np
import pytest

from irexplainer.atlas.plates import SPINE
from irexplainer.imaging.render import Renderer
from irexplainer.imaging.screen import WORD_KEYS, Screen
from irexplainer.story.frame import Modality, Position

TIMES = 14
"""Moments of each procedure, beside the still of every step."""
SIZE = 160
METAL_DARK = (Modality.ANGIOGRAPHY, Modality.FLUOROSCOPY)


@pytest.fixture(scope="module")
def boards():
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    atlas, library = load_atlas(), load_library()
    return atlas, {name: compile_storyboard(procedure, atlas) for name, procedure in library.procedures.items()}


@pytest.fixture(scope="module")
def moments(boards):
    atlas, compiled = boards
    renderer = Renderer(atlas, SIZE, SIZE)
    found = []
    for name, board in compiled.items():
        for seconds in (*np.linspace(0.0, board.length, TIMES), *(step.still for step in board.steps)):
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
            along = frame.view.plate == SPINE and frame.modality is Modality.FLUOROSCOPY
            assert [m.text_key for m in letters] == (["H", "F"] if along else ["R", "L"])


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


SIDEWAYS = ("R", "L")


def test_the_patients_right_is_where_the_letter_says(moments):
    """Two points of the body beside what is looked at, in the order of the letters, in every modality and posture."""
    checked = set()
    for name, frame, screen in moments:
        letters = {m.text_key: m for m in screen.marks if m.kind == "orientation"}
        if frame.tip is None or set(letters) != set(SIDEWAYS) or letters["R"].y != letters["L"].y:
            continue
        x, y, z = frame.tip
        right, left = screen.project((x - 0.2, y, z)), screen.project((x + 0.2, y, z))
        if right is not None and left is not None:
            assert (right[0] < left[0]) == (letters["R"].x < letters["L"].x), (name, frame.step)
            checked.add((frame.modality, frame.position))
    assert len(checked) >= 4


def test_fields_units_and_windows_make_the_pixels(moments):
    units = {}
    for name, frame, screen in moments:
        if frame.modality is Modality.NONE:
            continue
        assert screen.field is not None, (name, frame.step)
        again = screen.windowed(*screen.window)
        assert np.array_equal(again.pixels, screen.pixels), (name, frame.step)
        units[frame.modality] = screen.unit
    assert units[Modality.CT] == "HU"
    assert units[Modality.FLUOROSCOPY] == "photons"
    assert units[Modality.ULTRASOUND] == "dB"
    assert units[Modality.MRI] == "signal"


def test_what_is_pointed_at_is_what_lies_there(moments, boards):
    """The middle of a treated lump is under the pixel it is projected to."""
    found = set()
    for _, frame, screen in moments:
        for effect in frame.effects:
            if effect.kind == "tumor" and frame.modality is Modality.CT:
                at = screen.project(boards[0].targets[effect.target].center)
                assert screen.structure_at(*at) == effect.target
                found.add(effect.target)
    assert {"liver_tumor", "left_kidney_tumor"} <= found


def test_the_picture_does_not_ask_for_the_name_of_the_procedure(boards):
    atlas, compiled = boards
    for board in compiled.values():
        other = replace(board, procedure_id="something-else")
        for step in board.steps[1::3]:
            frame = board.state_at(step.still)
            if frame.held_from is None:
                first, second = (Renderer(atlas, SIZE, SIZE).render(b, frame).pixels for b in (board, other))
                assert np.array_equal(first, second), (board.procedure_id, step.id)


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
