"""The line of the four phases: shows how far the playhead is and takes it along."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from irexplainer.session.session import Session
from irexplainer.ui.button import paint_ring
from irexplainer.ui.content import PHASES
from irexplainer.ui.dress import Dress

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

UNITS = 1000
"""Slider units per second of the storyboard / 1000: values are milliseconds."""
THICK = 4.0


class Scrubber(QAbstractSlider):
    """Bars under the four phases. Click or drag seeks; with the focus, arrows go by one second.

    bars: (left, right) in px of each phase, in reading order; set by the transport bar.
    """

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.bars: tuple[tuple[float, float], ...] = ()
        self._dragging = False
        self._was_playing = False
        self._shown: tuple[object, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSingleStep(UNITS)
        self.actionTriggered.connect(self._act)
        dress.changed.connect(self.update)

    def refresh(self) -> None:
        """Name in the language of the interface."""
        self.setAccessibleName(self.tr("Position in the procedure"))

    def sync(self) -> None:
        """Take range and value from the session."""
        board = self.session.board
        if board is None:
            return
        playhead = self.session.state.playhead
        head = self._head(board, playhead)
        shown = (id(board), None if head is None else round(head * 2), self.session.state.playing)
        if shown == self._shown and self.session.state.playing:
            return  # not half a pixel further: nothing to paint
        self._shown = shown
        blocked = self.blockSignals(True)
        self.setRange(0, round(board.length * UNITS))
        self.setPageStep(round(board.length * UNITS / 20))
        self.setValue(round(playhead * UNITS))
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """A finger high."""
        return QSize(400, 28)

    def _spans(self, board: "Storyboard") -> list[tuple[float, float]]:
        return [board.phase_span(phase) for phase in PHASES if any(s.phase is phase for s in board.steps)]

    def _head(self, board: "Storyboard", playhead: float) -> float | None:
        """Px of the playhead in reading direction."""
        for (left, right), (start, end) in zip(self.bars, self._spans(board), strict=False):
            if playhead < end or end >= board.length:
                return left + (right - left) * min(max((playhead - start) / max(end - start, 1e-6), 0.0), 1.0)
        return None

    def seconds_at(self, x: float) -> float | None:
        """Time under a place in px of the reading direction, or None without a board."""
        board = self.session.board
        if board is None or not self.bars:
            return None
        x = self.width() - x if self.dress.rtl else x
        for (left, right), (start, end) in zip(self.bars, self._spans(board), strict=False):
            if x <= right or (left, right) == self.bars[-1]:
                share = min(max((x - left) / max(right - left, 1.0), 0.0), 1.0)
                return start + share * (end - start)
        return None

    def _act(self, _action: int) -> None:
        self.session.seek(self.sliderPosition() / UNITS)

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek and hold the playhead while the button is down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._was_playing = self.session.state.playing
            self.session.pause()
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._dragging:
            self._seek(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on playing if it played."""
        if self._dragging and self._was_playing:
            self.session.play()
        self._dragging = False

    def _seek(self, event: QMouseEvent) -> None:
        seconds = self.seconds_at(event.position().x())
        if seconds is not None:
            self.session.seek(seconds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by a second, in reading direction; Home and End belong to the window (same meaning)."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
        delta = steps.get(Qt.Key(event.key()))
        if delta is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            event.ignore()
            return
        self.session.seek(self.session.state.playhead + delta)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the four bars and, under pointer or focus, the playhead."""
        board = self.session.board
        if board is None or not self.bars:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        playhead = self.session.state.playhead
        y = self.height() / 2 - THICK / 2
        head = None
        for (left, right), (start, end) in zip(self.bars, self._spans(board), strict=False):
            share = min(max((playhead - start) / max(end - start, 1e-6), 0.0), 1.0)
            active = start <= playhead < end or (playhead >= board.length and end >= board.length)
            p.setBrush(self.dress.color("accent", 0.24) if share > 0 or active else self.dress.color("line"))
            p.drawRoundedRect(self._bar(left, right, y), 2, 2)
            if share > 0:
                p.setBrush(self.dress.color("accent"))
                p.drawRoundedRect(self._bar(left, left + (right - left) * share, y), 2, 2)
            if active:
                head = left + (right - left) * share
        if head is not None and (self.underMouse() or self._dragging or self.hasFocus()):
            x = self.width() - head if self.dress.rtl else head
            p.setBrush(self.dress.color("accent"))
            p.drawEllipse(QRectF(x - 7, self.height() / 2 - 7, 14, 14))
        if self.hasFocus():
            paint_ring(p, QRectF(self.rect()).adjusted(0, 2, 0, -2), 10, self.dress)
        p.end()

    def _bar(self, left: float, right: float, y: float) -> QRectF:
        if self.dress.rtl:
            return QRectF(self.width() - right, y, right - left, THICK)
        return QRectF(left, y, right - left, THICK)
