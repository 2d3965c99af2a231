"""Pools of fluid on the stage: painted within what is said, shrinking as the bag beside the body fills."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.slices import load_slice
from irexplainer.geom.polygon import contains
from irexplainer.library.load import load_library
from irexplainer.paint.actors import fluid
from irexplainer.paint.actors.bag import hung
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import overlay_bounds, paint_overlay, scene_of
from irexplainer.paint.overlay_live import touched
from irexplainer.paint.picture import stage_viewport
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.stage_layout import StageLayout

SIZE = (560, 500)
IDS = (
    "paracentesis",
    "thoracentesis-pleural-drainage",
    "abscess-drainage",
    "percutaneous-gallstone-removal-cholecystostomy",
)


@pytest.fixture(scope="module")
def boards(atlas):
    return {id: compile_storyboard(load_library().procedures[id], atlas) for id in IDS}


def view_of(frame):
    return stage_viewport(frame, StageLayout.for_size(*SIZE), *SIZE)


def step(board, id, share=0.6):
    found = next(s for s in board.steps if s.id == id)
    return board.state_at(found.start + found.length * share)


def painted(board, frame, atlas, theme="light", background="#00000000"):
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(background))
    p = QPainter(image)
    paint_overlay(p, board, frame, atlas, Look.of(theme), view_of(frame))
    p.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4).astype(int)


@pytest.mark.parametrize("id", IDS)
def test_nothing_is_painted_outside_the_bounds(boards, atlas, id):
    board = boards[id]
    for i in range(25):
        frame = board.state_at(board.length * i / 25)
        box = overlay_bounds(board, frame, view_of(frame), atlas)
        ys, xs = np.nonzero(painted(board, frame, atlas)[..., 3])
        if len(xs):
            assert box.x <= xs.min(), (frame.step, frame.seconds)
            assert xs.max() < box.right
            assert box.y <= ys.min()
            assert ys.max() < box.bottom


@pytest.mark.parametrize("id", IDS)
def test_what_changes_while_fluid_runs_is_told(boards, atlas, id):
    board = boards[id]
    after = step(board, "drain", 0.6)
    before = board.state_at(after.seconds - 1 / 30)
    assert before.view == after.view
    changed = np.abs(painted(board, before, atlas) - painted(board, after, atlas)).max(axis=2) > 2
    assert changed.any()
    for box in touched(board, before, after, atlas, Look.of("light"), view_of(after)):
        changed[int(box.y) : int(box.bottom) + 1, int(box.x) : int(box.right) + 1] = False
    assert not changed.any()


def test_the_bag_hangs_outside_the_skin(boards, atlas):
    for id in IDS[2:]:
        board, frame = boards[id], step(boards[id], "drain")
        scene = scene_of(QPainter(), board, frame, atlas, Look.of("light"), view_of(frame))
        _, bag = hung(scene, frame.tool("drain"))
        x, z = load_slice(frame.view.plate).region("skin").outline.T
        ring = scene.px(np.column_stack([x, np.zeros(len(x)), z]))
        corners = np.array([(bag.x, bag.y), (bag.right, bag.y), (bag.x, bag.bottom), (bag.right, bag.bottom)])
        assert not contains(corners, ring).any(), id


def test_an_abscess_shrinks_and_dye_fills_only_what_is_left(boards, atlas):
    board = boards["abscess-drainage"]

    def yellow(frame):
        pixels = painted(board, frame, atlas, background="#803030")
        blue, green, red = (pixels[..., k] for k in range(3))
        cm = view_of(frame).scale
        return ((red > 150) & (green > 130) & (blue < green - 25)).sum() / cm**2

    assert yellow(step(board, "scan", 0.3)) > 2.0 > yellow(step(board, "close", 0.99)) > 0.2
    frame = step(board, "later", 0.7)
    dye = next(e for e in frame.effects if e.kind == "contrast")
    scene = scene_of(QPainter(), board, frame, atlas, Look.of("light"), view_of(frame))
    assert fluid.is_cavity_dye(scene, dye)


def test_numbing_stays_below_the_skin_where_a_plate_shows_the_skin_from_the_side(boards, atlas):
    board = boards["thoracentesis-pleural-drainage"]
    frame = step(board, "nick", 0.35)
    assert frame.effect("numbing").value > 0.5
    x, _ = view_of(frame).to_screen(0.0, 0.0)
    outside = painted(board, frame, atlas)[:, : int(x) - 4, 3]
    assert outside.sum() == 0
