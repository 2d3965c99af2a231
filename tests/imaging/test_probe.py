"""The ultrasound picture goes with the hand that holds the probe."""

from itertools import pairwise

import fakes
import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.probe import Hand, hand_of
from irexplainer.imaging.render import Renderer
from irexplainer.imaging.scenes import ellipse, slice_scene
from irexplainer.imaging.ultrasound import Ultrasound
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

SIZE = 220
CYST = (1.2, 0.0, 4.0)


@pytest.fixture(scope="module")
def nephrostomy():
    return compile_storyboard(load_library().procedures["nephrostomy-tube-placement"], load_atlas())


@pytest.fixture(scope="module")
def renderer():
    return Renderer(load_atlas(), SIZE, SIZE)


def step(board, id):
    return next(s for s in board.steps if s.id == id)


def moments(board, id, every):
    own = step(board, id)
    return [board.state_at(float(s)) for s in np.arange(own.start + 0.02, own.end, every)]


def scene(straight):
    parts = [(ellipse(0, 0, 9, 9), "liver", "liver"), (ellipse(CYST[0], CYST[2], 0.7, 0.7), "fluid", "cyst")]
    depth = 8.0 if straight else 12.0
    return slice_scene(SIZE, SIZE, parts, np.array([0.0, 9.0]), np.zeros(2), depth, "how_sound_looks", straight)


@pytest.mark.parametrize("straight", [True, False])
def test_tissue_marks_and_places_move_together(straight):
    ultrasound = Ultrasound(scene(straight), SIZE, SIZE)
    seen = []
    for rock in (-1.0, -0.4, 0.0, 0.7, 1.0):
        rings = (("target", CYST, 1.0),)
        screen = ultrasound.render(fakes.Board("x", {}), fakes.frame(), rings, Hand(1.0, rock))
        x, y = screen.project(CYST)
        assert screen.structure_at(x, y) == "cyst"
        inside = screen.field[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5]
        assert float(inside.mean()) < -48, "fluid is black where the cyst is said to be"
        ring = next(m for m in screen.marks if m.kind == "ring")
        assert (ring.x, ring.y) == (x, y)
        seen.append(x)
    assert all(abs(a - b) > 0.5 for a, b in pairwise(seen)), "it does move"
    assert abs(seen[-1] - seen[0]) < 0.16 * SIZE, "the hand only turns a little"


def test_speckle_belongs_to_the_tissue():
    bank = Ultrasound(scene(straight=True), SIZE, SIZE)._speckled()
    assert np.array_equal(bank.picture(1, 5)[:, :-5], bank.picture(1, 0)[:, 5:])
    assert not np.array_equal(bank.picture(1), bank.picture(2))


def test_nothing_is_seen_before_the_probe_is_on(nephrostomy, renderer):
    pictures = [(f, renderer.render(nephrostomy, f)) for f in moments(nephrostomy, "ultrasound", 0.25)]
    hands = [
        hand_of(nephrostomy, f) if any(t.kind == "ultrasound_probe" for t in f.tools) else None for f, _ in pictures
    ]
    on = next(i for i, hand in enumerate(hands) if hand is not None and hand.contact >= 1)
    before, after = pictures[0][1], pictures[on][1]
    assert before.note_key == "probe_off"
    assert float(before.pixels[SIZE // 3 :].max()) == 0.0, "black but for the ringing of the face"
    assert float(before.pixels[: SIZE // 8].max()) > 0.2
    assert not [m for m in before.marks if m.kind == "ring"]
    assert before.structures is None
    assert float(after.pixels[SIZE // 3 :].mean()) > 0.05
    assert [m for m in after.marks if m.kind == "ring"]


def test_the_picture_opens_from_one_side():
    ultrasound = Ultrasound(scene(straight=True), SIZE, SIZE)
    screen = ultrasound.render(fakes.Board("x", {}), fakes.frame(), (), Hand(0.5, 0.0))
    deep = screen.pixels[SIZE // 2 :]
    assert float(deep[:, : SIZE // 4].mean()) > 0.05
    assert float(deep[:, -SIZE // 4 :].max()) == 0.0


def test_the_hand_moves_calmly_and_the_same_every_time(nephrostomy):
    frames = [f for f in moments(nephrostomy, "ultrasound", 0.05) if f.tools]
    rocks = np.array([hand_of(nephrostomy, f).rock for f in frames])
    assert np.ptp(rocks) > 0.8
    assert np.abs(np.diff(rocks)).max() < 0.3
    assert rocks.tolist() == [hand_of(nephrostomy, nephrostomy.state_at(f.seconds)).rock for f in frames]


def test_a_needle_is_followed_with_a_still_hand(nephrostomy, renderer):
    followed = 0
    for frame in moments(nephrostomy, "needle", 0.5):
        needle = next((t for t in frame.tools if t.kind == "needle" and t.tip > 4.0 and t.opacity == 1), None)
        if needle is None or frame.tip is None:
            continue
        assert hand_of(nephrostomy, frame).rock == 0.0
        screen = renderer.render(nephrostomy, frame)
        at = screen.project(frame.tip)
        if at is not None:
            x, y = (int(v) for v in at)
            assert float(screen.pixels[max(y - 2, 0) : y + 3, x - 2 : x + 3].max()) > 0.6, "the needle ends at its tip"
            followed += 1
    assert followed > 4


def test_a_probe_taken_off_leaves_its_last_picture(nephrostomy, renderer):
    own = step(nephrostomy, "numb")
    late = [nephrostomy.state_at(own.end - s) for s in (0.6, 0.1)]
    assert not any(t.kind == "ultrasound_probe" and hand_of(nephrostomy, f).contact > 0 for f in late for t in f.tools)
    first, second = (renderer.render(nephrostomy, f) for f in late)
    assert np.array_equal(first.pixels, second.pixels)
    assert first.note_key == "last_picture_held"
    assert float(first.pixels.mean()) > 0.05
