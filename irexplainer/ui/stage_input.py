"""Pointer, touch and keyboard on the stage: zoom, pan, hover, focus, press. Knows nodes, nothing of pictures."""

import math
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from irexplainer.story.semantics import Node
from irexplainer.ui.stage_camera import STEP
from irexplainer.ui.stage_nodes import PARTS

DRAG_PX = 6
NOTCH = 120.0
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
PAGES: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
FOCUS_ROLES = ("region", "label", "button", "target", "tool")
"""Nodes that the keyboard stops at; all others are reached by pointer and screen reader."""


class StageInput(QWidget):
    """Widget with the viewer's hands on it. Subclasses say what is there and do what is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._focus: str | None = None
        self._ring = False

    # for subclasses

    def nodes(self) -> tuple[Node, ...]:
        """What is on show, in reading order."""
        raise NotImplementedError

    def node_at(self, x: float, y: float) -> str | None:
        """Id of the front-most node at a point."""
        raise NotImplementedError

    def activate_node(self, id: str) -> None:
        """Do what a node is for."""
        raise NotImplementedError

    def activate_nothing(self) -> None:
        """A press beside everything."""

    def walk(self, to: tuple[int, int]) -> bool:
        """Go to what lies next in a direction, one of (±1, 0) and (0, ±1); False where there is nothing."""
        return False

    def walk_on(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) part of the body from top to bottom; False where there is none."""
        return False

    @property
    def on_map(self) -> bool:
        """True where all arrow keys walk, Shift or not."""
        return False

    def presses(self, id: str) -> bool:
        """True for a node that does something."""
        return any(node.id == id and node.action for node in self.nodes())

    def hover(self, id: str | None, at: QPointF) -> None:
        """The pointer is over a node, or over none."""
        raise NotImplementedError

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge about a point."""
        raise NotImplementedError

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture."""
        raise NotImplementedError

    def focus_moved(self) -> None:
        """Another node has the keyboard focus, or none."""
        raise NotImplementedError

    # public

    def focused_node(self) -> str | None:
        """Id of the node with the keyboard focus, while it is on show."""
        return self._focus if any(node.id == self._focus for node in self.nodes()) else None

    @property
    def ring_visible(self) -> bool:
        """True while the keyboard is being used on the stage."""
        return self._ring and self.hasFocus()

    def focus_stops(self) -> list[str]:
        """Ids of the nodes the keyboard stops at, in reading order."""
        return [
            node.id for node in self.nodes() if node.role in FOCUS_ROLES or (node.action and node.role not in PARTS)
        ]

    # events

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        turned = event.angleDelta().y() or event.pixelDelta().y() * 2
        if turned:
            self.zoom_by(STEP ** (max(min(turned, 6 * NOTCH), -6 * NOTCH) / NOTCH * 0.6), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._set_ring(False)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._last, self._dragging = event.position(), event.position(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag or hover."""
        at = event.position()
        if self._pressed is None:
            id = self.node_at(at.x(), at.y())
            self.hover(id, at)
            self._point_at(id is not None and self.presses(id))
            return
        away = at - self._pressed
        if not self._dragging and math.hypot(away.x(), away.y()) >= DRAG_PX:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.pan_by(at.x() - self._last.x(), at.y() - self._last.y())
            self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of a click or a drag."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self.unsetCursor()
        if not dragged:
            id = self.node_at(event.position().x(), event.position().y())
            if id is not None:
                if id in self.focus_stops():
                    self._focus = id
                self.activate_node(id)
            else:
                self.activate_nothing()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self.hover(None, QPointF())

    def event(self, event: QEvent) -> bool:
        """Pinch on touch screens and track pads."""
        kind = event.type()
        if kind == QEvent.Type.NativeGesture:
            native = cast(QNativeGestureEvent, event)
            if native.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(max(1.0 + native.value(), 0.1), native.position())
                return True
        if kind == QEvent.Type.Gesture:
            pinch = cast(QGestureEvent, event).gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                center = QPointF(
                    self.mapFromGlobal(QPoint(round(pinch.centerPoint().x()), round(pinch.centerPoint().y())))
                )
                self.zoom_by(max(pinch.scaleFactor(), 0.1), center)
                moved = pinch.centerPoint() - pinch.lastCenterPoint()
                self.pan_by(moved.x(), moved.y())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, arrows walk (in a procedure with Shift; up and down go through its call-outs), +/- zoom."""
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)  # Ctrl with plus and minus is text size
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focused_node() is not None:
            self._set_ring(True)
            self.activate_node(self.focused_node() or "")
        elif key in ARROWS and (self.on_map or shift):
            self.walk(ARROWS[key])
        elif key in PAGES and (self.on_map or shift):
            self.walk_on(PAGES[key])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.move_focus(1 if key == Qt.Key.Key_Down else -1, around=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the nodes before it leaves the stage."""
        if self.hasFocus() and self.move_focus(1 if forward else -1, around=False):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab: begin with the first node, by Shift+Tab with the last."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            stops = self.focus_stops()
            first = event.reason() == Qt.FocusReason.TabFocusReason
            self._focus = (stops[0] if first else stops[-1]) if stops else None
            self._set_ring(True)
            self.focus_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the ring."""
        super().focusOutEvent(event)
        self._set_ring(False)

    def move_focus(self, by: int, around: bool) -> bool:
        """Go to the next (1) or previous (-1) node; False where there is none. around: from the last to the first."""
        stops = self.focus_stops()
        if not stops:
            return False
        index = stops.index(self._focus) + by if self._focus in stops else (0 if by > 0 else len(stops) - 1)
        if not around and not 0 <= index < len(stops):
            return False
        self._focus = stops[index % len(stops)]
        self._set_ring(True)
        self.focus_moved()
        return True

    def _set_ring(self, visible: bool) -> None:
        if visible != self._ring:
            self._ring = visible
            self.update()

    def _point_at(self, press: bool) -> None:
        if press:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
            self.unsetCursor()
