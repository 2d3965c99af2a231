"""The window: places the panes, hands changes on, turns keys into commands."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from irexplainer.errors import ExplainerError
from irexplainer.geom.viewport import Rect
from irexplainer.session.commands import run_command
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.story.stage_layout import StageLayout
from irexplainer.ui.about import About
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.content import step_text, text_of
from irexplainer.ui.detail import DetailPane
from irexplainer.ui.dress import Dress
from irexplainer.ui.i18n import Languages, is_rtl
from irexplainer.ui.key_sheet import KeySheet
from irexplainer.ui.keyboard import command_of, key_name, stops_in
from irexplainer.ui.message import Message
from irexplainer.ui.precedence import precedence
from irexplainer.ui.services import Services
from irexplainer.ui.sidebar import Rail, Sidebar
from irexplainer.ui.stage_tools import StageTools
from irexplainer.ui.style import palette, sheet
from irexplainer.ui.topbar import TopBar
from irexplainer.ui.transport import Transport
from irexplainer.ui.veil import Veil
from irexplainer.ui.views import monitor_view, qrect, stage_view
from irexplainer.ui.window_layout import WindowLayout

if TYPE_CHECKING:
    from irexplainer.ui.stage import StageView as Stage

LEAST = (640, 480)
PANES = ("topbar", "rail", "sidebar", "stage", "tools", "transport", "detail")
RESTYLE = ("theme", "text_scale", "language")


class MainWindow(QWidget):
    """stage, monitor: views to use instead of the program's own (tests of the frame around them)."""

    def __init__(
        self,
        session: Session,
        services: Services,
        clock: FrameClock,
        stage: "Stage | None" = None,
        monitor: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.session, self.services, self.clock = session, services, clock
        state = session.state
        self.languages = Languages()
        self.languages.use(state.language)
        self.dress = Dress(state.theme, state.text_scale, is_rtl(state.language))
        self.stage = stage or stage_view(session, services, clock)
        self.stage.setParent(self)
        self.topbar = TopBar(self.dress, session, self, self._call)
        self.rail = Rail(self.dress, session, self._call, self)
        self.detail = DetailPane(self.dress, session, monitor or monitor_view(session, services, clock), self)
        self.transport = Transport(self.dress, session, self)
        self.tools = StageTools(self.dress, self.stage, self)
        self.veil = Veil(self.dress, lambda: self._show_sidebar(False), self)
        self.sidebar = Sidebar(self.dress, session, self)
        self.keys = KeySheet(self.dress, self)
        self.about = About(self.dress, session, self)
        self.message = Message(self.dress, self)
        self._sidebar_open = False
        self._placed: WindowLayout | None = None
        self.setMinimumSize(*LEAST)
        self._unsubscribe = session.subscribe(precedence.during(self._changed))
        services.worker.done.connect(self._prepared)
        clock.drive(session)
        clock.watch(self)
        self.refresh()

    # state

    def _changed(self, old: SessionState, new: SessionState) -> None:
        if any(getattr(old, name) != getattr(new, name) for name in RESTYLE):
            self.refresh()
            if old.language != new.language and self.services.warm:
                self.services.prepare(self.detail.home.example_id, new.language)
            return
        if replace(old, playhead=new.playhead, left_off=new.left_off, highlighted=new.highlighted) != new:
            self.topbar.sync(new)
            self.sidebar.sync(new)
            self.rail.sync(new)
        if (old.procedure, old.structure) != (new.procedure, new.structure):
            if new.procedure is not None or new.structure is not None:
                self._show_sidebar(False)
                if self.topbar.search.holds_focus:
                    self.stage.setFocus(Qt.FocusReason.OtherFocusReason)
            self._arrange()
        self.detail.sync(new)
        self.transport.sync(new)
        self._announce(old, new)

    def refresh(self) -> None:
        """Dress and words of everything anew: theme, text size, language or content have changed."""
        state = self.session.state
        self.languages.use(state.language)
        self.dress.put_on(state.theme, state.text_scale, is_rtl(state.language))
        look = self.dress.look
        self.setLayoutDirection(self.dress.direction)
        self.stage.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.detail.monitor.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setPalette(palette(look))
        self.setStyleSheet(sheet(look, state.text_scale))
        self.setWindowTitle(self.tr("Interventional Radiology"))
        self.stage.setAccessibleName(self.tr("Picture of the body"))
        self._arrange()
        for part in (self.topbar, self.sidebar, self.rail, self.detail, self.transport, self.tools):
            part.refresh()
        for layer in (self.keys, self.about, self.message):
            layer.refresh()
        self._arrange()

    def _prepared(self, key: object, board: object) -> None:
        """Work of the background is done: a storyboard made ahead says how long its procedure is."""
        if isinstance(key, tuple) and key[:2] == ("warm", "board"):
            self.tell_length(*key[2:])

    def tell_length(self, id: str = "", language: str = "") -> None:
        """Let home say how long a procedure is, by default its example in the language on show."""
        id, language = id or self.detail.home.example_id, language or self.session.state.language
        if id in self.session.library.procedures:
            choices = self.session.library.procedures[id].default_choices()
            self.detail.home.know_length(id, language, self.services.board(id, choices, language).length)

    def _announce(self, old: SessionState, new: SessionState) -> None:
        if new.structure not in (None, old.structure) and QAccessible.isActive():
            word = self.services.words(new.language).get(new.structure)
            if word is not None:
                said = f"{word.plain}. {word.definition}"
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            return
        board, text = self.session.board, text_of(self.session)
        if board is None or text is None or not QAccessible.isActive():
            return
        index = board.step_index(new.playhead)
        if old.procedure == new.procedure and board.step_index(old.playhead) == index:
            return
        words = step_text(self.session, text, board.steps[index].id)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{words.title}. {words.caption}"))

    # places

    def layout_now(self) -> WindowLayout:
        """Layout for the present size."""
        state = self.session.state
        made = WindowLayout.for_size(self.width(), self.height(), state.text_scale, state.procedure is None)
        return made.mirrored() if self.dress.rtl else made

    def _arrange(self) -> None:
        layout = self.layout_now()
        self._placed = layout
        portrait = layout.form == "portrait"
        inline = layout.form == "wide" or (portrait and layout.sidebar.width > 0)
        self.topbar.setGeometry(qrect(layout.topbar))
        self.topbar.arrange(layout.search_start, portrait and not inline)
        self.rail.setVisible(layout.rail)
        self.rail.setGeometry(qrect(layout.sidebar))
        self.stage.setGeometry(qrect(layout.stage))
        self.detail.setGeometry(qrect(layout.detail))
        self.detail.arrange(portrait and self.session.state.procedure is not None)
        if portrait:
            self.detail.edge = "top"
        if inline:
            self._sidebar_open = False
            self.sidebar.edge = "top" if portrait else "right"
            self.sidebar.setGeometry(qrect(layout.sidebar))
        else:
            self.sidebar.edge = "right"
            self.sidebar.setGeometry(qrect(layout.overlay))
        self.sidebar.setVisible(inline or self._sidebar_open)
        self._arrange_stage(layout.stage)
        self.veil.setVisible(self._sidebar_open)
        if self._sidebar_open:
            self.veil.setGeometry(0, round(layout.topbar.height), self.width(), self.height())
            self.veil.raise_()
            self.sidebar.raise_()
        for layer in (self.keys, self.about, self.message):
            if layer.is_open:
                layer.raise_()

    def _arrange_stage(self, stage: Rect) -> None:
        home = self.session.state.procedure is None
        part = self.session.state.structure is not None
        inside = StageLayout.for_size(stage.width, stage.height, home or part, self.session.state.text_scale)
        self.transport.put_at(qrect(inside.transport, stage))
        self.transport.setVisible(not (home or part))
        self.tools.put_at(qrect(inside.tools, stage))
        self.tools.set_home(home and not part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place all panes."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground behind everything."""
        p = QPainter(self)
        p.fillRect(event.rect(), self.dress.color("background"))
        p.end()

    # overlays

    def _call(self, what: str) -> None:
        self.about.open_it() if what == "about" else self._show_sidebar(True)

    def _show_sidebar(self, show: bool) -> None:
        layout = self.layout_now()
        if layout.form == "wide" or show == self._sidebar_open:
            return
        self._sidebar_open = show
        app = QApplication.instance()
        if app is not None:
            if show:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)
        self._arrange()
        if show:
            first = self.sidebar.back or next(iter(self.sidebar.rows.values()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.PopupFocusReason)

    def tell(self, error: ExplainerError) -> None:
        """Show an error in words."""
        self.message.tell(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press beside the open shelf closes it."""
        if self._sidebar_open and event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            on_shelf = self.sidebar.rect().contains(self.sidebar.mapFromGlobal(spot))
            on_rail = self.rail.isVisible() and self.rail.rect().contains(self.rail.mapFromGlobal(spot))
            if not on_shelf and not on_rail and watched.isWidgetType():
                self._show_sidebar(False)
        return False

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything no focused control wanted: look it up in the table of commands."""
        key = key_name(event)
        if key == "Esc" and self._sidebar_open:
            self._show_sidebar(False)
            return
        command = command_of(key, self.dress.rtl)
        if command is None or not self.run(command):
            event.ignore()

    def run(self, command: str) -> bool:
        """Run a command by id; False when it does not apply now."""
        if run_command(self.session, command):
            return True
        if command == "find":
            self.topbar.start_search()
        elif command == "full_screen":
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif command == "keys":
            self.keys.open_it()
        elif command in ("next_part", "previous_part"):
            self.stage.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.stage.walk_on(1 if command == "next_part" else -1)
        elif command == "quit":
            self.close()
        else:
            return False
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Follow the session no longer. Background work is ended by whoever made the services."""
        self._unsubscribe()
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the panes, and through each of them as one reads."""
        stops = self.focus_stops()
        focused = self.focusWidget()
        if not stops:
            return False
        index = stops.index(focused) if focused in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(index + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def focus_stops(self) -> list[QWidget]:
        """Every control the keyboard reaches, in order. An open menu holds the keyboard."""
        for menu in (self.topbar.popover, self.topbar.search.results):
            focused = self.focusWidget()
            if menu.is_open and focused is not None and menu.isAncestorOf(focused):
                return stops_in(menu, self.dress.rtl)
        return [stop for name in PANES for stop in stops_in(getattr(self, name), self.dress.rtl)]
