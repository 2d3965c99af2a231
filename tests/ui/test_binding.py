"""The pin of PySide6 below 6.12 on Python before 3.12: there every void call loses a reference to None."""

import sys

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 4000


def test_void_calls_do_not_lose_references_to_none(qapp):
    thing, timer = QObject(), QTimer()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
        timer.setInterval(10)
        painter.fillRect(QRect(0, 0, 2, 2), QColor("red"))
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < CALLS / 100
