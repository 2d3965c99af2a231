"""The search field and the list of what it finds."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from irexplainer.session.session import SEARCH_LIMIT, Session
from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.finder import Found, find_all
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.opening import open_from
from irexplainer.ui.popover import Item, Popover
from irexplainer.ui.style import palette


def icon_of(hit: Found) -> str:
    """Sign of a row without a tile."""
    return "scan-eye" if hit.page else "scan-search" if hit.part else ""


class SearchBox(QWidget):
    """A pill with a magnifier; results open below while something is typed."""

    def __init__(self, dress: Dress, session: Session, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.field = QLineEdit(self)
        self.field.setMaxLength(SEARCH_LIMIT)
        self.field.setFrame(False)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)
        self.results = Popover(dress, host)
        self.results.installEventFilter(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(44, 2, 16, 2)
        box.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts, colors and words anew."""
        self.field.setFont(self.dress.font(15))
        colors = palette(self.dress.look)
        colors.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.field.setPalette(colors)
        box = self.layout()
        if box is not None:
            start, end = self.dress.px(30) + 14, 16
            box.setContentsMargins(*((end, 2, start, 2) if self.dress.rtl else (start, 2, end, 2)))
        self.updateGeometry()
        self.update()

    def refresh(self) -> None:
        """Words in the language of the interface; text as the session has it."""
        self._invite()
        self.field.setAccessibleName(self.tr("Search"))
        self.results.setAccessibleName(self.tr("Search results"))
        self.sync()

    def _invite(self) -> None:
        """The longest invitation that fits."""
        room = self.width() - self.dress.px(30) - 36
        metrics = QFontMetricsF(self.field.font())
        texts = (self.tr("Search a procedure, organ or vessel"), self.tr("Search a procedure"), self.tr("Search"))
        fitting = [text for text in texts if metrics.horizontalAdvance(text) <= room]
        self.field.setPlaceholderText(fitting[0] if fitting else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Invite with as many words as fit."""
        super().resizeEvent(event)
        self._invite()

    def sync(self) -> None:
        """Show the text of the session."""
        if self.field.text() != self.session.state.search:
            self.field.setText(self.session.state.search)
            if not self.session.state.search:
                self.results.close_it()

    @property
    def holds_focus(self) -> bool:
        """True while the keyboard is in the field or in its list."""
        focused = self.window().focusWidget()
        return focused is not None and (
            self is focused or self.isAncestorOf(focused) or self.results.isAncestorOf(focused)
        )

    def start(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def sizeHint(self) -> QSize:
        """Width of the design, height for the finger."""
        return QSize(self.dress.px(420), max(44, self.dress.px(40)))

    def minimumSizeHint(self) -> QSize:
        """Still usable."""
        return QSize(160, max(44, self.dress.px(40)))

    def _typed(self, text: str) -> None:
        self.session.set_search(text)
        if not text.strip():
            self.results.close_it()
            return
        hits = find_all(self.session, text)
        items = [Item(h.title, partial(self._go, h), False, h.subtitle, icon_of(h), h.tile) for h in hits]
        if not items:
            nothing = self.tr("Nothing found. Try another word.")
            items = [Item(nothing, lambda: self.session.set_search(""))]
        self.results.set_items(items)
        self.results.open_at(self, max(self.width(), 320), focus=False)

    def _go(self, hit: Found) -> None:
        rows = tuple(self.results.rows)
        self.session.set_search("")
        if hit.page:
            self.session.open_page(hit.id)
        elif hit.part:
            self.session.show_structure(hit.id)
        else:
            open_from(self.session, hit.id, rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk into the results, Enter takes the first, Esc empties the field."""
        if watched is self.field and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if watched is not self.field or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if not self.field.text() and not self.results.is_open:
                self.field.clearFocus()
                return False
            self.session.set_search("")
            self.results.close_it()
            return True
        if self.results.is_open and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.walk(1 if key == Qt.Key.Key_Down else -1)
            return True
        if self.results.is_open and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.rows[0].click()
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole pill leads into the field."""
        self.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill and magnifier."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = float(self.dress.px(40))
        top = (self.height() - height) / 2
        rect = QRectF(0.5, top + 0.5, self.width() - 1, height - 1)
        p.setPen(QPen(self.dress.color("line"), 2 if self.dress.look.flat else 1))
        p.setBrush(self.dress.color("inset"))
        p.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        side = float(self.dress.px(20))
        x = self.width() - 14 - side if self.dress.rtl else 14.0
        paint_icon(p, "search", QRectF(x, self.height() / 2 - side / 2, side, side), self.dress.color("ink2"))
        if self.field.hasFocus():
            paint_ring(p, rect, rect.height() / 2, self.dress)
        p.end()
