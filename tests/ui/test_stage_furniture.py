"""Furniture of the stage is see-through: where two pieces lie close together nothing is painted twice."""

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from irexplainer.library.load import load_library
from irexplainer.session.session import Session
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.regions import rects
from irexplainer.ui.services import Services
from irexplainer.ui.settle import wait_until
from irexplainer.ui.stage import StageView

SIZE = (1136, 1008)


@pytest.fixture
def stage(qtbot):
    services = Services(load_library())
    session = Session(services.library, services.board)
    session.set_mode("clinician")  # the scale bar stands just above the caption
    stage = StageView(session, services, FrameClock())
    qtbot.addWidget(stage)
    stage.resize(*SIZE)
    stage.show()
    qtbot.waitExposed(stage)
    session.open_procedure("tace", "steer")
    QCoreApplication.processEvents()
    assert wait_until(lambda: stage.settled and services.worker.idle, 30)
    yield stage
    services.close()


def test_close_pieces_are_painted_once(stage):
    scene, moment = stage._scene, stage._current()
    words = stage._picture_words()
    dirty = QRegion(QRect(0, 0, *SIZE))
    once = _ground()
    p = QPainter(once)
    scene._paint_furniture(p, dirty, moment, words)
    p.end()
    whole = _ground()
    p = QPainter(whole)
    p.drawImage(0, 0, scene._furniture)
    p.end()
    for part in rects(scene._pieces):
        assert once.copy(part) == whole.copy(part)


def _ground():
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#F3EDE5"))
    return image
