"""No letter is cut off: long and right-to-left words, three sizes, three themes, large text."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from irexplainer.session.state import SECTIONS, SessionState
from tests.ui.fakes import SIZES, THEMES, Desk

PLACES = ("home", "group", "step", "treatment", "choices", *SECTIONS, "structure")


def go(desk, place):
    session = desk.session
    if place == "home":
        session.home()
    elif place == "group":
        session.open_group("kidneys")
    elif place in ("step", "treatment"):
        session.open_procedure("cryoablation", "numb" if place == "step" else "thaw")
    elif place == "choices":
        session.open_procedure("tumor-ablation", "treatment")  # the one with most options side by side
    elif place == "structure":
        session.show_structure("left_kidney")
    else:
        session.open_procedure("cryoablation")
        session.select_section(place)
    QApplication.processEvents()


def clipped(desk):
    """Every visible text that does not fit its place."""
    found = []
    for widget in desk.window.findChildren(QWidget):
        fits = getattr(widget, "text_fits", None)
        if fits is None or not widget.isVisible():
            continue
        if not fits():
            found.append((type(widget).__name__, widget.text(), widget.size().toTuple()))
    return found


def outside(desk):
    """Every control that sticks out of its pane sideways."""
    found = []
    for widget in desk.window.focus_stops():
        left = widget.mapTo(desk.window, widget.rect().topLeft()).x()
        if left < -1 or left + widget.width() > desk.window.width() + 1:
            found.append((widget.accessibleName(), left, widget.width()))
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_nothing_is_clipped(qtbot, language, size, theme):
    desk = Desk(qtbot, size, language=language, theme=theme, mode="study")
    for place in PLACES if theme == "light" else PLACES[:4]:
        go(desk, place)
        assert clipped(desk) == [], place
        assert outside(desk) == [], place


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("size", [*SIZES, (1280, 800)])
def test_nothing_is_clipped_in_large_text(qtbot, size, scale):
    desk = Desk(qtbot, size, text_scale=scale, mode="clinician")
    for place in PLACES:
        go(desk, place)
        assert clipped(desk) == [], place
        assert outside(desk) == [], place


@pytest.mark.parametrize("language", ["en", "en-XA", "ar-XB"])
def test_sheets_and_menus_fit(qtbot, language):
    desk = Desk(qtbot, (1366, 768), SessionState(language=language))
    top = desk.window.topbar
    for sheet in (desk.window.keys, desk.window.about):
        sheet.open_it()
        QApplication.processEvents()
        assert clipped(desk) == []
        assert desk.window.rect().contains(sheet.frame.geometry())
        sheet.close_it()
    for button in (top.theme, top.size_, top.language):
        desk.click(button)
        QApplication.processEvents()
        assert clipped(desk) == []
        desk.click(button)
