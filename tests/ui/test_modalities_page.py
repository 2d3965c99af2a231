"""The page that compares the kinds of pictures, and the card on how to read one of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from irexplainer.library.load import load_library
from irexplainer.ui.modalities_page import KINDS, DoseBar
from irexplainer.ui.reading_card import ReadingCard
from irexplainer.ui.settle import wait_until
from tests.ui.fakes import SIZES, THEMES, Desk
from tests.ui.test_text_fits import clipped

KEY = Qt.Key


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def page(desk):
    return desk.window.detail.over["modalities"]


def test_i_come_from_home_compare_and_go_back_with_escape(desk):
    desk.click(desk.window.detail.home.pages["modalities"])
    assert desk.state.page == "modalities"
    assert page(desk).is_open
    said = desk.words(page(desk))
    for words in ("Ultrasound", "X-ray, live", "X-ray with dye", "CT", "MRI", "almost 3 years", "Loud knocking"):
        assert words in said
    desk.bot.keyClick(page(desk), KEY.Key_Escape)
    assert desk.state.page == ""
    assert not page(desk).is_open


def test_i_find_the_page_by_searching_for_a_kind_of_picture(desk):
    for text in ("mri", "radiation", "compare pictures"):
        desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
        desk.window.topbar.search.field.clear()
        desk.write(text)
        assert "Compare the kinds of pictures" in desk.words(desk.window.topbar.search.results), text
        desk.press(KEY.Key_Return)
        assert page(desk).is_open
        page(desk).close_it()
        assert desk.state.page == ""


def test_playing_stops_while_i_compare_and_the_procedure_is_still_there(desk):
    desk.session.open_procedure("tace", "12")
    desk.session.play()
    desk.session.open_page("modalities")
    assert not desk.state.playing
    desk.session.up()
    assert (desk.state.page, desk.state.procedure) == ("", "tace")
    assert desk.state.playhead == pytest.approx(12.0)


def test_pictures_of_the_same_part_are_made_in_the_background(desk):
    desk.session.open_page("modalities")
    assert wait_until(lambda: len(page(desk)._made) == len(KINDS), 120)
    for kind in ("ultrasound", "fluoroscopy", "angiography", "ct"):
        assert not page(desk).pictures[kind].image.isNull(), kind
    for kind in KINDS:
        shown = page(desk).pictures[kind]
        assert shown.image.isNull() != (shown.words == ""), "a picture, or words that there is none"


def test_doses_stand_on_one_scale_and_numbers_are_for_clinicians(desk):
    for mode, numbers in (("patient", False), ("clinician", True)):
        desk.session.set_mode(mode)
        desk.session.open_page("modalities")
        bars = page(desk).findChildren(DoseBar)
        assert len({bar.most for bar in bars}) == 1
        assert all(bar.numbers is numbers for bar in bars)
        assert [bar.accessibleName() for bar in bars].count("No X-rays") == 2
        page(desk).close_it()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_page_and_card_fit(qtbot, language, size, theme):
    desk = Desk(qtbot, size, language=language, theme=theme, mode="study")
    for scale in (1.0, 2.0) if theme == "light" else (1.0,):
        desk.session.set_text_scale(scale)
        desk.session.open_page("modalities")
        QApplication.processEvents()
        assert clipped(desk) == []
        assert desk.window.rect().contains(page(desk).frame.geometry())
        page(desk).close_it()
        card = ReadingCard(desk.window.dress, desk.window, desk.session)
        for kind in KINDS:
            card.show_kind(kind)
            QApplication.processEvents()
            assert clipped(desk) == [], kind
            card.close_it()


def test_tab_stays_on_the_page(desk):
    desk.session.open_page("modalities")
    for _ in range(5):
        desk.press(KEY.Key_Tab)
        assert page(desk).isAncestorOf(desk.window.focusWidget())


def test_every_kind_has_words_sources_and_a_dose():
    library = load_library()
    texts = library.modalities("en")
    assert set(texts) == set(KINDS)
    for kind in KINDS:
        assert texts[kind].sources
        assert set(texts[kind].sources) <= set(library.modality_sources)
        assert (library.doses[kind].high == 0) == (texts[kind].dose.startswith("No X-rays"))
