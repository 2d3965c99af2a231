"""Words of the glossary in the texts, and the page that holds all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from irexplainer.library.load import load_library
from irexplainer.library.terms import TermFinder
from irexplainer.library.types import Term
from irexplainer.ui.term import TermButton
from tests.ui.fakes import SIZES, Desk
from tests.ui.test_text_fits import clipped

KEY = Qt.Key
GLOSSARY = {
    "artery": Term("Artery", "Carries blood from the heart.", ["arteries"]),
    "anesthesia": Term("Anesthesia", "Takes away feeling.", ["general anesthesia"]),
    "narcosis": Term("Narcosis", "See there.", [], "anesthesia"),
}


def test_the_longest_name_wins_once_and_whole_words_only():
    finder = TermFinder(GLOSSARY)
    text = "Arteries: general anesthesia near an artery. Subarteries."
    assert [(text[s.start : s.start + s.length], s.id) for s in finder.find(text)] == [
        ("Arteries", "artery"),
        ("general anesthesia", "anesthesia"),
    ]
    assert finder.find("An artery again, and narcosis.") == []


def buttons(desk):
    QApplication.processEvents()
    return desk.window.detail.section.findChildren(TermButton)


@pytest.fixture
def desk(qtbot):
    made = Desk(qtbot)
    made.session.open_procedure("tace")
    made.session.select_section("what_it_is")
    return made


def test_a_press_says_what_a_word_means_and_a_second_one_closes(desk):
    word = buttons(desk)[0]
    desk.click(word)
    card = desk.window.detail.section.terms.card
    assert word.accessibleDescription() in desk.words(card)
    assert desk.window.rect().contains(card.geometry().adjusted(40, 40, -40, -40))
    desk.click(word)
    assert not card.is_open


def test_keys_open_and_escape_closes_the_card_alone(desk):
    word = buttons(desk)[0]
    word.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(word, KEY.Key_Return)
    card = desk.window.detail.section.terms.card
    assert card.is_open
    desk.bot.keyClick(word, KEY.Key_Escape)
    assert not card.is_open
    assert desk.state.section == "what_it_is"


def test_the_card_goes_with_the_page(desk):
    desk.click(buttons(desk)[0])
    desk.session.select_section("risks")
    assert not desk.window.detail.section.terms.card.is_open
    desk.click(buttons(desk)[0])
    desk.session.home()
    assert not desk.window.detail.section.terms.card.is_open


def test_each_word_is_marked_once_and_lies_on_its_letters(desk):
    found = buttons(desk)
    names = [word.accessibleName() for word in found]
    assert len(names) == len(set(names))
    for word in found:
        assert word.spot.width() > 8
        assert word.parentWidget().rect().adjusted(-6, -14, 6, 14).contains(word.geometry())


def test_the_page_of_words_holds_every_term(qtbot):
    desk = Desk(qtbot)
    desk.click(desk.window.detail.home.pages["words"])
    said = desk.words(desk.window.detail.over["words"])
    for term in load_library().glossary("en").values():
        if not term.see:
            assert term.definition in said


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_words_fits(qtbot, size):
    desk = Desk(qtbot, size, language="en-XA")
    for scale in (1.0, 2.0):
        desk.session.set_text_scale(scale)
        desk.session.open_page("words")
        QApplication.processEvents()
        assert clipped(desk) == []
        desk.window.detail.over["words"].close_it()
