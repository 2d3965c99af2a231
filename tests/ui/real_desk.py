"""The program with its real stage, for journeys."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.window import MainWindow
from tests.ui.fakes import Desk


class RealDesk(Desk):
    """A person in front of the program with its real stage; time passes when they wait."""

    def __init__(self, qtbot, services, size=(1366, 768), **fields):
        self.bot, self.seconds, self.services = qtbot, 0.0, services
        self.clock = FrameClock(lambda: self.seconds)
        self.session = Session(services.library, services.board, SessionState(**fields))
        self.window = MainWindow(self.session, services, self.clock, monitor=QLabel())
        self.window.resize(*size)
        self.window.show()
        qtbot.addWidget(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.stage = self.window.stage
        self.stage.setFocus()
        self.stage.grab()

    def spot(self, x, y):
        """Px of a point of the body, cm."""
        return QPoint(*(round(v) for v in self.stage.where()[0].to_screen(x, y)))

    def press_at(self, x, y):
        QTest.mouseClick(self.stage, Qt.MouseButton.LeftButton, pos=self.spot(x, y))

    def point_at(self, x, y):
        at = self.spot(x, y)
        id = self.stage.node_at(at.x(), at.y())
        self.stage.hover(id, QPointF(at))
        return id

    def node(self, id):
        return next(node for node in self.stage.nodes() if node.id == id)
