"""The window around empty views: everything but stage and doctor's screen is the real thing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from irexplainer.library.load import load_library
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.app import application
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.dress import load_fonts
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow
from tests.ui.boards import boards

SIZES = ((1920, 1080), (1366, 768), (1080, 1920))
THEMES = ("light", "dark", "high_contrast")


class EmptyStage(QWidget):
    """Remembers what was asked of it."""

    def __init__(self):
        super().__init__()
        self.asked = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def zoom_in(self):
        self.asked.append("in")

    def zoom_out(self):
        self.asked.append("out")

    def zoom_home(self):
        self.asked.append("home")

    def walk_on(self, by):
        self.asked.append(f"walk {by}")

    def show_captions(self, shown):
        self.asked.append(f"captions {shown}")


class Desk:
    """A person in front of the program: sentences of a journey."""

    def __init__(self, qtbot, size=(1920, 1080), state=None, **fields):
        application()
        load_fonts()
        self.bot = qtbot
        self.seconds = 0.0
        library = load_library()
        self.clock = FrameClock(lambda: self.seconds)
        self.session = Session(library, boards(library), state or SessionState(**fields))
        self.window = MainWindow(self.session, Services(library), self.clock, EmptyStage(), QLabel())
        self.window.resize(*size)
        self.window.show()
        qtbot.addWidget(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def state(self):
        return self.session.state

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        focused = self.window.focusWidget() or self.window
        self.bot.keyClick(focused, key, modifier)

    def write(self, text):
        self.bot.keyClicks(self.window.topbar.search.field, text)

    def click(self, widget):
        QApplication.processEvents()
        assert widget.isVisible(), f"{widget.accessibleName()!r} cannot be seen"
        assert widget.isEnabled()
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def choose(self, button, text):
        """Open a menu of the top bar and press a row."""
        self.click(button)
        rows = {row.text(): row for row in self.window.topbar.popover.rows}
        self.click(rows[text])

    def wait(self, seconds):
        """Let time pass."""
        for _ in range(round(seconds / 0.05)):
            self.seconds += 0.05
            self.clock.tick()

    def words(self, parent=None):
        """Everything that can be read at this moment."""
        QApplication.processEvents()
        parent = parent or self.window
        found = []
        for widget in parent.findChildren(QWidget):
            text = getattr(widget, "text", None)
            if widget.isVisible() and callable(text):
                found.append(str(text()))
        return " | ".join(found)
