"""Curves in the detail pane: who sees them, how the cursor follows, what is spoken, what is loaded when."""

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from irexplainer.models.series import Series
from irexplainer.ui.plot_text import curves_of, value_text
from tests.ui.boards import boards
from tests.ui.fakes import SIZES, THEMES, Desk
from tests.ui.test_text_fits import clipped, outside

COLD = (("ice_edge", 0.0), ("ice_minus20", -20.0), ("ice_minus40", -40.0))
START, END = 48.0, 66.0
"""Seconds of the three freezing steps of the test board."""


def cooling():
    """Tip and edge cool along straight lines; the ice grows."""
    seconds = np.linspace(START, END, 181)
    share = (seconds - START) / (END - START)
    return (
        Series("probe_temperature", "°C", seconds, 37 - 177 * share, COLD),
        Series("margin_temperature", "°C", seconds, 37 - 67 * share, COLD),
        Series("ice_radius", "cm", seconds, 1.3 * share),
    )


@pytest.fixture
def desk(qtbot):
    return freezing(qtbot, mode="clinician")


def freezing(qtbot, size=(1920, 1080), **state):
    desk = Desk(qtbot, size, **state)
    make = boards(desk.session.library)
    desk.session._boards = lambda *asked: replace(make(*asked), series=cooling())
    desk.session.open_procedure("cryoablation", "freeze_one")
    QApplication.processEvents()
    return desk


def shelf(desk):
    return desk.window.detail.step.plots


def test_a_clinician_sees_temperature_and_ice_while_it_freezes(desk):
    views = shelf(desk).views
    assert [view.curves.unit for view in views] == ["°C", "cm"]
    assert all(view.isVisible() for view in views)
    said = desk.words(desk.window.detail)
    assert "Needle tip" in " ".join(w.axis for w in views[0].curves.words)
    assert "Below the lowest line, cells die reliably." in said
    desk.session.open_procedure("cryoablation", "numb")
    assert shelf(desk).views == []
    assert not shelf(desk).isVisible()


def test_a_patient_sees_no_curves(desk):
    desk.session.set_mode("patient")
    assert shelf(desk).views == []
    desk.session.set_mode("study")
    assert len(shelf(desk).views) == 2


def test_the_cursor_follows_the_playhead_ten_times_a_second_and_rests_when_paused(desk):
    view = shelf(desk).views[0]
    desk.session.seek(50.0)
    assert view.cursor.value() == pytest.approx(50.0)
    moved = []
    follow = view.follow
    view.follow = lambda: (moved.append(desk.seconds), follow())
    desk.session.play()
    moved.clear()
    desk.wait(1.0)
    assert 5 <= len(moved) <= 11, "no more than ten times a second"
    assert view.cursor.value() == pytest.approx(desk.state.playhead, abs=0.16)
    desk.session.pause()
    moved.clear()
    desk.wait(1.0)
    assert moved == []
    assert not desk.clock.active


def test_i_drag_the_cursor_to_another_moment(desk):
    view = shelf(desk).views[0]
    desk.window.detail.step.scroller.ensureWidgetVisible(view)
    QApplication.processEvents()
    desk.session.play()
    left, right = view.width() * 0.3, view.width() * 0.6
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(round(left), 60))
    first = desk.state.playhead
    assert not desk.state.playing
    assert first == pytest.approx(view.second_at(left), abs=0.05)
    QTest.mouseMove(view, QPoint(round(right), 60))
    assert desk.state.playhead > first + 2.0
    assert view.cursor.value() == pytest.approx(desk.state.playhead)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(round(right), 60))
    assert desk.state.playing, "it goes on as before"
    assert view.second_at(-500) == pytest.approx(START), "never before the curve begins"


def test_i_walk_along_the_curve_with_the_arrow_keys(desk):
    view = shelf(desk).views[0]
    desk.session.seek(50.0)
    view.setFocus()
    desk.press(Qt.Key.Key_Right)
    assert desk.state.playhead == pytest.approx(51.0)
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert desk.state.playhead == pytest.approx(50.8)


def test_a_screen_reader_hears_value_time_and_what_the_lines_mean(desk):
    desk.session.seek(START + (END - START) * (37 + 38) / 177)
    view = shelf(desk).views[0]
    made = QAccessible.queryAccessibleInterface(view)
    node = made.child(0)
    said = node.text(QAccessible.Text.Name)
    assert said.startswith("Temperature at the needle tip: \u221238 °C at ")
    assert said.endswith(" min")
    assert "\u221240 °C: cells die reliably" in node.text(QAccessible.Text.Description)
    assert said in view.accessibleName()


def test_no_menus_no_buttons_no_zoom(desk):
    view = shelf(desk).views[0]
    item = view.plot.getPlotItem()
    assert not item.menuEnabled()
    assert not item.getViewBox().menuEnabled()
    assert item.buttonsHidden
    assert item.getViewBox().mouseEnabled() == [False, False]
    assert view.plot.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    before = item.viewRange()
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(100, 60))
    assert QApplication.activePopupWidget() is None
    assert item.viewRange() == before


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_curves_fit_in_every_theme_and_in_large_text(qtbot, size, theme):
    desk = freezing(qtbot, size, mode="study", theme=theme, language="en-XA" if theme == "light" else "ar-XB")
    for scale in (1.0, 2.0):
        desk.session.set_text_scale(scale)
        QApplication.processEvents()
        assert len(shelf(desk).views) == 2
        assert clipped(desk) == []
        assert outside(desk) == []


def test_curves_of_one_unit_share_a_picture_and_unknown_ones_have_a_name(qtbot):
    desk = Desk(qtbot)
    board = boards(desk.session.library)("tace", {})
    seconds = np.array([0.0, 1.0])
    series = tuple(Series(id, unit, seconds, seconds) for id, unit in (("a_thing", "ml"), ("flow", "ml"), ("x", "Gy")))
    found = curves_of(replace(board, series=series), desk.session.library, "en")
    assert [[s.id for s in c.series] for c in found] == [["a_thing", "flow"], ["x"]]
    assert found[0].words[0].name == "A thing"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(-38.4, "°C", "\u221238 °C"), (-0.3, "°C", "0 °C"), (1.27, "cm", "1.3 cm"), (71.7, "ml", "72 ml")],
)
def test_values_are_written_as_they_are_read(value, unit, text):
    assert value_text(value, unit) == text


LATE = """
import sys
from tests.ui.fakes import Desk
from tests.ui.test_plots import freezing

class Bot:
    def addWidget(self, widget): pass
    def waitUntil(self, done): pass

desk = freezing(Bot(), mode="patient")
assert "pyqtgraph" not in sys.modules, "a patient needs none"
desk.session.home()
desk.session.set_mode("clinician")
print("pyqtgraph" in sys.modules, end=" ")
desk.session.open_procedure("cryoablation", "freeze_two")
print("pyqtgraph" in sys.modules)
sys.stdout.flush()
import os
os._exit(0)
"""


def test_the_plots_are_loaded_only_when_somebody_needs_them():
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    made = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, timeout=120, env=env)
    assert made.stdout.split() == ["False", "True"], made.stdout + made.stderr


def test_curves_of_a_coming_step_are_built_in_slices_while_nothing_waits_for_them(qtbot):
    desk = freezing(qtbot, mode="clinician")
    desk.session.open_procedure("cryoablation", "numb")
    QApplication.processEvents()
    plots = shelf(desk)
    assert plots.views == []
    services = desk.window.services
    qtbot.waitUntil(lambda: services.worker.idle)
    for _ in range(40):
        plots.build_ahead()
    built = dict(plots._kept)
    assert sorted(built) == sorted(c.unit for c in plots._curves)
    assert all(not view.go_on() for view in built.values()), "nothing is left to build"
    assert not any(view.isVisible() for view in built.values())
    desk.session.seek(START + 1.0)
    QApplication.processEvents()
    assert set(plots.views) <= set(built.values()), "those built ahead are shown"
    assert len(plots.views) == 2
    assert all(view.isVisible() and view.cursor.value() == pytest.approx(view.seconds()) for view in plots.views)


def test_a_slice_builds_only_a_part(qtbot):
    desk = freezing(qtbot, mode="clinician")
    view = shelf(desk).views[0]
    fresh = type(view)(view.dress, view.session, view.curves, view.clock, view.words, whole=False)
    qtbot.addWidget(fresh)
    assert fresh.plot is None
    slices = 1
    while fresh.go_on():
        slices += 1
    assert slices >= 6
    lines = [item for item in fresh.plot.getPlotItem().listDataItems() if item is not fresh.dots]
    assert len(lines) == len(view.curves.series)


def test_another_story_or_dress_takes_no_old_curves(qtbot):
    desk = freezing(qtbot, mode="clinician")
    before = shelf(desk).views[0]
    desk.session.set_theme("dark")
    QApplication.processEvents()
    after = shelf(desk).views[0]
    assert after is not before
    assert after.plot.backgroundBrush().color() == desk.window.detail.step.dress.color("inset")
