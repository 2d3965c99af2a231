"""The page that compares IR, surgery, medicine and waiting for one problem at a time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from irexplainer.library.compare_types import ASPECTS
from irexplainer.library.load import load_library
from irexplainer.ui.text import Text
from tests.ui.fakes import SIZES, Desk
from tests.ui.test_text_fits import clipped

KEY = Qt.Key


def page(desk):
    return desk.window.detail.over["compare"]


def test_i_choose_a_problem_and_read_what_each_way_means(qtbot):
    desk = Desk(qtbot)
    desk.click(desk.window.detail.home.pages["compare"])
    assert "under 6 mm" in desk.words(page(desk))
    desk.click(page(desk).chips["gallbladder"])
    said = desk.words(page(desk))
    assert "IR is not always better" in said
    assert "CHOCOLATE" in said
    assert "under 6 mm" not in said


def test_i_go_on_to_the_treatment_itself(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("compare")
    desk.click(page(desk).chips["prostate"])
    desk.click(page(desk).open)
    assert desk.state.procedure == "prostate-artery-embolization"
    assert not page(desk).is_open


def test_keys_choose_keep_the_focus_and_leave(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("compare")
    page(desk).chips["liver"].setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(KEY.Key_Space)
    assert page(desk).shown == "liver"
    assert page(desk).chips["liver"].hasFocus()
    desk.bot.keyClick(page(desk), KEY.Key_Escape)
    assert desk.state.page == ""


def test_a_cell_says_by_itself_what_it_is_about(qtbot):
    desk = Desk(qtbot)
    desk.session.open_page("compare")
    names = [text.accessibleName() for text in page(desk).findChildren(Text)]
    assert "Surgery, Numbing and sleep: Mostly full sleep." in names


def test_every_problem_has_waiting_a_risk_side_and_sources():
    library = load_library()
    texts = library.way_text("en")
    for problem in library.problems.values():
        assert {"ir", "surgery", "waiting"} <= set(problem.ways)
        for way in problem.ways:
            assert all(getattr(texts[f"{problem.id}-{way}"], name) for name in ASPECTS), (problem.id, way)
        own = {source.id for source in library.procedures[problem.procedure].sources}
        assert set(problem.sources) <= own
        assert set(problem.further) <= set(library.way_sources)
    used = {problem.id for problem in library.problems.values()}
    used |= {f"{problem.id}-{way}" for problem in library.problems.values() for way in problem.ways}
    assert set(texts) == used


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_it_fits(qtbot, language, size):
    desk = Desk(qtbot, size, language=language)
    for scale in (1.0, 2.0):
        desk.session.set_text_scale(scale)
        desk.session.open_page("compare")
        for id in ("liver", "kidney"):
            page(desk).choose(id)
            QApplication.processEvents()
            assert clipped(desk) == []
            assert desk.window.rect().contains(page(desk).frame.geometry())
        page(desk).close_it()
