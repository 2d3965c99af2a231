"""The mode switch: a pill with one bright segment."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.pressable import Pressable
from irexplainer.ui.shadow import Level, paint_shadow
from irexplainer.ui.text import draw_text

LIFT = Level(6, 1, 0.16, 0.40)
WEIGHTS = (600, 500)
LEAST_SCALE = 1.4
"""Text scale that letters keep at least where room is short."""
ABREAST = 3
"""More options than these stand in two rows: side by side they would be wider than a narrow pane."""


class Segment(Pressable):
    """One of several, painted as a lifted pill while checked."""

    def __init__(self, dress: Dress, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.dress = dress
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _room(self, share: float = 1.0) -> float:
        """Px that the bold text takes at a share of its size."""
        return QFontMetricsF(self.dress.font(15 * share, WEIGHTS[0])).horizontalAdvance(self.text())

    def _share(self) -> float:
        """Segments stand side by side and never wrap: where all are too wide for a narrow pane, letters give way."""
        return max(min(1.0, (self.width() - 12) / max(self._room(), 1.0)), self._least())

    def _least(self) -> float:
        return min(1.0, LEAST_SCALE / self.dress.scale)

    def sizeHint(self) -> QSize:
        """Room for the bold text."""
        return QSize(max(round(self._room() + 30), 100), max(44, self.dress.px(40)))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the text at its smallest."""
        return QSize(round(self._room(self._least()) + 20), self.sizeHint().height())

    def text_fits(self) -> bool:
        """True when no letter is cut off."""
        return self.width() >= self._room(self._share())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill and text."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (self.height() - self.dress.px(34)) / 2
        rect = QRectF(self.rect()).adjusted(2, inset, -2, -inset)
        on = self.isChecked()
        look = self.dress.look
        if on:
            paint_shadow(p, rect, rect.height() / 2, LIFT, look)
            p.setPen(QPen(self.dress.color("line"), 1))
            p.setBrush(self.dress.color("accent" if look.flat else "accent_soft" if not look.light else "panel"))
            p.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        role = ("on_accent" if look.flat else "accent") if on else "ink2"
        font = self.dress.font(15 * self._share(), WEIGHTS[0] if on else WEIGHTS[1])
        center = Qt.AlignmentFlag.AlignHCenter
        draw_text(p, QRectF(self.rect()), self.text(), font, self.dress.color(role), align=center, middle=True)
        if self.hasFocus():
            paint_ring(p, QRectF(self.rect()).adjusted(0, inset - 3, 0, 3 - inset), rect.height() / 2 + 3, self.dress)
        p.end()


class Segmented(QWidget):
    """A pill of segments. call(id) is called when a person chooses one."""

    def __init__(
        self, dress: Dress, call: Callable[[str], None], label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.dress, self._call = dress, call
        self.segments: dict[str, Segment] = {}
        self._box = QGridLayout(self)
        self._box.setContentsMargins(3, 0, 3, 0)
        self._box.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        dress.changed.connect(self._restyle)

    def set_options(self, options: list[tuple[str, str]], label: str = "") -> None:
        """(id, text) of each segment; made once, relabeled later."""
        columns = len(options) if len(options) <= ABREAST else (len(options) + 1) // 2
        for index, (id, text) in enumerate(options):
            if id not in self.segments:
                segment = Segment(self.dress, text, self)
                segment.clicked.connect(partial(self._press, id))
                self._box.addWidget(segment, *divmod(index, columns))
                self.segments[id] = segment
            self.segments[id].setText(text)
        if label:
            self.setAccessibleName(label)
            for segment in self.segments.values():
                segment.setAccessibleName(segment.text())
                segment.setAccessibleDescription(label)
        self._restyle()

    def select(self, id: str) -> None:
        """Show which one holds. (No QButtonGroup: it takes Tab away from all but the checked one.)"""
        for name, segment in self.segments.items():
            segment.setChecked(name == id)

    def _press(self, id: str, _checked: bool = False) -> None:
        self.select(id)
        self._call(id)

    def _restyle(self) -> None:
        for segment in self.segments.values():
            segment.updateGeometry()
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        flat = self.dress.look.flat
        row = self.height() / max(self._box.rowCount(), 1)
        inset = (row - self.dress.px(40)) / 2
        rect = QRectF(self.rect()).adjusted(0.5, inset + 0.5, -0.5, -inset - 0.5)
        p.setPen(QPen(self.dress.color("line"), 2 if flat else 1))
        p.setBrush(self.dress.color("inset"))
        p.drawRoundedRect(rect, row / 2 - inset, row / 2 - inset)
        p.end()
