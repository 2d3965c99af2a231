"""The doctor's screen never becomes a stamp: where there is little room it scrolls with the text instead."""

import pytest

from tests.ui.fakes import Desk

SIZES = ((1920, 1080), (1366, 768), (1024, 600), (1080, 1920))


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0, 3.0])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "en-XA", "ar-XB"])
def test_the_screen_keeps_its_size(qtbot, size, scale, language):
    desk = Desk(qtbot, size, text_scale=scale, language=language)
    desk.session.open_procedure("tace")
    monitor, pane = desk.window.detail.monitor, desk.window.detail
    assert monitor.isVisible()
    assert monitor.width() >= 300
    left = monitor.mapTo(pane, monitor.rect().topLeft()).x()
    assert left >= 0
    assert left + monitor.width() <= pane.width()
    step = pane.step
    assert step.column.width() <= step.scroller.viewport().width(), "words would be cut off at the side"


def test_a_screen_that_scrolls_stands_before_the_words_and_leaves_with_the_step(qtbot):
    desk = Desk(qtbot, (1024, 600), text_scale=2.0)
    desk.session.open_procedure("tace")
    detail = desk.window.detail
    assert detail.step.column.isAncestorOf(detail.monitor)
    assert detail.monitor.geometry().bottom() < detail.step.eyebrow.geometry().top()
    desk.session.select_section("benefits")
    assert not detail.monitor.isVisible()
    desk.session.select_section("step")
    assert detail.monitor.isVisible()
    desk.session.set_text_scale(1.0)
    desk.window.resize(1920, 1080)
    assert detail.monitor.parentWidget() is detail
    assert detail.monitor.isVisible()


@pytest.mark.parametrize(("size", "scale"), [((1920, 1080), 1.0), ((1366, 768), 2.0), ((1080, 1920), 3.0)])
def test_the_cycle_bar_has_room_for_its_names(qtbot, size, scale):
    desk = Desk(qtbot, size, text_scale=scale)
    desk.session.open_procedure("cryoablation", "thaw")
    cycle = desk.window.detail.step.cycle
    assert cycle.isVisible()
    assert cycle.height() >= cycle.heightForWidth(cycle.width())
