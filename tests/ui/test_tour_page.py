"""The tour that says in a minute what IR is: it runs by itself, by keys, and stands still where motion is unwanted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from irexplainer.library.load import load_library
from tests.ui.fakes import SIZES, Desk
from tests.ui.test_text_fits import clipped

KEY = Qt.Key


def page(desk):
    return desk.window.detail.over["what_is_ir"]


def test_it_runs_through_all_parts_in_about_a_minute_and_rests(qtbot):
    desk = Desk(qtbot)
    desk.click(desk.window.detail.home.pages["what_is_ir"])
    assert page(desk).tour.playing
    seen = []
    for _ in range(75):
        desk.wait(1.0)
        if page(desk).head.text() not in seen:
            seen.append(page(desk).head.text())
    assert seen == [text.title for text in load_library().tour_text("en").values()]
    assert not page(desk).tour.playing
    assert 50 <= page(desk).tour.length <= 65


def test_the_program_behind_stays_at_home(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("what_is_ir")
    desk.wait(12.0)
    assert page(desk).own.state.procedure == "tace"
    assert desk.state.procedure is None
    assert desk.state.left_off is None


def test_keys_pause_go_on_and_leave(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("what_is_ir")
    desk.press(KEY.Key_Space)
    if page(desk).tour.playing:  # Space on a focused button presses it
        page(desk).toggle()
    desk.bot.keyClick(page(desk), KEY.Key_Right)
    assert page(desk).tour.index == 1
    assert not page(desk).tour.playing
    desk.bot.keyClick(page(desk), KEY.Key_Left)
    assert page(desk).tour.index == 0
    desk.bot.keyClick(page(desk), KEY.Key_Escape)
    assert desk.state.page == ""
    assert not page(desk).is_open
    assert not page(desk).own.state.playing


def test_a_finger_on_a_bar_goes_there(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("what_is_ir")
    QApplication.processEvents()
    bar = page(desk).bar
    desk.bot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.bars()[4].center().toPoint())
    assert page(desk).tour.chapter.id == "treatment"


def test_without_motion_it_waits_and_shows_stills(qtbot):
    desk = Desk(qtbot, reduced_motion=True)
    desk.session.open_page("what_is_ir")
    assert not page(desk).tour.playing
    page(desk).tour.go(3)
    board = page(desk).own.board
    still = next(step.still for step in board.steps if step.id == "steer")
    assert page(desk).own.state.playhead == pytest.approx(still)


def test_what_is_seen_is_looked_at_only(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("what_is_ir")
    desk.wait(12.0)
    for _ in range(8):
        desk.press(KEY.Key_Tab)
        focused = desk.window.focusWidget()
        assert page(desk).isAncestorOf(focused)
        assert not page(desk).monitor.isAncestorOf(focused)
        assert focused is not page(desk).stage


def test_i_find_it_by_searching(qtbot):
    desk = Desk(qtbot)
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.write("what is interventional radiology")
    desk.press(KEY.Key_Return)
    assert desk.state.page == "what_is_ir"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_it_fits(qtbot, language, size):
    desk = Desk(qtbot, size, language=language, reduced_motion=True)
    for scale in (1.0, 2.0):
        desk.session.set_text_scale(scale)
        desk.session.open_page("what_is_ir")
        for index in (0, 5):
            page(desk).tour.go(index)
            QApplication.processEvents()
            assert clipped(desk) == []
            assert desk.window.rect().contains(page(desk).frame.geometry())
        page(desk).close_it()
