"""Journeys of watchers, as a person would tell them: finding, playing, stepping."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.fakes import SIZES, Desk

KEY = Qt.Key


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def test_i_look_for_chemo_liver_and_watch_it(desk):
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.topbar.search.field.hasFocus()
    desk.write("chemo liver")
    assert "Chemoembolization" in desk.words(desk.window.topbar.search.results)
    assert desk.window.topbar.search.results.rows[0].visibleRegion().boundingRect().height() > 50
    desk.press(KEY.Key_Return)
    assert desk.window.stage.hasFocus(), "the next key is for the picture"
    assert desk.state.procedure == "tace"
    assert desk.state.search == ""
    assert not desk.window.topbar.search.results.is_open
    desk.click(desk.window.transport.play)
    assert desk.state.playing
    desk.wait(3.0)
    assert desk.state.playhead == pytest.approx(3.0, abs=0.1)
    desk.click(desk.window.transport.next)
    assert desk.state.playhead == pytest.approx(6.0, abs=0.1)
    assert "Planning the way" in desk.words(desk.window.detail)


def test_i_look_for_something_that_is_not_there(desk):
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.write("qqqq")
    assert "Nothing found" in desk.words(desk.window.topbar.search.results)
    desk.press(KEY.Key_Escape)
    assert desk.window.topbar.search.field.text() == ""
    assert not desk.window.topbar.search.results.is_open


def test_i_go_from_the_shelf_to_a_procedure_and_back_home(desk):
    desk.click(desk.window.sidebar.rows["kidneys"])
    assert "Freezing" in desk.words(desk.window.sidebar)
    desk.click(desk.window.sidebar.rows["cryoablation"])
    assert desk.state.procedure == "cryoablation"
    assert desk.window.sidebar.rows["cryoablation"].selected
    assert desk.window.transport.isVisible()
    desk.press(KEY.Key_Escape)
    assert (desk.state.procedure, desk.state.group) == (None, "kidneys")
    desk.click(desk.window.sidebar.back)
    assert desk.state.group is None
    assert "Treatment through a tiny opening" in desk.words(desk.window.detail)
    assert not desk.window.transport.isVisible()


def test_i_see_the_example_leave_it_and_come_back(desk):
    desk.click(desk.window.detail.home.example)
    assert desk.state.playing
    desk.wait(20)
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_Escape)
    assert "Continue where you left off" in desk.words(desk.window.detail)
    assert "Step 2 of 4" in desk.window.detail.home.resume.subtitle
    desk.click(desk.window.detail.home.resume)
    assert desk.state.procedure == "tace"
    assert desk.state.playhead == pytest.approx(20, abs=0.2)


def test_a_procedure_plays_when_i_point_at_it_and_waits_when_i_come_with_keys(desk):
    desk.click(desk.window.sidebar.rows["kidneys"])
    desk.click(desk.window.sidebar.rows["cryoablation"])
    assert desk.state.playing
    assert desk.state.playhead == 0.0
    desk.wait(8.0)
    assert desk.state.playhead == pytest.approx(8.0, abs=0.1)
    desk.click(desk.window.transport.next)
    assert not desk.state.playing, "who steps sets the pace"
    desk.press(KEY.Key_Escape)
    for key in (KEY.Key_Return, KEY.Key_Space):
        desk.window.sidebar.rows["cryoablation"].setFocus()
        desk.press(key)
        assert desk.state.procedure == "cryoablation"
        assert not desk.state.playing
        desk.press(KEY.Key_Escape)


def test_with_less_movement_nothing_starts_by_itself(qtbot):
    desk = Desk(qtbot, reduced_motion=True)
    desk.click(desk.window.detail.home.example)
    assert desk.state.procedure == "tace"
    assert not desk.state.playing
    desk.session.open_group("liver")
    desk.click(desk.window.sidebar.rows["tace"])
    assert not desk.state.playing


def test_i_search_and_point_at_what_was_found(desk):
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.write("fibroid")
    desk.click(desk.window.topbar.search.results.rows[0])
    assert desk.state.procedure == "uterine-fibroid-embolization"
    assert desk.state.playing


@pytest.mark.parametrize("size", SIZES)
def test_a_part_of_the_body_says_what_can_be_treated_there(qtbot, size):
    desk = Desk(qtbot, size)
    desk.session.open_group("kidneys")
    words = desk.words(desk.window.detail)
    for part in ("What can be treated here".upper(), "Kidneys and bladder", "Freezing", "Kidney drain"):
        assert part in words
    row = desk.window.detail.home.rows["cryoablation"]
    assert "minutes" in row.subtitle
    assert row.badge
    desk.click(row)
    assert desk.state.procedure == "cryoablation"
    assert desk.state.playing


def test_the_example_says_its_name_and_how_long_it_is_once_that_is_known(desk):
    home = desk.window.detail.home
    assert "Chemoembolization (TACE)" in desk.words(home)
    assert home.example.text() == "Show me an example"
    home.know_length("tace", "en", 93.4)
    assert home.example.text() == "Show me an example · about 90 seconds"
    desk.session.set_language("eo")
    assert "90" not in home.example.text(), "in another language the steps last longer or shorter"


@pytest.mark.parametrize("size", [*SIZES, (1600, 900)])
def test_the_example_is_in_sight_without_scrolling(qtbot, size):
    desk = Desk(qtbot, size)
    example = desk.window.detail.home.example
    QApplication.processEvents()
    assert example.visibleRegion().boundingRect().height() == example.height()


def test_i_play_with_the_space_bar_and_walk_with_the_arrows(desk):
    desk.session.open_procedure("tace")
    desk.window.stage.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.state.playing
    desk.press(KEY.Key_Space)
    assert not desk.state.playing
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right)
    assert desk.session.board.step_index(desk.state.playhead) == 2
    desk.press(KEY.Key_Left)
    assert desk.session.board.step_index(desk.state.playhead) == 1
    desk.press(KEY.Key_4)
    assert desk.session.board.state_at(desk.state.playhead).step == "treat"
    desk.press(KEY.Key_End)
    assert desk.state.playhead == desk.session.board.length
    desk.press(KEY.Key_Home)
    assert desk.state.playhead == 0.0


def test_a_click_does_not_steal_the_space_bar(desk):
    desk.session.open_procedure("tace")
    desk.window.stage.setFocus()
    desk.click(desk.window.transport.next)
    desk.press(KEY.Key_Space)
    assert desk.state.playing


def test_a_focused_button_is_pressed_by_the_space_bar_and_by_enter(desk):
    desk.session.open_procedure("tace")
    desk.window.transport.next.setFocus()
    desk.press(KEY.Key_Space)
    assert not desk.state.playing
    assert desk.session.board.step_index(desk.state.playhead) == 1
    desk.press(KEY.Key_Return)
    assert desk.session.board.step_index(desk.state.playhead) == 2


def test_i_scrub_with_the_pointer(desk):
    desk.session.open_procedure("tace")
    desk.session.play()
    scrubber = desk.window.transport.scrubber
    left, right = scrubber.bars[2]
    start, end = desk.session.board.phase_span(desk.session.board.steps[5].phase)
    middle = QPoint(round((left + right) / 2), scrubber.height() // 2)
    desk.bot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=middle)
    assert desk.state.playhead == pytest.approx((start + end) / 2, abs=0.2)
    assert not desk.state.playing, "the playhead stays under the finger"
    desk.bot.mouseMove(scrubber, QPoint(round(left) + 1, 10))
    assert desk.state.playhead == pytest.approx(start, abs=0.3)
    desk.bot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(round(left) + 1, 10))
    assert desk.state.playing


def test_i_change_speed_phase_and_way_in(desk):
    desk.session.open_procedure("tace")
    desk.click(desk.window.transport.speed)
    assert desk.state.speed == 2.0
    desk.click(desk.window.transport.phases[2])
    assert desk.session.board.state_at(desk.state.playhead).step == "map"
    desk.window.detail.step.scroller.ensureWidgetVisible(desk.window.detail.step.choices["access"])
    desk.click(desk.window.detail.step.choices["access"].segments["wrist"])
    assert dict(desk.state.choices) == {"access": "wrist"}
    assert desk.session.board.state_at(desk.state.playhead).step == "map"
