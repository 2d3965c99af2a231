"""What is IR? in a minute: the whole body, the picture, the way in, the tool, the treatment, on a stage of its own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.session.tour import Tour
from irexplainer.ui.button import Button
from irexplainer.ui.card import Column
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.content import library_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.over_page import OverPage
from irexplainer.ui.text import Text
from irexplainer.ui.tour_bar import TourBar
from irexplainer.ui.views import monitor_view, stage_view

if TYPE_CHECKING:
    from irexplainer.ui.services import Services

BESIDE = 900
"""Px of room, at 100 %, from which on words stand beside the picture."""
TALL = 1000
"""Px of a window that has room for the picture, the screen and the words below each other."""
MONITOR = 0.7
"""Height of the doctor's screen as a share of its width."""


class TourPage(OverPage):
    """The pictures are those of the procedures themselves; nobody can press them here."""

    PAGE = "what_is_ir"
    WIDTH = 1440

    def __init__(
        self, dress: Dress, host: QWidget, session: Session, services: "Services", clock: FrameClock | None = None
    ) -> None:
        super().__init__(dress, host, session, services, clock)
        library = library_of(session)
        self.own = Session(library, services.board, SessionState())
        self.tour = Tour(self.own, library.tour, self._show)
        self.stage = stage_view(self.own, services, self.clock)
        self.monitor = monitor_view(self.own, services, self.clock)
        self.monitor.plain = True  # type: ignore[attr-defined]  # MonitorView
        for view in (self.stage, self.monitor):
            view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.previous = Button(dress, "tool", icon="step-back")
        self.play = Button(dress, "round", icon="play_solid")
        self.next = Button(dress, "tool", icon="step-forward")
        self.bar = TourBar(dress, self.tour, self._go)
        self.count = Text(dress, "eyebrow")
        self.head = Text(dress, "step_title")
        self.words = Text(dress, "body_ink")
        self.sources = Text(dress, "small")
        self.theater = self._build()
        self._beat = self.clock.add(self.tour.tick)
        self._told = -1
        self.previous.clicked.connect(lambda: self._go(self.tour.index - 1))
        self.next.clicked.connect(lambda: self._go(self.tour.index + 1))
        self.play.clicked.connect(self.toggle)

    def _build(self) -> QWidget:
        theater = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, theater)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(24)
        side = Column(spacing=8)
        side.box.addWidget(self.monitor)
        side.box.addWidget(self.count)
        side.box.addWidget(self.head)
        side.box.addWidget(self.words)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for button in (self.previous, self.play, self.next):
            keys.addWidget(button)
        keys.addSpacing(10)
        keys.addWidget(self.bar, 1)
        side.box.addLayout(keys)
        side.box.addStretch(1)
        side.box.addWidget(self.sources)
        self._box.addWidget(self.stage, 62, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(side, 38)
        return theater

    # opening

    def open_it(self) -> None:
        """The pictures outlive the words around them."""
        self.body.box.removeWidget(self.theater)
        self.theater.setParent(self)
        super().open_it()

    def fill(self) -> None:
        """Dress the session of the tour as the program is dressed; begin unless under way."""
        self.title.setText(self.tr("What is IR?"))
        self.play.set_label(self.tr("Play"))
        self.previous.set_label(self.tr("Previous part"))
        self.next.set_label(self.tr("Next part"))
        self.bar.setAccessibleName(self.tr("Parts of the tour"))
        self.stage.setAccessibleName(self.tr("Picture of the body"))
        self.monitor.setAccessibleName(self.tr("What the doctor sees"))
        back, on = ("step-forward", "step-back") if self.dress.rtl else ("step-back", "step-forward")
        self.previous.set_icon(back)
        self.next.set_icon(on)
        state = self.session.state
        self.own.set_theme(state.theme)
        self.own.set_text_scale(min(state.text_scale, 1.5))
        self.own.set_reduced_motion(state.reduced_motion)
        self.own.set_language(state.language)
        titles = "; ".join(source.title for source in library_of(self.session).tour_sources.values())
        self.sources.setText(self.tr("Sources: {list}").format(list=titles))
        fresh = not self.is_open
        self.body.box.addWidget(self.theater)
        self.theater.show()
        self.stage.show_captions(True)
        if fresh:
            self._begin()
        self._show()

    def _begin(self) -> None:
        self._told = -1
        self.tour.go(0)
        if not self.session.state.reduced_motion:
            self.toggle()

    def leave(self) -> None:
        """Nothing moves behind a closed page."""
        self._beat.stop()
        self.tour.pause()
        super().leave()

    # playing

    def toggle(self) -> None:
        """Play or pause."""
        self.tour.pause() if self.tour.playing else self.tour.play()

    def _go(self, index: int) -> None:
        self.tour.go(index)

    def _show(self) -> None:
        """Words of the chapter; called after each change of the tour."""
        tour = self.tour
        self._beat.set_running(tour.playing)
        self.bar.update()
        self.play.set_icon("pause_solid" if tour.playing else "play_solid")
        self.play.set_label(self.tr("Pause") if tour.playing else self.tr("Play"))
        text = library_of(self.session).tour_text(self.session.state.language)[tour.chapter.id]
        count = self.tr("{number} of {all}").format(number=tour.index + 1, all=len(tour.chapters))
        if (text.title, text.text) == (self.head.text(), self.words.text()) and tour.index == self._told:
            return
        self._told = tour.index
        self.count.setText(count)
        self.head.setText(text.title)
        self.words.setText(text.text)
        self._fit()
        if self.is_open:
            self._place()  # upright, a chapter with the doctor's screen is taller than one without
        if self.is_open and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{text.title}. {text.text}"))

    # places

    def _fit(self) -> None:
        """Words beside the picture, or below it; the picture as large as the window allows."""
        wide_enough = self.room() >= BESIDE * self.dress.scale**0.5 and self.dress.scale < 1.6
        beside = wide_enough and self._host.width() > self._host.height()
        high = self._host.height() - (96 if self._host.width() > 900 else 40) - 116
        down = QBoxLayout.Direction.TopToBottom
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else down)
        stage = min(high, 720) if beside else max(min(high * 0.5, self.room() * 0.8), 240)
        self.stage.setFixedHeight(round(stage))
        wide = self.room() * 0.38 - 24 if beside else min(self.room(), 620)
        tall = round(min(wide * MONITOR, high * (0.54 if beside else 0.3)))
        self.monitor.setFixedHeight(max(tall, 160))
        self.monitor.setVisible(bool(self.tour.chapter.procedure) and (beside or high > TALL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if self.is_open and watched is self._host and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, arrows go from part to part."""
        on, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if self.dress.rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() in (on, back):
            self._go(self.tour.index + (1 if event.key() == on else -1))
        else:
            super().keyPressEvent(event)
