"""Journeys of readers, as a person would tell them: texts, looks, languages, screens."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from irexplainer.session.state import SECTIONS
from irexplainer.ui.score_bar import LIMIT
from irexplainer.ui.settle import wait_until
from tests.ui.fakes import SIZES, Desk

KEY = Qt.Key


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


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
    assert wait_until(lambda: desk.window.about.measuring.done, 120)
    said = desk.words(desk.window.about)
    assert said.count("aiting for review by a clinician") == len(desk.session.library.procedures)
    assert said.count("Reading grade ") == len(desk.session.library.procedures) + 3, "and three pages"
    scores = desk.window.about.scores
    assert all(bar.grade is not None and bar.grade <= LIMIT for bar in scores.values())
    assert "at most 6 is allowed" in scores["tace"].accessibleName()
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
