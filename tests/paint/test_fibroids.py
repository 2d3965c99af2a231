"""After treatment the fibroids stay pale, on the stage and on the screen, whichever side the dye comes from."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.imaging.render import Renderer
from irexplainer.paint.actors import flow, growth
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import scene_of
from irexplainer.paint.picture import stage_viewport
from irexplainer.story.stage_layout import StageLayout

SIZE = (640, 560)
SCREEN = 300


@pytest.fixture(scope="module", params=["groin", "wrist"])
def checked(request, boards):
    """Board, frames of dye at its height on the right and on the left side."""
    board = next(b for b in boards if b.procedure_id.startswith("uterine") and b.choices["access"] == request.param)
    step = next(s for s in board.steps if s.id == "check")
    frames = [board.state_at(float(t)) for t in np.arange(step.start, step.end, 0.05)]
    dyed = [f for f in frames if f.effect("contrast") and 3.0 < f.effect("contrast").params["seconds"] < 3.2]
    return (
        board,
        [f for f in dyed if f.effect("contrast").at[0] < 0],
        [f for f in dyed if f.effect("contrast").at[0] > 0],
    )


def dye_alpha(board, frame, atlas):
    view = stage_viewport(frame, StageLayout.for_size(*SIZE), *SIZE)
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    scene = scene_of(p, board, frame, atlas, Look.of("light"), view, True)
    flow.paint_contrast(scene, frame.effect("contrast"))
    p.end()
    return scene, np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[..., 3].astype(float)


def test_dye_is_given_on_both_sides_one_after_the_other(checked):
    _, right, left = checked
    assert right
    assert left
    assert right[-1].seconds < left[0].seconds


def test_fibroids_stay_pale_on_the_stage(checked, atlas):
    board, right, left = checked
    for frame in (right[0], left[0]):
        scene, alpha = dye_alpha(board, frame, atlas)
        assert alpha.max() > 60, "the main artery fills"
        for target in (t for t in atlas.targets.values() if t.kind == "fibroid"):
            x, y = (float(v) for v in scene.px(target.center))
            assert alpha[int(y) - 3 : int(y) + 4, int(x) - 3 : int(x) + 4].max() < 25, target.id


def test_fibroids_stay_pale_on_the_screen(checked, atlas):
    board, right, left = checked
    renderer = Renderer(atlas, SCREEN, SCREEN)
    for frame in (right[0], left[0]):
        screen = renderer.render(board, frame)
        for target in (t for t in atlas.targets.values() if t.kind == "fibroid"):
            x, y = screen.project(target.center)
            half = max(int(0.4 * target.radius * screen.px_per_cm), 2)
            inside = screen.pixels[int(y) - half : int(y) + half, int(x) - half : int(x) + half]
            assert inside.mean() > 0.62, target.id
        assert screen.pixels.min() < 0.4, "the main artery is dark"


def test_fibroids_are_seen_through_the_closed_womb(checked, atlas):
    board, right, _ = checked
    frame = right[0]
    view = stage_viewport(frame, StageLayout.for_size(*SIZE), *SIZE)
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    scene = scene_of(p, board, frame, atlas, Look.of("light"), view, True)
    shown = [e for e in frame.effects if e.kind == "fibroid"]
    assert len(shown) == 4
    for effect in shown:
        growth.paint_growth(scene, effect)
    p.end()
    alpha = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[..., 3]
    for effect in shown:
        x, y = (int(v) for v in scene.px(effect.at))
        assert 60 < alpha[y, x] < 240, "a veil, not a lid"
