"""The top bar: mark and name, search, mode switch, theme, text size, language, about."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import MODES, TEXT_SCALES, THEMES, SessionState
from irexplainer.ui.button import Button
from irexplainer.ui.card import Pane
from irexplainer.ui.dress import Dress
from irexplainer.ui.i18n import language_name, short_name
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.popover import Item, Popover
from irexplainer.ui.search_box import SearchBox
from irexplainer.ui.segmented import Segmented
from irexplainer.ui.text import Text


class Mark(QWidget):
    """The mark of the program: a line entering a vessel."""

    def __init__(self, dress: Dress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress = dress
        self.setFixedSize(40, 40)
        dress.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("accent"))
        p.drawRoundedRect(QRectF(0, 0, 40, 40), 12, 12)
        paint_icon(p, "placement", QRectF(6, 6, 28, 28), self.dress.color("on_accent"), 2.2)
        p.end()


class TopBar(Pane):
    """Everything that holds for the whole program. Parts fold away when the bar gets narrow.

    call: opens what belongs to the window (about, sidebar).
    search_start: px at which the search field begins in the wide layout.
    """

    def __init__(self, dress: Dress, session: Session, host: QWidget, call: Callable[[str], None]) -> None:
        super().__init__(dress, "bottom", parent=host)
        self.session = session
        self._call = call
        self._wanted_menu = False
        self._search_start = 0
        self.menu = Button(dress, "quiet", icon="menu", parent=self)
        self.menu.clicked.connect(lambda: call("sidebar"))
        self.mark = Mark(dress, self)
        self.name = Text(dress, "brand", wrap=False)
        self.slogan = Text(dress, "meta", wrap=False)
        self.search = SearchBox(dress, session, host, self)
        self.find_button = Button(dress, "quiet", icon="search", parent=self)
        self.find_button.clicked.connect(self.start_search)
        self.modes = Segmented(dress, session.set_mode, parent=self)
        self.mode = Button(dress, "quiet", trailing="chevron-down", parent=self)
        self.theme = Button(dress, "quiet", icon="contrast", parent=self)
        self.size_ = Button(dress, "size", "Aa", parent=self)
        self.language = Button(dress, "quiet", trailing="chevron-down", parent=self)
        self.about = Button(dress, "quiet", icon="info", parent=self)
        self.about.clicked.connect(lambda: call("about"))
        self.popover = Popover(dress, host)
        self.mode.clicked.connect(lambda: self._open(self.mode, self._mode_items()))
        self.theme.clicked.connect(lambda: self._open(self.theme, self._theme_items()))
        self.size_.clicked.connect(lambda: self._open(self.size_, self._size_items()))
        self.language.clicked.connect(lambda: self._open(self.language, self._language_items()))
        self._lay_out()
        dress.changed.connect(self.fold)

    def _lay_out(self) -> None:
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(24, 0, 24, 1)
        self.box.setSpacing(4)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.slogan)
        names.addStretch(1)
        self.box.addWidget(self.menu)
        self.box.addWidget(self.mark)
        self.box.addSpacing(10)
        self.box.addLayout(names)
        self._gap = QSpacerItem(20, 0)
        self.box.addItem(self._gap)
        self.box.addWidget(self.search, 100)
        self.box.addStretch(1)
        for widget in (self.find_button, self.modes, self.mode):
            self.box.addWidget(widget)
        self.box.addSpacing(8)
        for widget in (self.theme, self.size_, self.language, self.about):
            self.box.addWidget(widget)

    # words

    def refresh(self) -> None:
        """Everything anew from the session."""
        self.name.setText(self.tr("Interventional Radiology"))
        self.slogan.setText(self.tr("Treatment seen from the inside"))
        self.menu.set_label(self.tr("All groups"))
        self.find_button.set_label(self.tr("Search"))
        self.search.refresh()
        self.modes.set_options(list(self._mode_names().items()), self.tr("Depth of the texts"))
        self.theme.set_label(self.tr("Colors"))
        self.size_.set_label(self.tr("Text size"))
        self.language.set_face(short_name(self.session.state.language), self.tr("Language"))
        self.about.set_label(self.tr("About this program"))
        self.sync(self.session.state)
        self.fold()

    def sync(self, state: SessionState) -> None:
        """Show what changed."""
        self.modes.select(state.mode)
        name = self._mode_names()[state.mode]
        self.mode.set_face(name, self.tr("Depth of the texts: {mode}").format(mode=name))
        self.search.sync()

    def _mode_names(self) -> dict[str, str]:
        names = (self.tr("Patient"), self.tr("Clinician"), self.tr("Study"))
        return dict(zip(MODES, names, strict=True))

    def _theme_names(self) -> dict[str, str]:
        names = (self.tr("Light"), self.tr("Dark"), self.tr("High contrast"))
        return dict(zip(THEMES, names, strict=True))

    # menus

    def _mode_items(self) -> list[Item]:
        chosen = self.session.state.mode
        names = self._mode_names().items()
        return [Item(text, partial(self.session.set_mode, id), id == chosen) for id, text in names]

    def _theme_items(self) -> list[Item]:
        chosen = self.session.state.theme
        icons = {"light": "sun", "dark": "moon", "high_contrast": "contrast"}
        names = self._theme_names().items()
        items = [Item(text, partial(self.session.set_theme, id), id == chosen, icon=icons[id]) for id, text in names]
        reduced = self.session.state.reduced_motion
        calm = self.tr("Less movement")
        return [*items, Item(calm, lambda: self.session.set_reduced_motion(not reduced), reduced, icon="hand")]

    def _size_items(self) -> list[Item]:
        chosen = self.session.state.text_scale
        percent = self.tr("{number} %")
        return [
            Item(percent.format(number=round(s * 100)), partial(self.session.set_text_scale, s), s == chosen)
            for s in TEXT_SCALES
        ]

    def languages(self) -> list[str]:
        """Languages on offer; the test languages only while one of them is on."""
        known = list(getattr(self.session.library, "languages", ("en",)))
        current = self.session.state.language
        return known + ([current] if current not in known else [])

    def _language_items(self) -> list[Item]:
        chosen = self.session.state.language
        return [
            Item(language_name(code), partial(self.session.set_language, code), code == chosen)
            for code in self.languages()
        ]

    def _open(self, anchor: Button, items: list[Item]) -> None:
        if self.popover.is_open:
            self.popover.close_it()
            return
        self.popover.setAccessibleName(anchor.accessibleName())
        self.popover.set_items(items)
        self.popover.toggle_at(anchor, self.dress.px(250))

    def start_search(self) -> None:
        """Show the field, even where the bar is narrow, and put the cursor into it."""
        if self.search.isHidden():
            for widget in (self.name, self.slogan, self.modes, self.mode, self.find_button):
                widget.hide()
            self.search.show()
        self.search.start()

    # folding

    def arrange(self, search_start: int, menu: bool) -> None:
        """search_start: px of the search field (0 = right after the name). menu: show the button of the sidebar."""
        self._search_start, self._wanted_menu = search_start, menu
        self.fold()

    def fold(self) -> None:
        """Hide what does not fit, least important first."""
        self.menu.setVisible(self._wanted_menu)
        shown = {"slogan": True, "search": True, "modes": True, "name": True}
        for part in ("slogan", "modes", "search", "name"):
            if self._needed(shown) <= self.width():
                break
            shown[part] = False
        self.name.setVisible(shown["name"])
        self.slogan.setVisible(shown["slogan"] and shown["name"])
        self.search.setVisible(shown["search"])
        self.find_button.setVisible(not shown["search"])
        self.modes.setVisible(shown["modes"])
        self.mode.setVisible(not shown["modes"])
        wide = shown["name"] and self._search_start > 0
        self.search.setMaximumWidth(self.dress.px(420) if shown["search"] else 16777215)
        self._space_search(self._search_start if wide else 0)

    def _space_search(self, start: int) -> None:
        """Move the field to the edge of the picture, where it stands in the wide layout."""
        self._gap.changeSize(20, 0)
        self.box.invalidate()
        if start and not self.search.isHidden():
            self.box.activate()
            field = self.search.geometry()
            now = self.width() - field.right() - 1 if self.dress.rtl else field.left()
            self._gap.changeSize(max(20, 20 + start - now), 0)
            self.box.invalidate()

    def _needed(self, shown: dict[str, bool]) -> int:
        width = 48 + 40 + 10 + 20 + 8 + 10 * 4 + 24
        width += self.menu.sizeHint().width() if self._wanted_menu else 0
        if shown["name"]:
            width += max(self.name.sizeHint().width(), self.slogan.sizeHint().width() if shown["slogan"] else 0)
        width += max(200, self.dress.px(180)) if shown["search"] else self.find_button.sizeHint().width()
        width += self.modes.sizeHint().width() if shown["modes"] else self.mode.sizeHint().width()
        return width + sum(b.sizeHint().width() for b in (self.theme, self.size_, self.language, self.about))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold anew."""
        super().resizeEvent(event)
        self.fold()

    def sizeHint(self) -> QSize:
        """Height by text size."""
        return QSize(800, max(72, self.dress.px(56)))
