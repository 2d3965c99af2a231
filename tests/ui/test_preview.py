"""``--preview``: saving a file changes what is on show."""

import shutil

import pytest
from PySide6.QtWidgets import QLabel

from irexplainer.library.load import Library
from irexplainer.resources import content_dir
from irexplainer.session.session import Session
from irexplainer.ui.app import application
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.preview import Preview
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow
from tests.ui.boards import boards
from tests.ui.fakes import EmptyStage


@pytest.fixture
def room(tmp_path, qtbot):
    application()
    shutil.copytree(content_dir(), tmp_path / "content")
    library = Library(tmp_path / "content")
    services = Services(library)
    session = Session(library, boards(library))
    session.open_procedure("tace", "numb")
    window = MainWindow(session, services, FrameClock(), EmptyStage(), QLabel())
    window.show()
    qtbot.addWidget(window)
    preview = Preview("tace", library.folder, session, services, window)
    yield tmp_path / "content" / "procedures" / "tace" / "en.md", window
    preview.stop()


def test_a_saved_text_is_shown_at_once_and_the_moment_stays(room, qtbot):
    file, window = room
    before = window.session.state
    file.write_text(file.read_text("utf-8").replace("Numbing the skin", "Numbing it well"), "utf-8")
    qtbot.waitUntil(lambda: window.detail.step.title.text() == "Numbing it well", timeout=5000)
    assert window.session.state == before


def test_a_mistake_is_said_in_words_and_mended(room, qtbot):
    file, window = room
    good = file.read_text("utf-8")
    file.write_text(good.replace("[steps.numb]", "[steps.numb"), "utf-8")
    qtbot.waitUntil(lambda: window.message.is_open, timeout=5000)
    assert "en.md" in window.message.error.where
    assert window.detail.step.title.text() == "Numbing the skin"
    file.write_text(good, "utf-8")
    qtbot.waitUntil(lambda: not window.message.is_open, timeout=5000)
