"""The semantic tree for screen readers: one QAccessibleInterface per node of a painted widget.

PySide6 lets Python implement the interface (tried with 6.11 over AT-SPI: children, names, rectangles, focus, press).
Three rules keep it safe. An interface is never destroyed from Python while Qt may hold it, so nodes keep theirs for
good (one per id, a few hundred at most). What is no longer on show says it is invalid. ``interface_cast`` answers with
a ``VoidPtr``, also for "none": any other object is taken for an address, and the program crashes once a screen reader
asks.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer

from irexplainer.story.semantics import Node

ROLES = {
    "button": QAccessible.Role.Button,
    "region": QAccessible.Role.Button,
    "caption": QAccessible.Role.StaticText,
    "label": QAccessible.Role.StaticText,
    "mark": QAccessible.Role.StaticText,
    "image": QAccessible.Role.Graphic,
}
"""Roles that are not simply a part of the picture (Graphic)."""


class Painted(Protocol):
    """A widget that paints nodes."""

    def nodes(self) -> Sequence[Node]:
        """What is on show, in reading order, bounds in px of the widget."""

    def focused_node(self) -> str | None:
        """Id of the node with the keyboard focus."""

    def activate_node(self, id: str) -> None:
        """Do what the node is for."""


_interfaces: dict[int, "PaintedInterface"] = {}
_installed = False


def expose(widget: QWidget) -> None:
    """Let screen readers see the nodes of a widget that is ``Painted``. Call once per widget, early."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_make)
    widget.setProperty("paintsNodes", True)


def announce(widget: QWidget, node: str | None, event: QAccessible.Event = QAccessible.Event.Focus) -> None:
    """Tell screen readers of a change of a node, or of the widget where node is None."""
    if not QAccessible.isActive():
        return
    message = QAccessibleEvent(widget, event)
    if node is not None:
        ids = [other.id for other in widget.nodes()]  # type: ignore[attr-defined]  # Painted
        if node not in ids:
            return
        message.setChild(ids.index(node))
    QAccessible.updateAccessibility(message)


def _make(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget) or not thing.property("paintsNodes"):
        return None
    interface = PaintedInterface(thing)
    _interfaces[id(thing)] = interface
    return interface


class PaintedInterface(QAccessibleWidget):
    """The widget itself: a picture whose children are its nodes and then its child widgets."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Graphic, "")
        self.painted: Any = widget
        self._children: dict[str, NodeInterface] = {}

    def childCount(self) -> int:
        """Nodes and child widgets."""
        return len(self.painted.nodes()) + super().childCount()

    def child(self, index: int) -> Any:
        """Node or child widget."""
        nodes = self.painted.nodes()
        if 0 <= index < len(nodes):
            return self.of(nodes[index].id)
        return super().child(index - len(nodes)) if index >= len(nodes) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Place of a child, -1 for a stranger."""
        nodes = self.painted.nodes()
        if isinstance(child, NodeInterface):
            ids = [node.id for node in nodes]
            return ids.index(child.id) if child.id in ids else -1
        index = super().indexOfChild(child)
        return index + len(nodes) if index >= 0 else -1

    def childAt(self, x: int, y: int) -> Any:
        """What lies at a point of the screen: child widgets first, they float above."""
        above = super().childAt(x, y)
        if above is not None:
            return above
        at = self.painted.mapFromGlobal(QPoint(x, y))
        for node in reversed(self.painted.nodes()):
            if node.bounds.contains(at.x(), at.y()):
                return self.of(node.id)
        return None

    def focusChild(self) -> Any:
        """The node with the keyboard focus."""
        node = self.painted.focused_node() if self.painted.hasFocus() else None
        return self.of(node) if node is not None else super().focusChild()

    def of(self, id: str) -> "NodeInterface":
        """Interface of a node, the same one for good."""
        if id not in self._children:
            self._children[id] = NodeInterface(self, id)
        return self._children[id]


class _Press(QAccessibleActionInterface):
    """The press action of a node."""

    def __init__(self, node: "NodeInterface") -> None:
        super().__init__()
        self._node = node

    def actionNames(self) -> list[str]:
        """Press, where the node does something."""
        node = self._node.node()
        return [QAccessibleActionInterface.pressAction()] if node is not None and node.action else []

    def doAction(self, _name: str) -> None:
        """Do it."""
        self._node.owner.painted.activate_node(self._node.id)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        """None of its own."""
        return []


class NodeInterface(QAccessibleInterface):
    """One node. Looks the node up whenever asked, so it is never out of date."""

    def __init__(self, owner: PaintedInterface, id: str) -> None:
        super().__init__()
        self.owner, self.id = owner, id
        self._press = _Press(self)

    def node(self) -> Node | None:
        """The node as it is now, None when it is not on show."""
        return next((node for node in self.owner.painted.nodes() if node.id == self.id), None)

    def isValid(self) -> bool:
        """False once the node is gone."""
        return self.owner.isValid() and self.node() is not None

    def object(self) -> Any:
        """Nodes are no objects."""
        return None

    def window(self) -> Any:
        """Window of the widget."""
        return self.owner.window()

    def parent(self) -> QAccessibleInterface:
        """The widget."""
        return self.owner

    def child(self, _index: int) -> Any:
        """Nodes have no children."""
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        """Nodes have no children."""
        return None

    def childCount(self) -> int:
        """Nodes have no children."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Nodes have no children."""
        return -1

    def role(self) -> QAccessible.Role:
        """Button for what can be pressed, text or part of the picture else."""
        node = self.node()
        return ROLES.get(node.role, QAccessible.Role.Graphic) if node else QAccessible.Role.NoRole

    def rect(self) -> QRect:
        """Place on the screen."""
        node = self.node()
        if node is None:
            return QRect()
        b, widget = node.bounds, self.owner.painted
        corner = widget.mapToGlobal(QPoint(round(b.x), round(b.y)))
        return QRect(corner.x(), corner.y(), max(round(b.width), 1), max(round(b.height), 1))

    def state(self) -> QAccessible.State:
        """Focusable, and focused where the keyboard is."""
        state = QAccessible.State()
        node, widget = self.node(), self.owner.painted
        state.invisible = node is None or not widget.isVisible()
        state.focusable = node is not None
        state.focused = node is not None and widget.hasFocus() and widget.focused_node() == self.id
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description."""
        node = self.node()
        if node is None:
            return ""
        return {QAccessible.Text.Name: node.name, QAccessible.Text.Description: node.description}.get(kind, "")

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nodes cannot be written."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Address of the press action, or a null pointer."""
        press = kind == QAccessible.InterfaceType.ActionInterface
        return VoidPtr(getCppPointer(self._press)[0]) if press else VoidPtr(0)
