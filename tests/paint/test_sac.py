"""Coils in a bulge: inside its wall on the stage, a dense ball on X-ray, and they keep dye out of it."""

from dataclasses import replace

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.ball import thread_ball
from irexplainer.imaging.sacs import darken_sacs, dye_in_sac
from irexplainer.imaging.window import front_window
from irexplainer.library.load import load_library
from irexplainer.paint.actors.sac import box_sac, paint_sac
from irexplainer.story.compile import compile_storyboard
from tests.paint.effect_picture import assert_inside, effect_picture

SIZE = 240


@pytest.fixture(scope="module")
def story():
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["brain-aneurysm-coiling"], atlas)
    return atlas, board, {s.id: board.state_at(s.still) for s in board.steps}


def test_the_thread_stays_in_its_ball() -> None:
    wire = thread_ball((1.0, 2.0, 3.0), 0.4)
    assert np.linalg.norm(wire - (1.0, 2.0, 3.0), axis=1).max() < 0.4


@pytest.mark.parametrize("packed", [0.0, 0.5, 1.0])
def test_coils_and_dye_are_painted_inside_the_rectangle(story, packed) -> None:
    atlas, board, frames = story
    frame = frames["check"]
    bulge = replace(frame.effect("aneurysm"), value=packed)
    assert_inside(*effect_picture((atlas, board), frame, bulge, (box_sac, paint_sac)), 50)


def test_a_full_bulge_takes_no_dye_and_stands_out_as_metal(story) -> None:
    atlas, _, frames = story
    target = atlas.targets["brain_aneurysm"]
    assert dye_in_sac(frames["map"], target, atlas) > 0.5
    window = front_window(frames["map"], SIZE, SIZE)
    x, y = (round(v) for v in window.project(target.center))
    half = int(0.5 * target.radius * window.scale)

    def middle(step: str, packed: float) -> float:
        frame = frames[step]
        moved = replace(frame, effects=tuple(
            replace(e, value=packed) if e.kind == "aneurysm" else e for e in frame.effects))  # fmt: skip
        pixels = np.ones((SIZE, SIZE), np.float32)
        darken_sacs(pixels, atlas, window, moved, 1.0)
        return float(pixels[y - half : y + half, x - half : x + half].mean())

    assert middle("map", 0.0) < 0.6
    assert middle("enter", 0.0) == 1.0
    assert middle("enter", 1.0) < 0.5


def test_the_bulge_is_open_until_coils_come(story) -> None:
    _, _, frames = story
    values = [frames[id].effect("aneurysm").value for id in ("map", "enter", "frame", "pack", "check")]
    assert values[:2] == [0.0, 0.0]
    assert 0.2 < values[2] < 0.6
    assert values[3:] == [1.0, 1.0]
