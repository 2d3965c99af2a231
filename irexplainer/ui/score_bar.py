"""The reading grade of a text as a bar that ends before the limit, measured after the page is on show."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from irexplainer.ui.dress import Dress

LIMIT, MOST = 6.0, 10.0
"""Grade that no text for patients may pass, and the end of the scale."""


class ScoreBar(QLabel):
    """One scale for all texts: from grade 0 to MOST, with a mark at LIMIT. grade: None until measured."""

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress = dress
        self.grade: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_grade(self, grade: float) -> None:
        """Show a grade, and say it."""
        self.grade = grade
        words = self.tr("Reading grade {grade}, at most {limit} is allowed")
        self.setAccessibleName(words.format(grade=f"{grade:.1f}", limit=f"{LIMIT:g}"))
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar with the mark above and below it."""
        return QSize(160, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, mark of the limit."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress, wide, y = self.dress, self.width() - 2.0, (self.height() - 8) / 2
        p.setPen(QPen(dress.color("line"), 2) if dress.look.flat else Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush if dress.look.flat else dress.color("line"))
        p.drawRoundedRect(QRectF(1, y, wide, 8), 4, 4)
        p.setPen(Qt.PenStyle.NoPen)
        if self.grade is not None:
            length = max(wide * min(self.grade / MOST, 1.0), 8.0)
            left = 1 + wide - length if dress.rtl else 1.0
            p.setBrush(dress.color("accent" if self.grade <= LIMIT else "amber"))
            p.drawRoundedRect(QRectF(left, y, length, 8), 4, 4)
        at = wide * LIMIT / MOST
        p.setBrush(dress.color("ink"))
        p.drawRect(QRectF((wide - at if dress.rtl else at) + 0.25, y - 4, 1.5, 16))
        p.end()


class Measuring(QObject):
    """Measures one text after the other while nothing else is to be done; grades are kept.

    A text of some thousand words takes about 50 ms, all of them some seconds: too long for opening a page.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: dict[str, float] = {}
        self._jobs: list[tuple[str, Callable[[], str], Callable[[float], None]]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def clear(self) -> None:
        """Whoever asked is gone."""
        self._jobs.clear()
        self._timer.stop()

    def ask(self, key: str, text: Callable[[], str], tell: Callable[[float], None]) -> None:
        """Tell the grade of a text, at once where it is known."""
        if key in self._kept:
            tell(self._kept[key])
            return
        self._jobs.append((key, text, tell))
        self._timer.start()

    @property
    def done(self) -> bool:
        """True when everybody has been told."""
        return not self._jobs

    def _next(self) -> None:
        from irexplainer.library.reading import grade

        if self._jobs:
            key, text, tell = self._jobs.pop(0)
            self._kept[key] = grade(text())
            tell(self._kept[key])
        if not self._jobs:
            self._timer.stop()
