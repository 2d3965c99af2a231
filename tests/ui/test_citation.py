"""Marks of sources: small numbers that lead to the source."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from irexplainer.ui.citation import Cited, Mark, MarkButton, split_marks
from irexplainer.ui.source_entry import SourceEntry
from tests.ui.fakes import THEMES, Desk


def test_marks_become_numbers():
    assert split_marks("Pain in 20 % [S9]; death 0.6 % [S8, S12].") == (
        "Pain in 20 %9; death 0.6 %8,12.",
        [Mark(12, 1, "S9"), Mark(26, 2, "S8"), Mark(28, 2, "S12")],
    )
    assert split_marks("10 minutes [S2][S33].") == ("10 minutes2,33.", [Mark(10, 2, "S2"), Mark(12, 2, "S33")])
    assert split_marks("[plain] words [a](b)") == ("[plain] words [a](b)", [])


def marks_of(desk, number):
    desk.words()
    found = [b for b in desk.window.detail.findChildren(MarkButton) if b.isVisible() and b.id == f"S{number}"]
    assert found
    return found[0]


@pytest.mark.parametrize("language", ["en", "en-XA", "ar-XB"])
def test_no_raw_mark_is_shown(qtbot, language):
    desk = Desk(qtbot, language=language, mode="study")
    for id in desk.session.library.procedures:
        desk.session.open_procedure(id)
        for step in desk.session.board.steps:
            desk.session.seek(step.start)
            assert "[S" not in desk.words(desk.window.detail.pages)
        for section in ("what_it_is", "after", "benefits", "risks"):
            desk.session.select_section(section)
            assert "[S" not in desk.words(desk.window.detail.pages), section


@pytest.mark.parametrize("theme", THEMES)
def test_a_mark_in_a_step_opens_its_source_and_back_leads_to_the_step(qtbot, theme):
    desk = Desk(qtbot, theme=theme, mode="study")
    desk.session.open_procedure("tace", "feeder")
    mark = marks_of(desk, 5)
    assert mark.accessibleName() == "Source 5"
    desk.window.detail.step.scroller.ensureWidgetVisible(mark)
    desk.click(mark)
    assert desk.state.section == "sources"
    entry = desk.window.focusWidget()
    assert isinstance(entry, SourceEntry)
    assert entry.accessibleName().startswith("Source 5: ")
    QApplication.processEvents()
    assert entry.visibleRegion().boundingRect().height() > entry.height() * 0.9
    desk.click(desk.window.detail.section.back)
    assert desk.state.section == "step"


def test_marks_are_reached_and_pressed_with_keys_and_lead_back_to_the_page(qtbot):
    desk = Desk(qtbot, mode="study")
    desk.session.open_procedure("tace")
    desk.session.select_section("risks")
    mark = marks_of(desk, 12)
    assert mark in desk.window.focus_stops()
    mark.setFocus(Qt.FocusReason.TabFocusReason)
    assert not mark.grab().toImage().isNull()
    desk.press(Qt.Key.Key_Return)
    assert desk.state.section == "sources"
    assert desk.window.detail.section.back.text() == "Back to: Risks"
    desk.click(desk.window.detail.section.back)
    assert desk.state.section == "risks"
    assert desk.window.detail.section.back.text() == "Back to the steps"


@pytest.mark.parametrize("language", ["en", "ar-XB"])
def test_numbers_stand_inside_their_text_and_above_no_other(qtbot, language):
    desk = Desk(qtbot, language=language, mode="study")
    desk.session.open_procedure("tace")
    desk.session.select_section("risks")
    desk.words()
    texts = [t for t in desk.window.detail.section.findChildren(Cited) if t.isVisible() and t.marks]
    assert texts
    for text in texts:
        for (_, place), button in zip(text._places(), text.buttons, strict=True):
            assert text.rect().adjusted(-1, -1, 1, 1).contains(place.toRect())
            assert button.geometry().adjusted(-1, -1, 1, 1).contains(place.toRect())
            assert place.width() >= 5
