import hashlib

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import polygon_path, polygons_path
from irexplainer.paint.ramps import RAMPS
from irexplainer.paint.relief import Finish, Shape, inflate, shaded, surface
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, tapered, union_path


@pytest.fixture
def bean():
    a = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    return polygon_path(catmull_rom(np.stack([2 * np.cos(a), 3 * np.sin(a)], 1), closed=True))


def test_balloon_is_round_at_the_rim_and_high_in_the_middle():
    y, x = np.mgrid[-40:41, -40:41]
    h = inflate((x * x + y * y < 30 * 30).astype(np.float32))
    assert h[40, 40] == h.max()
    assert h[0, 0] == 0
    assert h[40, 40] == pytest.approx(30 / np.sqrt(2), rel=0.12)


def test_same_outline_gives_the_same_picture(bean):
    def digest():
        color = shaded(surface(Shape(bean, 8.0)), Finish(RAMPS["liver"], mottle=0.02))
        return hashlib.sha256((color * 255).astype(np.uint8).tobytes()).hexdigest()

    assert digest() == digest()


def test_lamp_is_upper_left(bean):
    color = shaded(surface(Shape(bean, 8.0)), Finish(RAMPS["kidney"], spec=0, bounce=0))
    h, w = color.shape[:2]
    assert color[h // 3, w // 3].sum() > color[2 * h // 3, 2 * w // 3].sum()


def test_crease_is_darker_on_its_lamp_side(bean):
    line = np.array([[0.0, -2.0], [0.0, 2.0]])
    plain = surface(Shape(bean, 10.0))
    cut = surface(Shape(bean, 10.0, creases=((line, 0.3, 0.3),)))
    assert np.abs(cut.nx - plain.nx).max() > 0.1


def test_paths_unite_rings_of_both_directions():
    square = np.array([(0, 0), (4, 0), (4, 4), (0, 4)], float)
    path = polygons_path([square, square[::-1] + 2])
    assert path.contains(QPointF(3, 3))
    assert path.contains(QPointF(5.5, 5.5))
    assert polygons_path([]).isEmpty()


def test_nested_rings_keep_the_tube_width():
    tube = Tube(np.column_stack([np.linspace(0, 10, 30), np.zeros(30), np.full(30, 0.5)]))
    box = union_path([tube]).boundingRect()
    assert box.height() == pytest.approx(1.0, abs=0.02)
    assert box.width() == pytest.approx(11.0, abs=0.1)


def test_tube_is_bright_inside_and_dark_at_the_edge():
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    p = QPainter(image)
    p.scale(10, 10)
    tube = Tube(np.column_stack([np.linspace(0, 12, 30), np.full(30, 3.0), np.full(30, 2.0)]))
    paint_tubes(p, [tube], Shading(RAMPS["artery"]))
    p.end()
    assert image.pixelColor(60, 22).lightness() > image.pixelColor(60, 48).lightness()
    assert image.pixelColor(60, 2) == QColor("#FFFFFF")


def test_taper_thins_only_the_end():
    line = np.column_stack([np.linspace(0, 10, 50), np.zeros(50), np.full(50, 0.4)])
    thin = tapered(line, end=2.0)
    assert thin[-1, 2] == pytest.approx(0.02)
    assert thin[20, 2] == 0.4
    assert line[-1, 2] == 0.4
