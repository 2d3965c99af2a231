"""Names, roles, reach, contrast."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from irexplainer.paint.look import THEMES, Look
from irexplainer.session.commands import COMMANDS
from irexplainer.ui.icon_array import IconArray
from irexplainer.ui.keyboard import KEYS
from irexplainer.ui.style import GRAPHIC_PAIRS, TEXT_PAIRS, contrast
from tests.ui.fakes import SIZES, Desk
from tests.ui.test_text_fits import PLACES, go


@pytest.mark.parametrize("theme", THEMES)
def test_letters_have_contrast(theme):
    look = Look.of(theme)
    low = {pair: round(contrast(look.color(pair[0]), look.color(pair[1])), 2) for pair in TEXT_PAIRS}
    assert {pair: value for pair, value in low.items() if value < 7.0} == {}
    low = {pair: round(contrast(look.color(pair[0]), look.color(pair[1])), 2) for pair in GRAPHIC_PAIRS}
    assert {pair: value for pair, value in low.items() if value < 3.0} == {}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def controls(desk):
    kinds = (QAbstractButton, QLineEdit)
    return [w for w in desk.window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]


@pytest.mark.parametrize("size", SIZES)
def test_every_control_has_a_name_is_big_enough_and_is_reached_by_tab(qtbot, size):
    desk = Desk(qtbot, size)
    for place in PLACES:
        go(desk, place)
        stops = desk.window.focus_stops()
        for widget in controls(desk):
            name = widget.accessibleName()
            assert name, (place, widget)
            assert widget in stops, (place, name)
            if not isinstance(widget, QLineEdit):  # the whole pill around the field takes the press
                assert min(widget.height(), widget.width()) >= 44, (place, name, widget.size())
            made = QAccessible.queryAccessibleInterface(widget)
            assert made.text(QAccessible.Text.Name), (place, name)
            assert made.role() in (
                QAccessible.Role.Button,
                QAccessible.Role.CheckBox,
                QAccessible.Role.RadioButton,
                QAccessible.Role.EditableText,
            )


@pytest.mark.parametrize("size", SIZES)
def test_tab_walks_through_everything_and_comes_back(qtbot, size):
    desk = Desk(qtbot, size)
    desk.session.open_procedure("tace")
    stops = desk.window.focus_stops()
    stops[0].setFocus()
    walked = []
    for _ in stops:
        walked.append(desk.window.focusWidget())
        desk.bot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == stops
    assert desk.window.focusWidget() is stops[0]
    desk.bot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.focusWidget() is stops[-1]


def test_focus_can_be_seen(qtbot):
    desk = Desk(qtbot)
    desk.session.open_procedure("tace")
    for widget in desk.window.focus_stops():
        if widget is desk.window.stage or isinstance(widget, QLineEdit):
            continue
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = widget.grab().toImage()
        assert before != after, widget.accessibleName()


def test_every_key_of_the_table_does_something(qtbot):
    desk = Desk(qtbot)
    desk.session.open_procedure("tace", "15")
    for command in COMMANDS:
        if command.id in ("quit", "full_screen"):
            continue
        assert desk.window.run(command.id), command.id
        desk.window.keys.close_it()
        desk.session.open_procedure("tace", "15")
    assert set(KEYS.values()) == {c.id for c in COMMANDS}


def test_the_scrubber_says_where_it_is(qtbot):
    desk = Desk(qtbot)
    desk.session.open_procedure("tace", "12")
    made = QAccessible.queryAccessibleInterface(desk.window.transport.scrubber)
    assert made.role() == QAccessible.Role.Slider
    assert made.valueInterface().currentValue() == 12000


def test_painted_figures_say_what_they_show(qtbot):
    desk = Desk(qtbot)
    desk.session.open_procedure("cryoablation", "thaw")
    cycle = QAccessible.queryAccessibleInterface(desk.window.detail.step.cycle)
    assert cycle.role() == QAccessible.Role.StaticText
    assert "Thawing" in cycle.text(QAccessible.Text.Name)
    desk.session.select_section("risks")
    arrays = desk.window.detail.section.findChildren(IconArray)
    assert arrays
    for array in arrays:
        made = QAccessible.queryAccessibleInterface(array)
        assert made.role() == QAccessible.Role.StaticText
        assert made.text(QAccessible.Text.Name).endswith(f"of {array.out_of} people")
    assert len({array.out_of for array in arrays}) == 1, "the same number of people in every picture"
