"""The page of tools at true size: one scale, a name, a size and a use for each, beside a grain of rice."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from irexplainer.library.load import load_library
from irexplainer.paint.look import Look
from irexplainer.paint.true_size import SHAPES, Bench, paint_thing
from irexplainer.ui.tools_page import ThingPicture
from tests.ui.fakes import SIZES, Desk
from tests.ui.test_text_fits import clipped


def page(desk):
    return desk.window.detail.over["tools"]


def test_every_picture_is_a_node_with_name_size_and_use(qtbot):
    desk = Desk(qtbot)
    desk.click(desk.window.detail.home.pages["tools"])
    pictures = page(desk).findChildren(ThingPicture)
    assert len(pictures) == len(load_library().things)
    names = {picture.thing.id: picture.accessibleName() for picture in pictures}
    assert names["microcatheter"] == "Fine tube: 0.9 mm thick, slides through the guiding tube"
    assert all(":" in name and len(name) > 15 for name in names.values())


def test_codes_of_sizes_are_for_clinicians(qtbot):
    desk = Desk(qtbot, mode="clinician")
    desk.session.open_page("tools")
    assert "1.7 mm thick (5 Fr)" in desk.words(page(desk))
    page(desk).close_it()
    desk.session.set_mode("patient")
    desk.session.open_page("tools")
    assert "Fr)" not in desk.words(page(desk))


def painted(shape, diameter, length, mm):
    """Rows of a picture that hold a dark or colored px, in px, shadow not counted."""
    image = QImage(400, 400, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.setClipRect(QRectF(60, 0, 40, 400))
    paint_thing(Bench(p, Look.of("light"), 20, 380, 200, mm), shape, diameter, length)
    p.end()
    return [y for y in range(400) if image.pixelColor(80, y).lightness() < 150]


@pytest.mark.parametrize("mm", [8.0, 16.0])
def test_a_needle_is_as_thick_as_it_says(mm):
    rows = painted("needle", 3.0, 0.0, mm)
    assert rows[-1] - rows[0] == pytest.approx(3.0 * mm, abs=5)


def test_everything_shown_has_a_shape_and_a_size_with_a_source():
    library = load_library()
    for thing in library.things.values():
        assert thing.shape in SHAPES
        if thing.tool:
            assert library.tools[thing.tool].sources
        elif thing.group != "known":
            assert thing.diameter_mm > 0
            assert set(thing.sources) <= set(library.thing_sources)
            assert thing.sources


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_it_fits(qtbot, language, size):
    desk = Desk(qtbot, size, language=language, mode="study")
    for scale in (1.0, 2.0):
        desk.session.set_text_scale(scale)
        desk.session.open_page("tools")
        QApplication.processEvents()
        assert clipped(desk) == []
        assert desk.window.rect().contains(page(desk).frame.geometry())
        page(desk).close_it()
