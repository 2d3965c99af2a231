"""The detail pane: the doctor's screen above, the page that fits the state below.

Where the pane is small or text is large, the screen scrolls along with the text instead of shrinking.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.card import Pane
from irexplainer.ui.dress import Dress
from irexplainer.ui.home_page import HomePage
from irexplainer.ui.section_page import SectionPage
from irexplainer.ui.shadow import MONITOR, paint_shadow
from irexplainer.ui.step_page import FactRow, StepPage
from irexplainer.ui.structure_page import StructurePage

if TYPE_CHECKING:
    from irexplainer.ui.over_page import OverPage

FOOT = 54
"""Px of the doctor's screen for its buttons."""

LEAST_SCREEN = 300
"""Px below which a picture of the doctor's screen would no longer show what is spoken of."""
PINNED_FROM = 280
"""Px from which on a screen that would keep its place above the text is made LEAST_SCREEN wide."""


class DetailPane(Pane):
    """monitor: the widget of the doctor's screen, owned by the pane. ``beside``: portrait, screen left of the text."""

    def __init__(self, dress: Dress, session: Session, monitor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(dress, "left", parent=parent)
        self.session, self.monitor = session, monitor
        self.beside = False
        self.pages = QStackedWidget(self)
        self.home = HomePage(dress, session)
        self.step = StepPage(dress, session, self.show_source)
        self.section = SectionPage(dress, session)
        self.structure = StructurePage(dress, session)
        for page in (self.home, self.step, self.section, self.structure):
            self.pages.addWidget(page)
        monitor.setParent(self)
        self.over: dict[str, OverPage] = {}
        self._shown: tuple[object, ...] = ()

    def arrange(self, beside: bool) -> None:
        """Where the screen stands."""
        self.beside = beside
        self.edge = "top" if beside else "left"
        self._place()

    def refresh(self) -> None:
        """Everything anew."""
        self.setAccessibleName(self.tr("Explanation"))
        self.monitor.setAccessibleName(self.tr("What the doctor sees"))
        self._place()
        for page in (self.home, self.step, self.section, self.structure):
            page.refresh()
        self._shown = self._key(self.session.state)
        self._turn(self.session.state)
        self._fold()
        for over in self.over.values():
            over.refresh()
        self._open_page(self.session.state)

    def sync(self, state: SessionState) -> None:
        """Show what changed."""
        key = self._key(state)
        if key != self._shown:
            old, self._shown = self._shown, key
            if old[:2] != key[:2] or old[3:-1] != key[3:-1]:
                self.home.refresh()
                self.step.refresh()
            self._turn(state)
            if old[-1] != key[-1]:
                self.structure.refresh()
            self._fold()
        if state.procedure is not None:
            self.step.sync(state)
            self.section.sync(state)
        self._open_page(state)

    def _open_page(self, state: SessionState) -> None:
        """The page over everything, made when first asked for; one gives way before another opens."""
        if state.page and state.page not in self.over:
            from irexplainer.ui.page_table import OVER_PAGES

            window = self.window()
            services, clock = window.services, window.clock  # type: ignore[attr-defined]  # MainWindow
            self.over[state.page] = OVER_PAGES[state.page].load()(self.dress, window, self.session, services, clock)
        for _, page in sorted(self.over.items(), key=lambda item: item[0] == state.page):
            page.sync(state)

    def show_source(self, id: str) -> None:
        """Open the page of sources at one of them."""
        self.section.show_source(id)

    def _key(self, state: SessionState) -> tuple[object, ...]:
        return (state.procedure, state.language, state.section, state.mode, state.group, state.structure)

    def _turn(self, state: SessionState) -> None:
        page: QWidget = self.home
        if state.structure is not None:
            page = self.structure
        elif state.procedure is not None:
            page = self.step if state.section == "step" else self.section
        self.pages.setCurrentWidget(page)
        self._place()

    @property
    def side(self) -> int:
        """Margin in px."""
        return 16 if self.width() < 400 else 32

    def _place(self) -> None:
        width, height, side = self.width(), self.height(), self.side
        on_step = self.pages.currentWidget() is self.step
        state = self.session.state
        has_screen = state.structure is None and state.procedure is not None and (on_step or self.beside)
        self.home.set_side(max(side, 24), width, height)
        self.section.set_side(side, height)
        self.structure.set_side(max(side, 24))
        box, pages, scrolls = QRect(), QRect(0, 0, width, height), False
        if has_screen:
            box, pages, scrolls = self._beside() if self.beside else self._above()
        self._hold(scrolls)
        self.monitor.setVisible(has_screen)
        if has_screen:
            self.monitor.setGeometry(box)
        self.pages.setGeometry(pages)
        self.step.above = box.bottom() + 1 + self._gap if scrolls else 0
        self.step.set_side(side, height if not has_screen else pages.height())

    @property
    def _gap(self) -> int:
        return 34 if self.width() >= 420 else 24

    def _beside(self) -> tuple[QRect, QRect, bool]:
        """Places of screen and page in portrait."""
        width, height = self.width(), self.height()
        share = max(width * 500 / 1080 / self.dress.scale**0.4, min(LEAST_SCREEN, width * 0.4))
        screen = min(round(share), round((height - 64 - FOOT) * 500 / 456))
        box = QRect(40, 28, screen, round(screen * 456 / 500) + FOOT)
        pages = QRect(box.right() + 1, 24, width - box.right() - 1, height - 24)
        if self.dress.rtl:
            box.moveLeft(width - box.width() - 40)
            pages.moveLeft(0)
        return box, pages, False

    def _above(self) -> tuple[QRect, QRect, bool]:
        """Places of screen and page one above the other, and whether the screen scrolls with the page."""
        width, height = self.width(), self.height()
        inner = width - 2 * self.side
        ratio = 408 / 392 if width >= 420 else 300 / 328
        top = 24 if width >= 420 else 16
        pinned = min(inner, round(min(inner * ratio, height * 0.52 / self.dress.scale**0.8 - FOOT) / ratio))
        scrolls = pinned < min(PINNED_FROM, inner)
        roomy = round((height * 0.54 - FOOT) / ratio) if scrolls else pinned
        wide = min(inner, max(roomy, LEAST_SCREEN))
        box = QRect((width - wide) // 2, top, wide, round(wide * ratio) + FOOT)
        if scrolls:
            return box, QRect(0, 0, width, height), True
        below = box.bottom() + 1 + self._gap
        return box, QRect(0, below, width, height - below), False

    def _hold(self, scrolls: bool) -> None:
        """The screen lies on the pane, or on the column of text that scrolls."""
        holder = self.step.column if scrolls else self
        if self.monitor.parentWidget() is not holder:
            self.monitor.setParent(holder)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, and the shadow of the screen."""
        super().paintEvent(event)
        if self.monitor.isVisible() and self.monitor.parentWidget() is self:
            p = QPainter(self)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_shadow(p, QRectF(self.monitor.geometry()), 18, MONITOR, self.dress.look)
            p.end()

    def _fold(self) -> None:
        width = self.pages.width() - 2 * self.side
        for row in self.step.findChildren(FactRow):
            row.fold(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the screen and the pages."""
        super().resizeEvent(event)
        self._place()
        self._fold()
