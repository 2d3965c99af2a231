"""A bleeding artery: painted inside its rectangle, paler as it dries up; coils in its feeder keep dye out of it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.imaging.angiography import closed_share
from irexplainer.library.load import load_library
from irexplainer.paint.actors.bleed import box_bleed, paint_bleed
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import scene_of
from irexplainer.story.compile import compile_storyboard

SIZE = 300


def story():
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["bleeding-control-embolization"], atlas)
    return atlas, board, {s.id: board.state_at(s.still) for s in board.steps}


def painted(theme: str, stopped: float):
    """(how far each pixel differs from white, rectangle)."""
    atlas, board, frames = story()
    frame = frames["feeder"]
    bleed = replace(frame.effect("bleed"), value=stopped)
    viewport = Viewport.fit(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), frame.view.camera)
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 255, 255))
    p = QPainter(image)
    scene = scene_of(p, board, frame, atlas, Look.of(theme), viewport)
    box = box_bleed(scene, bleed)
    paint_bleed(scene, bleed)
    p.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[:, :, :3]
    return 255 - pixels.astype(int).min(axis=2), box


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_a_bleed_stays_inside_its_rectangle(theme: str) -> None:
    ink, box = painted(theme, 0.0)
    y, x = np.nonzero(ink)
    assert len(x) > 500
    assert x.min() >= box.x - 1
    assert x.max() <= box.right + 1
    assert y.min() >= box.y - 1
    assert y.max() <= box.bottom + 1


def test_a_stopped_bleed_is_paler_and_has_no_jet() -> None:
    bleeding, stopped = painted("light", 0.0)[0], painted("light", 1.0)[0]
    assert 0 < stopped.sum() < 0.6 * bleeding.sum()


def test_coils_keep_dye_out_of_the_place_that_bled() -> None:
    atlas, _, frames = story()
    place, reached = atlas.targets["colon_bleed"], frozenset({"colon_bleed_feeder"})
    assert closed_share(frames["feeder"], place, reached) == 0.0
    assert closed_share(frames["check"], place, reached) == 1.0
