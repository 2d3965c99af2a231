"""What people do, as they would tell it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from irexplainer.session.state import SECTIONS
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


def test_i_read_more_as_a_clinician_and_as_a_student(desk):
    desk.session.open_procedure("tace", "numb")
    assert "For clinicians" not in desk.words(desk.window.detail)
    desk.click(desk.window.topbar.modes.segments["clinician"])
    assert "For clinicians" in desk.words(desk.window.detail)
    assert "Study card" not in desk.words(desk.window.detail)
    desk.click(desk.window.topbar.modes.segments["study"])
    assert "Study card" in desk.words(desk.window.detail)


def test_i_read_benefits_and_risks_with_numbers_as_people(desk):
    desk.session.open_procedure("tace")
    desk.click(desk.window.detail.step.more)
    assert desk.state.section == "benefits"
    assert desk.window.detail.section.figures
    for id in SECTIONS:
        desk.session.select_section(id)
        assert desk.window.detail.section.chips[id].isChecked()
        assert len(desk.words(desk.window.detail.section)) > 200
        assert desk.window.detail.section.scroller.verticalScrollBar().value() == 0
    desk.session.select_section("sources")
    assert "Waiting for review by a clinician" in desk.words(desk.window.detail)
    desk.session.select_section("during")
    assert "Numbing the skin" in desk.words(desk.window.detail)
    desk.click(desk.window.detail.section.back)
    assert desk.state.section == "step"


@pytest.mark.parametrize("id", ["tace", "uterine-fibroid-embolization", "cryoablation", "nephrostomy-tube-placement"])
@pytest.mark.parametrize("section", ["benefits", "risks"])
def test_every_figure_is_said_once(desk, id, section):
    desk.session.open_procedure(id)
    desk.session.select_section(section)
    prose = desk.session.procedure.texts["en"].sections[section]
    kind = section.removesuffix("s")
    for figure in desk.session.procedure.figures:
        assert figure.kind != kind or f"{figure.count:g} of {figure.out_of:,}" not in prose
    words = desk.words(desk.window.detail.section)
    for figure_id, sentence in desk.session.procedure.texts["en"].numbers.items():
        own = next(f for f in desk.session.procedure.figures if f.id == figure_id)
        assert words.count(sentence) == (1 if own.kind == kind else 0)


def test_on_a_small_screen_topics_wait_behind_a_button(qtbot):
    desk = Desk(qtbot, (1366, 768))
    desk.session.open_procedure("tace")
    desk.session.select_section("benefits")
    page = desk.window.detail.section
    assert not page.chips["sources"].isVisible()
    assert page.toggle.accessibleName() == "Topics: Benefits, 6 of 11"
    page.toggle.setFocus()
    desk.press(KEY.Key_Space)
    assert set(page.chips.values()) <= set(desk.window.focus_stops())
    page.chips["sources"].setFocus()
    desk.press(KEY.Key_Return)
    assert desk.state.section == "sources"
    assert not page.chips["sources"].isVisible()
    assert desk.window.focusWidget() is page.toggle


def test_on_a_large_screen_topics_are_all_there(desk):
    desk.session.open_procedure("tace")
    desk.session.select_section("benefits")
    QApplication.processEvents()
    assert not desk.window.detail.section.toggle.isVisible()
    assert all(chip.isVisible() for chip in desk.window.detail.section.chips.values())


def test_i_choose_colors_text_size_and_language(desk):
    top = desk.window.topbar
    desk.choose(top.theme, "Dark")
    assert desk.state.theme == "dark"
    assert desk.window.dress.look.name == "dark"
    desk.choose(top.size_, "300 %")
    assert desk.state.text_scale == 3.0
    desk.press(KEY.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert desk.state.text_scale == 1.0
    desk.press(KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.press(KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier)
    assert desk.state.text_scale == 1.5
    desk.press(KEY.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert desk.state.text_scale == 1.25
    desk.choose(top.theme, "Less movement")
    assert desk.state.reduced_motion


def test_i_read_it_in_another_language(desk):
    desk.session.open_procedure("tace")
    desk.session.set_language("en-XA")
    assert "[Þļåý" in desk.window.transport.play.accessibleName() or "[" in desk.window.transport.play.accessibleName()
    assert "Benefits" not in desk.words(desk.window.detail)
    desk.session.set_language("ar-XB")
    assert desk.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert desk.window.stage.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert desk.window.sidebar.x() > desk.window.detail.x()
    search = desk.window.topbar.search
    QApplication.processEvents()
    assert search.width() - search.field.geometry().right() > 30, "the magnifier stands where reading begins"
    desk.window.stage.setFocus()
    desk.press(KEY.Key_Left)
    assert desk.session.board.step_index(desk.state.playhead) == 1, "the time line runs to the left"
    desk.session.set_language("en")
    assert desk.window.sidebar.x() == 0


def test_a_language_without_texts_says_so(desk):
    desk.session.open_procedure("tace")
    desk.session.set_language("eo")
    assert "only there in English" in desk.words(desk.window.detail)


def test_i_ask_for_the_keys_and_for_what_this_is(desk):
    desk.press(KEY.Key_F1)
    assert "Play or pause" in desk.words(desk.window.keys)
    assert desk.window.keys.isAncestorOf(QApplication.focusWidget())
    desk.press(KEY.Key_Tab)
    assert desk.window.keys.isAncestorOf(QApplication.focusWidget()), "Tab stays inside"
    desk.press(KEY.Key_Escape)
    assert not desk.window.keys.is_open
    desk.click(desk.window.topbar.about)
    assert "Apache License" in desk.words(desk.window.about)
    said = desk.words(desk.window.about)
    assert said.count("aiting for review by a clinician") == len(desk.session.library.procedures)
    assert said.count("Reading grade ") == len(desk.session.library.procedures)
    for part in ("CC BY 4.0", "SIL Open Font License", "Lucide", "LGPL", "Version "):
        assert part in said
    desk.bot.mouseClick(desk.window.about, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not desk.window.about.is_open


def test_i_zoom_and_hide_the_words(desk):
    desk.session.open_procedure("tace")
    for button in desk.window.tools.buttons:
        desk.click(button)
    desk.click(desk.window.tools.buttons[3])
    assert desk.window.stage.asked == ["in", "out", "home", "captions False", "captions True"]


def test_full_screen_and_back(desk):
    desk.press(KEY.Key_F11)
    assert desk.window.isFullScreen()
    desk.press(KEY.Key_F11)
    assert not desk.window.isFullScreen()


def test_on_a_small_screen_the_shelf_opens_over_the_picture(qtbot):
    desk = Desk(qtbot, (1366, 768))
    assert not desk.window.sidebar.isVisible()
    desk.click(desk.window.rail.open_button)
    assert desk.window.sidebar.isVisible()
    desk.press(KEY.Key_Escape)
    assert not desk.window.sidebar.isVisible()
    desk.click(desk.window.rail.tiles["liver"])
    assert desk.state.group == "liver"
    desk.click(desk.window.sidebar.rows["tace"])
    assert desk.state.procedure == "tace"
    assert not desk.window.sidebar.isVisible()
    desk.click(desk.window.rail.tiles["liver"])
    assert desk.state.procedure == "tace", "its own shelf opens, the picture stays"
    desk.bot.mouseClick(desk.window.stage, Qt.MouseButton.LeftButton, pos=QPoint(700, 100))
    assert not desk.window.sidebar.isVisible()


def test_on_an_upright_screen_the_text_stands_below(qtbot):
    desk = Desk(qtbot, (1080, 1920))
    assert desk.window.sidebar.isVisible()
    desk.click(desk.window.sidebar.rows["liver"])
    desk.click(desk.window.sidebar.rows["tace"])
    assert not desk.window.sidebar.isVisible()
    assert desk.window.detail.y() >= desk.window.stage.geometry().bottom()
    assert desk.window.detail.monitor.geometry().right() < desk.window.detail.pages.geometry().left() + 2
    desk.click(desk.window.topbar.menu)
    assert desk.window.sidebar.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_window_can_be_pulled_to_any_size(qtbot, size):
    desk = Desk(qtbot, size)
    desk.session.open_procedure("tace")
    for width, height in ((640, 480), (900, 600), (700, 1400), (2560, 1440), (3840, 2160), size):
        desk.window.resize(width, height)
        for pane in (desk.window.topbar, desk.window.stage, desk.window.detail):
            assert desk.window.rect().contains(pane.geometry()), (width, height, pane)
            assert pane.width() > 100
