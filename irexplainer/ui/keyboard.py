"""Keys of the window: their names, the commands behind them, the order in which Tab walks."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from irexplainer.session.commands import COMMANDS
from irexplainer.ui.scroll import Scroll

KEYS = {key: command.id for command in COMMANDS for key in command.keys}
LINE = 24
"""Px within which two controls count as side by side."""

MIRRORED = {"Left": "Right", "Right": "Left"}
"""From right to left the time line runs the other way, and so do the arrows."""


def command_of(key: str, rtl: bool) -> str | None:
    """Id of the command behind a key, or None."""
    return KEYS.get(MIRRORED.get(key, key) if rtl else key)


def scroll_of(widget: QWidget, pane: QWidget) -> Scroll | None:
    """The scroll area a widget lies in: its place there does not change while it scrolls."""
    parent = widget.parentWidget()
    while parent is not None and parent is not pane:
        if isinstance(parent, Scroll):
            return parent
        parent = parent.parentWidget()
    return None


def stops_in(pane: QWidget, rtl: bool) -> list[QWidget]:
    """Visible, enabled widgets of a pane that Tab reaches, line by line in reading direction."""
    found = [pane, *pane.findChildren(QWidget)]
    tab = Qt.FocusPolicy.TabFocus
    stops = [w for w in found if w.isVisible() and w.isEnabled() and (w.focusPolicy() & tab) == tab]

    def place(widget: QWidget) -> tuple[int, int, int]:
        if widget is pane:
            return -1, 0, 0
        area = scroll_of(widget, pane)
        anchor = widget if area is None else area
        edge = QPoint(widget.width() if rtl else 0, widget.height() // 2)
        top = anchor.mapTo(pane, QPoint(0, anchor.height() // 2 if area is None else 0)).y()
        spot = widget.mapTo(pane if area is None else area.content, edge)
        return round(top / LINE), round(spot.y() / LINE), -spot.x() if rtl else spot.x()

    return sorted(stops, key=place)


def key_name(event: QKeyEvent) -> str:
    """Portable name of a key as the table of commands writes it; the keypad counts as the main keys."""
    keep = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    modifiers = event.modifiers() & keep
    if event.key() not in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and not Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        modifiers |= event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)
