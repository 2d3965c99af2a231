"""Veins of testicles and ovaries: the state widens the net, and each sex has its own."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.load import load_atlas
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.varices import strands
from irexplainer.paint.look import THEMES, Look
from irexplainer.paint.static import paint_static
from irexplainer.paint.tubes import union_path
from irexplainer.story.frame import Position, View
from irexplainer.story.shown import may_show

CAMERA = Camera(0, 76, 24, 30)


def painted(profile, theme):
    viewport = Viewport.fit(300, 300, Rect(0, 0, 300, 300), CAMERA)
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_static(p, load_atlas(), View("front", profile, CAMERA), Position.SUPINE, Look.of(theme), viewport)
    p.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(300, 300, 4)[..., 2::-1].astype(int)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("profile", "sides"), [("testicular_vein", 1), ("pelvic_veins", 2)])
def test_varices_widen_the_left_net_or_both(profile, sides, theme):
    change = np.abs(painted(profile, theme) - painted(f"{profile} varices=1", theme)).max(2) > 12
    assert change[:, 155:].sum() > 30
    assert (change[:, :145].sum() > 30) == (sides == 2)


def test_strands_begin_and_end_on_their_line_and_widen():
    line = np.column_stack([np.zeros(90), np.linspace(0, 4.5, 90)])
    calm, wide = strands(line, 5, 0.0), strands(line, 5, 1.0)
    for tube in wide:
        assert np.allclose(tube.line[[0, -1], :2], line[[0, -1]], atol=1e-6)
    assert union_path(wide).boundingRect().width() > 2 * union_path(calm).boundingRect().width()


def test_each_sex_has_its_own():
    assert not may_show(View("front", "testicular_vein", CAMERA), "left_ovary")
    assert not may_show(View("front", "pelvic_veins", CAMERA), "prostate")
