"""Clots and the tubes that take them away: painted inside their rectangle, smaller when less is left."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.library.load import load_library
from irexplainer.paint.actors.clot import box_clot, paint_clot
from irexplainer.paint.actors.clot_tools import paint_lysis
from irexplainer.paint.actors.tools import box_tool
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import scene_of
from irexplainer.story.compile import compile_storyboard
from tests.paint.effect_picture import effect_picture

SIZE = 300


def painted(procedure: str, step: str, theme: str, share: float):
    """(changed pixels, rectangle) of the first clot of a story with a share of it left."""
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures[procedure], atlas)
    frame = board.state_at(next(s for s in board.steps if s.id == step).still)
    clot = frame.effect("clot")
    assert clot is not None
    clot = replace(clot, value=share, params={**clot.params, "long": share, "thin": 1.0})
    ink, box = effect_picture((atlas, board), frame, clot, (box_clot, paint_clot), theme, SIZE)
    return ink > 0, box


STORIES = [("dvt-thrombolysis-thrombectomy", "map"), ("pulmonary-embolism-catheter-treatment", "map")]


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize(("procedure", "step"), STORIES)
def test_a_clot_stays_inside_its_rectangle(procedure: str, step: str, theme: str, qapp) -> None:
    changed, box = painted(procedure, step, theme, 1.0)
    assert box is not None
    assert changed.sum() > 100
    y, x = np.nonzero(changed)
    assert x.min() >= box.x - 1
    assert x.max() <= box.x + box.width + 1
    assert y.min() >= box.y - 1
    assert y.max() <= box.y + box.height + 1


@pytest.mark.parametrize(("procedure", "step"), STORIES)
def test_less_clot_is_a_smaller_clot(procedure: str, step: str, qapp) -> None:
    whole, half, rest = (painted(procedure, step, "light", share)[0].sum() for share in (1.0, 0.5, 0.2))
    assert whole > half > rest > 0


def test_medicine_drips_inside_the_rectangle_of_its_tube(qapp) -> None:
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["dvt-thrombolysis-thrombectomy"], atlas)
    frame = board.state_at(next(s for s in board.steps if s.id == "drip").still)
    tool = next(t for t in frame.tools if t.kind == "lysis_catheter")
    assert tool.shape > 0.5
    camera = replace(frame.view.camera, width=8.0, height=8.0)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), camera)
    pictures = []
    for shape in (0.0, tool.shape):
        image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
        image.fill(QColor(255, 255, 255))
        p = QPainter(image)
        scene = scene_of(p, board, frame, atlas, Look.of("light"), viewport)
        box = box_tool(scene, replace(tool, shape=shape))
        assert box is not None
        paint_lysis(scene, replace(tool, shape=shape))
        p.end()
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[:, :, :3]
        changed = (pixels != 255).any(axis=2)
        y, x = np.nonzero(changed)
        assert x.min() >= box.x - 1
        assert x.max() <= box.x + box.width + 1
        assert y.max() <= box.y + box.height + 1
        pictures.append(changed.sum())
    assert pictures[1] > pictures[0], "drops must be seen"
