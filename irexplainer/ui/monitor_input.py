"""Pointer, finger and keys on the doctor's picture: grays, distance, the part that is meant."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Rect
from irexplainer.ui.monitor_hand import KEY_STEP_PX, LEAP_PX, NUDGE_PX, ScreenHand

if TYPE_CHECKING:
    from irexplainer.imaging.screen import Screen
    from irexplainer.session.session import Session

DRAG_PX = 5
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
RESETS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class MonitorInput(QWidget):
    """Widget with the viewer's hand on it. Subclasses say which picture is on show and where."""

    session: "Session"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand = ScreenHand(self.hand_moved)
        self.setMouseTracking(True)
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False

    # for subclasses

    def hand_moved(self) -> None:
        """Tool, window or distance have changed."""
        raise NotImplementedError

    def raw_screen(self) -> "Screen | None":
        """The picture as it came."""
        raise NotImplementedError

    def picture_place(self) -> tuple[Rect, float]:
        """Where the picture stands in px of the widget, and px of the widget per px of the picture."""
        raise NotImplementedError

    @property
    def deep(self) -> bool:
        """True in the modes whose readers may work with the picture."""
        return self.session.state.mode != "patient"

    # pointer

    def share_at(self, at: QPointF) -> tuple[float, float]:
        """Shares of the picture's width and height at a point of the widget; outside the picture beyond 0 to 1."""
        place, _ = self.picture_place()
        return (at.x() - place.x) / max(place.width, 1.0), (at.y() - place.y) / max(place.height, 1.0)

    def part_at(self, at: QPointF) -> str:
        """Id of the part under a point of the widget; "" for none."""
        screen = self.raw_screen()
        if screen is None:
            return ""
        height, width = screen.pixels.shape
        x, y = self.share_at(at)
        return screen.structure_at(x * width, y * height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a tap or a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._inside(event.position()):
            self._pressed = self._last = event.position()
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the grays, or say what is pointed at."""
        at = event.position()
        if self._pressed is None:
            self._point(at)
            return
        away = at - self._pressed
        if not self._dragging and abs(away.x()) + abs(away.y()) >= DRAG_PX:
            self._dragging = True
        screen = self.raw_screen()
        if self._dragging and self.deep and self.hand.tool != "measure" and screen is not None:
            self.hand.drag(screen, at.x() - self._last.x(), at.y() - self._last.y())
        self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of a tap or a drag."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton or self._dragging:
            return
        if self.hand.tool == "measure":
            self.hand.tap(*self.share_at(event.position()))
        elif self.session.state.linked:
            self.session.highlight(self.part_at(event.position()) or None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The window the picture came with; while measuring a second tap like any other."""
        if self.hand.tool == "measure":
            self.mousePressEvent(event)
        elif self.deep and self._inside(event.position()):
            self.hand.reset_window()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        if self.session.state.linked:
            self.session.highlight(None)

    def _point(self, at: QPointF) -> None:
        if not self.session.state.linked:
            return
        part = self.part_at(at) or None
        if part != self.session.state.highlighted:
            self.session.highlight(part)

    def _inside(self, at: QPointF) -> bool:
        x, y = self.share_at(at)
        return 0 <= x <= 1 and 0 <= y <= 1

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move what is in hand, Enter sets a point, Backspace takes it back, Esc puts the tool away."""
        screen = self.raw_screen()
        others = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if others or screen is None or not self._use(Qt.Key(event.key()), screen, far):
            event.ignore()

    def _use(self, key: Qt.Key, screen: "Screen", far: bool) -> bool:
        tool = self.hand.tool
        if key == Qt.Key.Key_Escape and tool:
            self.hand.take(tool)
            return True
        if tool == "window" and key in ARROWS:
            dx, dy = ARROWS[key]
            step = KEY_STEP_PX * (4 if far else 1)
            self.hand.drag(screen, dx * step, dy * step)
        elif tool == "window" and key in RESETS:
            self.hand.reset_window()
        elif tool == "measure" and key in ARROWS:
            dx, dy = ARROWS[key]
            step = LEAP_PX if far else NUDGE_PX
            self.hand.move_cross(screen, dx * step, dy * step)
        elif tool == "measure" and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hand.tap(*self.hand.cross)
        elif tool == "measure" and key in RESETS:
            self.hand.clear()
        elif not tool and self.session.state.linked and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(screen, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _walk(self, screen: "Screen", by: int) -> None:
        """Go to the next part of the picture."""
        parts = screen.structures.shown if screen.structures is not None else ()
        if parts:
            marked = self.session.state.highlighted
            index = parts.index(marked) + by if marked in parts else (0 if by > 0 else -1)
            self.session.highlight(parts[index % len(parts)])
