"""What enters from the back lies behind the body in the front view."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.polygon import contains
from irexplainer.paint.actors import flexible, skin, tools, urine
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import scene_of
from irexplainer.paint.picture import stage_viewport
from irexplainer.paint.plates.calyces import swollen_path
from irexplainer.story.frame import Position
from irexplainer.story.stage_layout import StageLayout

SIZE = (760, 620)


def still_of(boards, prefix, step, side):
    board = next(b for b in boards if b.procedure_id.startswith(prefix) and b.choices["side"] == side)
    return board, board.state_at(next(s.still for s in board.steps if s.id == step))


def scene_and_image(board, frame, atlas):
    view = stage_viewport(frame, StageLayout.for_size(*SIZE), *SIZE)
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    return scene_of(p, board, frame, atlas, Look.of("light"), view, True), image, p


def alpha(image):
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[..., 3].astype(float)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("prefix", "step"), [("nephrostomy", "loop"), ("nephrostomy", "dye"), ("cryo", "check")])
def test_tools_fade_out_towards_the_skin_of_the_back(boards, atlas, prefix, step, side):
    board, frame = still_of(boards, prefix, step, side)
    scene, image, p = scene_and_image(board, frame, atlas)
    tools.paint_tools(scene)
    p.end()
    sign = 1.0 if side == "left" else -1.0
    kidney = atlas.structures[f"{side}_kidney"].outline
    rim = float(scene.px((sign * (np.abs(kidney[:, 0]).max() + 0.1), 60.0, 0.0))[0])
    tracks = [t for t in atlas.tracks.values() if t.id.startswith(side) and "hydro" not in t.id]
    far = max(abs(t.skin[0]) for t in tracks) + 0.8
    beyond = float(scene.px((sign * far, 60.0, 0.0))[0])
    painted = alpha(image)
    columns = np.arange(SIZE[0])
    outside = columns > beyond if sign > 0 else columns < beyond
    beside = columns > rim if sign > 0 else columns < rim
    assert painted.max() > 60, "inside the kidney it is seen"
    assert painted[:, outside].max(initial=0.0) < 8, "no handle or hub floats inside the body"
    assert painted[:, beside].max(initial=0.0) < 225, "beside the kidney it is veiled"


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_bag_hangs_outside_the_body(boards, atlas, side):
    board, frame = still_of(boards, "nephrostomy", "drain", side)
    scene, _, p = scene_and_image(board, frame, atlas)
    drain = next(t for t in frame.tools if t.kind == "drain")
    _, bag = urine.bag_place(scene, drain)
    p.end()
    corners = np.array([(bag.x, bag.y), (bag.right, bag.y), (bag.x, bag.bottom), (bag.right, bag.bottom)])
    origin = np.array([scene.viewport.x0, scene.viewport.y0])
    assert not contains((corners - origin) / scene.viewport.scale, atlas.structures["body"].outline).any()
    assert bag.x >= 0
    assert bag.right <= SIZE[0]


def test_a_cut_in_the_back_is_out_of_sight_from_the_front(boards, atlas):
    board, frame = still_of(boards, "nephrostomy", "loop", "left")
    scene, image, p = scene_and_image(board, frame, atlas)
    nick = next(e for e in frame.effects if e.kind == "nick")
    assert nick.value > 0.5
    skin.paint_nick(scene, nick)
    p.end()
    assert alpha(image).max() == 0


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_loop_lies_in_the_urine_spaces_of_the_slice(boards, atlas, side):
    board, frame = still_of(boards, "nephrostomy", "check", side)
    scene, _, p = scene_and_image(board, frame, atlas)
    drain = next(t for t in frame.tools if t.kind == "drain")
    line = flexible.tool_line(scene, drain)[-20:]
    p.end()
    swollen = swollen_path(Position.PRONE, side)
    origin = np.array([scene.viewport.x0, scene.viewport.y0])
    inside = [swollen.contains(QPointF(*map(float, q))) for q in (line - origin) / scene.viewport.scale]
    assert np.mean(inside) > 0.8
