"""Journeys of people who work with the doctor's screen: reading it, its grays, distances, the same part on both."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from irexplainer.library.load import load_library
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.app import application
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.dress import load_fonts
from irexplainer.ui.monitor_hand import ScreenHand
from irexplainer.ui.services import Services
from irexplainer.ui.settle import settle
from irexplainer.ui.window import MainWindow

KEY = Qt.Key


@pytest.fixture(scope="module")
def services():
    made = Services(load_library())
    made.atlas()
    yield made
    made.worker.close()


@pytest.fixture
def clinic(qtbot, services):
    """Opens the real window at a step; the services outlive it."""
    application()
    load_fonts()

    def open_at(id, at, size=(1366, 768), **state):
        session = Session(services.library, services.board, SessionState(**{"mode": "clinician", **state}))
        session.open_procedure(id, at)
        window = MainWindow(session, services, FrameClock())
        window.closeEvent = lambda event: window._unsubscribe()
        window.resize(*size)
        window.show()
        qtbot.addWidget(window)
        window.activateWindow()
        settle(window)
        return window

    return open_at


def spot(monitor, x, y):
    """Px of the widget at shares of the picture."""
    place, _ = monitor.picture_place()
    return QPoint(round(place.x + x * place.width), round(place.y + y * place.height))


def names(monitor):
    return {node.id: node.name for node in monitor.nodes()}


def test_i_drag_over_a_ct_picture_and_its_grays_change_until_i_double_click(clinic):
    monitor = clinic("cryoablation", "aim").detail.monitor
    own = monitor.screen_on_show.window
    before = monitor.screen_on_show.pixels.copy()
    QTest.mousePress(monitor, Qt.MouseButton.LeftButton, pos=spot(monitor, 0.5, 0.5))
    QTest.mouseMove(monitor, spot(monitor, 0.5, 0.5) + QPoint(30, 0))
    QTest.mouseMove(monitor, spot(monitor, 0.5, 0.5) + QPoint(30, -24))
    QTest.mouseRelease(monitor, Qt.MouseButton.LeftButton, pos=spot(monitor, 0.5, 0.5) + QPoint(30, -24))
    center, width = monitor.screen_on_show.window
    assert width > own[1], "to the right: wider"
    assert center < own[0], "up: brighter"
    assert (monitor.screen_on_show.pixels != before).any()
    assert "width" in names(monitor)["window"]
    assert "HU" in monitor.accessibleDescription()
    QTest.mouseDClick(monitor, Qt.MouseButton.LeftButton, pos=spot(monitor, 0.5, 0.5))
    assert monitor.screen_on_show.window == own
    assert "window" not in names(monitor)


def test_fingers_and_keys_change_the_grays_too(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    own = monitor.screen_on_show.window
    QTest.mouseClick(monitor.tools.grays, Qt.MouseButton.LeftButton)
    assert monitor.panel.isVisible()
    slider = monitor.panel.width_
    assert slider.height() >= 44, "room for a finger"
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 20, slider.height() // 2))
    assert monitor.screen_on_show.window[1] > 2 * own[1]
    monitor.setFocus()
    QTest.keyClick(monitor, KEY.Key_Backspace)
    assert monitor.screen_on_show.window == own
    QTest.keyClick(monitor, KEY.Key_Up)
    assert monitor.screen_on_show.window[0] < own[0]
    playhead = window.session.state.playhead
    QTest.keyClick(monitor, KEY.Key_Left)
    assert monitor.screen_on_show.window[1] < own[1]
    assert window.session.state.playhead == playhead, "the arrows are in the hand, not on the time line"
    QTest.keyClick(monitor, KEY.Key_Escape)
    assert monitor.hand.tool == ""
    assert window.session.state.procedure == "cryoablation"


def test_two_taps_give_a_distance_in_true_millimeters(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    QTest.mouseClick(monitor.tools.ruler, Qt.MouseButton.LeftButton)
    _, scale = monitor.picture_place()
    a, b = spot(monitor, 0.3, 0.4), spot(monitor, 0.62, 0.57)
    for point in (a, b):
        QTest.mouseClick(monitor, Qt.MouseButton.LeftButton, pos=point)
    wanted = math.hypot(b.x() - a.x(), b.y() - a.y()) / scale * monitor.screen_on_show.mm_per_px
    assert monitor.hand.distance_mm(monitor.screen_on_show) == pytest.approx(wanted, abs=1e-6)
    assert names(monitor)["distance"] == f"Distance: {wanted:.1f} mm"
    window.session.step(1)
    settle(window)
    assert "distance" not in names(monitor), "another step is another picture"


def test_a_body_length_measures_on_the_picture_what_it_is_in_the_body(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    tumor = window.services.atlas().targets["left_kidney_tumor"]
    x, y, z = tumor.center
    screen = monitor.screen_on_show
    height, width = screen.pixels.shape
    ends = [screen.project((x + by, y, z)) for by in (-2.0, 2.0)]
    for px, py in ends:
        monitor.hand.tap(px / width, py / height)
    assert monitor.hand.distance_mm(screen) == pytest.approx(40.0, abs=0.2)


def test_i_measure_with_the_keys(clinic):
    monitor = clinic("cryoablation", "aim").detail.monitor
    QTest.mouseClick(monitor.tools.ruler, Qt.MouseButton.LeftButton)
    monitor.setFocus()
    QTest.keyClick(monitor, KEY.Key_Return)
    for _ in range(3):
        QTest.keyClick(monitor, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(monitor, KEY.Key_Return)
    screen = monitor.screen_on_show
    assert monitor.hand.distance_mm(screen) == pytest.approx(30 * screen.mm_per_px)
    QTest.keyClick(monitor, KEY.Key_Backspace)
    assert monitor.hand.points == ()


def test_a_patient_has_no_tools_but_can_always_ask_how_to_read_the_picture(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    QTest.mouseClick(monitor.tools.ruler, Qt.MouseButton.LeftButton)
    window.session.set_mode("patient")
    assert not monitor.tools.ruler.isVisible()
    assert not monitor.tools.grays.isVisible()
    assert monitor.hand.tool == ""
    own = monitor.screen_on_show.window
    QTest.mousePress(monitor, Qt.MouseButton.LeftButton, pos=spot(monitor, 0.5, 0.5))
    QTest.mouseMove(monitor, spot(monitor, 0.7, 0.5))
    QTest.mouseRelease(monitor, Qt.MouseButton.LeftButton, pos=spot(monitor, 0.7, 0.5))
    assert monitor.screen_on_show.window == own
    QTest.mouseClick(monitor.tools.read, Qt.MouseButton.LeftButton)
    assert monitor.card.is_open
    said = " ".join(w.text() for w in monitor.card.findChildren(type(monitor.card.title)))
    for words in ("White: bone, metal and dye.", "Why it is grainy", "almost 3 years", "CT"):
        assert words in said
    QTest.keyClick(monitor.card, KEY.Key_Escape)
    assert not monitor.card.is_open
    assert window.session.state.procedure == "cryoablation"


def test_the_button_says_its_name_and_is_big_enough(clinic):
    for size in ((1366, 768), (1080, 1920)):
        monitor = clinic("tace", "map", size, language="ar-XB", text_scale=2.0).detail.monitor
        shown = [b for b in (monitor.tools.read, monitor.tools.link, monitor.tools.ruler) if b.isVisible()]
        for button in shown:
            assert min(button.width(), button.height()) >= 44
            assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
            assert monitor.rect().contains(button.geometry().translated(monitor.tools.pos()))


def test_what_i_point_at_on_the_screen_is_named_on_both_pictures(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    QTest.mouseClick(monitor.tools.link, Qt.MouseButton.LeftButton)
    assert window.session.state.linked
    before = window.stage.grab().toImage()
    mask = monitor.screen_on_show.structures.mask("left_kidney")
    rows, columns = mask.nonzero()
    at = spot(monitor, columns[5] / mask.shape[1], rows[5] / mask.shape[0])
    QTest.mouseMove(monitor, at)
    window.session.highlight(monitor.screen_on_show.structure_at(float(columns[5]), float(rows[5])))
    assert window.session.state.highlighted == "left_kidney"
    assert names(monitor)["part:left_kidney"] == "Left kidney"
    assert window.stage.grab().toImage() != before, "its edge is on the stage"
    QTest.mouseClick(monitor.tools.link, Qt.MouseButton.LeftButton)
    assert window.session.state.highlighted is None


def test_a_call_out_of_the_stage_marks_its_part_on_the_screen(clinic):
    window = clinic("cryoablation", "aim")
    window.session.set_linked(True)
    window.session.highlight("label_tumor")
    assert "part:left_kidney_tumor" in names(window.detail.monitor)


def test_the_keys_walk_through_the_parts_of_the_picture(clinic):
    window = clinic("cryoablation", "aim")
    monitor = window.detail.monitor
    window.session.set_linked(True)
    monitor.setFocus()
    QTest.keyClick(monitor, KEY.Key_Down)
    first = window.session.state.highlighted
    QTest.keyClick(monitor, KEY.Key_Down)
    assert first in monitor.screen_on_show.structures.shown
    assert window.session.state.highlighted not in (None, first)


def test_the_mark_follows_a_picture_that_changes(clinic):
    window = clinic("tace", "treat")
    monitor = window.detail.monitor
    window.session.set_linked(True)
    window.session.highlight("liver_tumor")
    for _ in range(4):
        window.session.seek(window.session.state.playhead + 0.4)
        settle(window)
        parts = monitor.screen_on_show.structures
        shown = parts is not None and "liver_tumor" in parts.shown
        assert ("part:liver_tumor" in names(monitor)) == shown


def test_a_window_cannot_be_dragged_out_of_reason(clinic):
    monitor = clinic("cryoablation", "aim").detail.monitor
    hand, screen = monitor.hand, monitor.raw_screen()
    for _ in range(200):
        hand.drag(screen, -500, 900)
    center, width = hand.window
    assert width >= screen.window[1] / 32
    assert abs(center - screen.window[0]) <= 4 * screen.window[1]
    hand.set_window(screen, math.nan, 3.0)
    assert hand.window == (center, width)


def test_a_tap_outside_the_picture_is_no_point():
    hand = ScreenHand(lambda: None)
    hand.tap(1.2, 0.5)
    hand.tap(0.5, -0.1)
    assert hand.points == ()
