"""Twenty thousand random events on the whole window: nothing may raise, and the state stays sound."""

import random

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from irexplainer.errors import ExplainerError
from irexplainer.library.load import load_library
from irexplainer.session.commands import COMMANDS
from irexplainer.session.session import Session
from irexplainer.session.state import MODES, THEMES
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow

EVENTS = 5_000
SEEDS = (20260, 1, 2, 3)
KEYS = (
    Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_1, Qt.Key.Key_2,
    Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_Backspace, Qt.Key.Key_Escape,
    Qt.Key.Key_F1, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete,
)  # fmt: skip
SIZES = ((1366, 768), (1100, 760), (760, 980), (900, 640))


class Hand:
    """Makes one random event at a time; the same seed, the same events."""

    def __init__(self, window, session, seed):
        self.window, self.session, self.random = window, session, random.Random(seed)
        self.held = False

    def act(self):
        pick = self.random.random()
        for share, do in (
            (0.55, self.move), (0.70, self.click), (0.78, self.wheel), (0.88, self.key), (0.97, self.time),
            (0.997, self.verb), (1.1, self.look),
        ):  # fmt: skip
            if pick < share:
                return do()
        return None

    def place(self):
        x, y = self.random.randrange(self.window.width()), self.random.randrange(self.window.height())
        widget = self.window.childAt(x, y) or self.window
        return widget, QPointF(widget.mapFrom(self.window, QPoint(x, y)))

    def mouse(self, kind, button, buttons, widget, at):
        whole = QPointF(widget.mapToGlobal(at.toPoint()))
        QApplication.sendEvent(widget, QMouseEvent(kind, at, whole, button, buttons, Qt.KeyboardModifier.NoModifier))

    def move(self):
        widget, at = self.place()
        held = Qt.MouseButton.LeftButton if self.held else Qt.MouseButton.NoButton
        self.mouse(QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton, held, widget, at)

    def click(self):
        widget, at = self.place()
        left = Qt.MouseButton.LeftButton
        self.mouse(QMouseEvent.Type.MouseButtonPress, left, left, widget, at)
        if self.random.random() < 0.25:
            other = at + QPointF(self.random.randrange(-90, 90), self.random.randrange(-90, 90))
            self.mouse(QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton, left, widget, other)
        self.mouse(QMouseEvent.Type.MouseButtonRelease, left, Qt.MouseButton.NoButton, widget, at)

    def wheel(self):
        widget, at = self.place()
        turned = QPoint(0, self.random.choice((-480, -120, -15, 15, 120, 480)))
        event = QWheelEvent(
            at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def key(self):
        key = self.random.choice(KEYS)
        target = QApplication.focusWidget() or self.window
        text = chr(key).lower() if key in (Qt.Key.Key_A, Qt.Key.Key_E) else ""
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def time(self):
        self.session.tick(self.random.choice((0.016, 0.016, 0.1, 1.0)))

    def verb(self):
        session, pick = self.session, self.random
        procedure = session.procedure
        verbs = [
            lambda: session.open_procedure(pick.choice(list(session.library.procedures))),
            lambda: session.seek(pick.uniform(-5, 200)),
            lambda: session.set_mode(pick.choice(MODES)),
            lambda: session.step(pick.choice((-1, 1))),
            session.toggle_play,
            session.home,
            lambda: self.window.run(pick.choice([c.id for c in COMMANDS if c.id not in ("quit", "full_screen")])),
        ]
        if procedure is not None and procedure.choices:
            choice = pick.choice(procedure.choices)
            verbs.append(lambda: session.choose(choice.id, pick.choice(choice.options)))
        pick.choice(verbs)()

    def look(self):
        session, pick = self.session, self.random
        if pick.random() < 0.15:
            self.window.resize(*pick.choice(SIZES))
        elif pick.random() < 0.2:
            session.set_theme(pick.choice(THEMES))
        elif pick.random() < 0.2:
            session.set_text_scale(pick.choice((1.0, 1.0, 1.5, 2.5)))
        else:
            session.set_reduced_motion(pick.random() < 0.5)


@pytest.fixture
def window(qtbot):
    library = load_library()
    services = Services(library)
    session = Session(library, services.board)
    window = MainWindow(session, services, FrameClock())
    qtbot.addWidget(window)
    window.resize(*SIZES[0])
    window.show()
    services.warm_up()
    yield window
    services.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_events(qtbot, window, seed):
    hand = Hand(window, window.session, seed)
    with qtbot.captureExceptions() as caught:
        for index in range(EVENTS):
            try:
                hand.act()
            except ExplainerError as error:
                pytest.fail(f"event {index}: {error}")
            if index % 60 == 59:
                QCoreApplication.processEvents()
            if caught:
                pytest.fail(f"event {index}: {caught[0]!r}")
    state = window.session.state
    board = window.session.board
    assert state.procedure is None or 0 <= state.playhead <= board.length
    assert (board is None) == (state.procedure is None)
    assert window.services.layers.bytes <= window.services.layers.limit
    assert all(node.name for node in window.stage.nodes())
