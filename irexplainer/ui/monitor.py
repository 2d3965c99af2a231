"""The doctor's screen: computed from the same frame as the stage, at its own rate on the one clock."""

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame, Modality
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import announce, expose
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.monitor_nodes import screen_nodes, title_of
from irexplainer.ui.monitor_work import MonitorWork
from irexplainer.ui.services import Services
from irexplainer.ui.words import picture_words
from irexplainer.ui.worker import SOON

if TYPE_CHECKING:
    from irexplainer.imaging.screen import Screen
    from irexplainer.session.session import Session
    from irexplainer.session.state import SessionState

LIVE_HZ, CALM_HZ = 15.0, 2.0
COSTLY_SECONDS = 0.012
"""A picture that takes longer than this is made in the worker."""
SHOWN = ("procedure", "choices", "language", "theme", "text_scale", "mode", "reduced_motion")


class MonitorView(MonitorWork):
    """Bezel, picture, marks and words. Pictures follow the playhead at LIVE_HZ while playing, at once while paused."""

    def __init__(
        self, session: "Session", services: Services, clock: FrameClock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.services = session, services
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._screen: Screen | None = None
        self._pixels: QImage | None = None
        self._moment: object = None
        self._warm: set[object] = set()
        self._costly: set[object] = set()
        self._broken: object = None
        self._using = threading.Lock()
        self._nodes: tuple[Node, ...] = ()
        self._beat = clock.add(self._on_beat, LIVE_HZ)
        services.worker.done.connect(self._take)
        services.worker.failed.connect(self._give_up)
        services.ready.connect(self.refresh)
        self._stop = session.subscribe(self._changed)
        self.destroyed.connect(self._stop)
        expose(self)
        self._restart()

    @property
    def settled(self) -> bool:
        """True when the picture on show is that of the playhead."""
        return self.session.board is None or self._moment == self._now()

    @property
    def screen_on_show(self) -> "Screen | None":
        """The picture on show."""
        return self._screen

    def refresh(self) -> None:
        """Make the picture of the playhead, here if that is quick, else in the worker."""
        board = self.session.board
        if board is None or not self.services.warm or self.width() < 32 or self.height() < 32:
            return
        frame = board.state_at(self.session.state.playhead)
        kind = self._kind(frame)
        screen = self._make_here(frame, kind)
        if screen is not None:
            self._show(screen, self._now())
        elif kind != self._broken:
            self._ask(kind, frame)
        else:
            self._moment = self._now()  # it failed and was told; asking again would fail again

    def _make_here(self, frame: Frame, kind: object) -> "Screen | None":
        """A picture, where all it needs has been prepared and no other is being made."""
        board = self.session.board
        if board is None or kind not in self._warm or kind in self._costly or not self._using.acquire(blocking=False):
            return None
        from irexplainer.imaging.prepared import NotPrepared, only_prepared

        used = time.thread_time()
        try:
            with only_prepared():
                return self.services.renderer(*self._size(frame)).render(board, frame)
        except NotPrepared:
            return None
        finally:
            self._using.release()
            if time.thread_time() - used > COSTLY_SECONDS:
                self._costly.add(kind)

    def refresh_now(self) -> None:
        """Make the picture of the playhead here, however long it takes (pictures for print)."""
        board = self.session.board
        if board is not None:
            frame = board.state_at(self.session.state.playhead)
            with self._using:
                screen = self.services.renderer(*self._size(frame)).render(board, frame)
            self._show(screen, self._now())

    def nodes(self) -> tuple[Node, ...]:
        """The picture and its marks."""
        return self._nodes

    def focused_node(self) -> str | None:
        """What the viewer works on stands last."""
        own = self.hand_nodes()
        return own[-1].id if own else "screen" if self._nodes else None

    def activate_node(self, id: str) -> None:
        """Nothing to press here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the screen."""
        if self.session.board is None:
            return
        from irexplainer.paint.monitor_picture import paint_monitor

        state = self.session.state
        screen, pixels = self._screen or self._waiting(), self._pixels if self._screen else None
        p = QPainter(self)
        try:
            look, foot = Look.of(state.theme), self.foot()
            paint_monitor(p, self.bezel(), screen, look, self._words, state.text_scale, False, pixels, foot)
            self.paint_hand(p)
        finally:
            p.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are made for the size on show."""
        self._moment = None
        self.refresh()
        self.arrange_tools()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()

    def hand_moved(self) -> None:
        """The same picture, through another window or with another line."""
        if self._raw is not None:
            self._take_screen(self._raw)
        self._describe()
        self.tell_hand()
        self.arrange_tools()
        self.update()

    def _changed(self, old: "SessionState", new: "SessionState") -> None:
        if any(getattr(old, name) != getattr(new, name) for name in SHOWN) or old.playing != new.playing:
            self._restart()
        elif old.playhead != new.playhead and not new.playing:
            self.refresh()
        if (old.highlighted, old.linked) != (new.highlighted, new.linked):
            self._describe()
            self.arrange_tools()
            self.update()

    def _restart(self) -> None:
        state, procedure = self.session.state, self.session.procedure
        if procedure is None:
            self._screen, self._raw, self._pixels, self._moment, self._nodes = None, None, None, None, ()
        self._words = picture_words(self.services.library, state.language, procedure, state.mode)
        self._beat.rate = CALM_HZ if state.reduced_motion else LIVE_HZ
        self._beat.set_running(state.playing and self.session.board is not None)
        self.refresh()
        self._describe()
        self.arrange_tools()
        self.update()

    def _on_beat(self, _seconds: float) -> None:
        if self.isVisible():
            self.refresh()

    def _now(self) -> object:
        state = self.session.state
        return (state.procedure, state.choices, state.language, state.playhead, self.width(), self.height())

    def _kind(self, frame: Frame) -> object:
        """What must be prepared anew: pictures of one kind are quick after the first."""
        state = self.session.state
        return (state.procedure, state.choices, frame.modality, frame.step, self._size(frame))

    def _size(self, frame: Frame) -> tuple[int, int]:
        image = self.image_box(frame.modality.value if frame.modality is not Modality.NONE else "")
        return max(round(image.width), 16), max(round(image.height), 16)

    def _ask(self, kind: object, frame: Frame) -> None:
        board, size, now = self.session.board, self._size(frame), self._now()
        assert board is not None

        def make() -> Any:
            with self._using:
                return kind, now, self.services.renderer(*size).render(board, frame)

        self.services.worker.submit(("screen", id(self)), make, SOON)

    def _take(self, key: object, result: Any) -> None:
        if key != ("screen", id(self)):
            return
        kind, moment, screen = result
        self._warm.add(kind)
        if self.session.board is None:
            return
        if moment[:3] == self._now()[:3]:  # type: ignore[index]  # both come from _now
            self._show(screen, moment)
        if not self.settled and not self.session.state.playing:
            self.refresh()

    def _give_up(self, key: object, _error: object) -> None:
        board = self.session.board
        if key == ("screen", id(self)) and board is not None:
            self._broken = self._kind(board.state_at(self.session.state.playhead))
            self._moment = self._now()

    def _show(self, screen: "Screen", moment: object) -> None:
        was = self._raw
        renamed = was is None or was.title_key != screen.title_key
        same_words = (
            not renamed and was is not None and (was.note_key, was.numbers) == (screen.note_key, screen.numbers)
        )
        self._moment = moment
        if self._raw is not screen:
            board = self.session.board
            self.hand.follow(screen, board.state_at(self.session.state.playhead).step if board else None)
            self._take_screen(screen)
        self._describe()
        if renamed or (was is not None and was.modality is not screen.modality):
            self.arrange_tools()
            announce(self, None, QAccessible.Event.NameChanged)
        self.update(self._image() if same_words else self.rect())

    def _take_screen(self, screen: "Screen") -> None:
        from irexplainer.paint.monitor_picture import screen_picture

        shown = self.hand.applied(screen)
        self._raw, self._screen, self._pixels = screen, shown, screen_picture(shown)

    def _image(self) -> QRect:
        image = self.image_box(self._screen.title_key if self._screen else "")
        return QRect(round(image.x) - 1, round(image.y) - 1, round(image.width) + 3, round(image.height) + 3)

    def _waiting(self) -> "Screen":
        """A dark screen that does not claim that no picture is needed."""
        from irexplainer.imaging.screen import dark_screen

        board = self.session.board
        modality = board.state_at(self.session.state.playhead).modality if board else Modality.NONE
        dark = dark_screen(64, 64)
        return dark if modality is Modality.NONE else replace(dark, title_key=modality.value, note_key="")

    def _describe(self) -> None:
        screen = self._screen
        title = title_of(self._words(screen.title_key) if screen is not None and screen.title_key else "")
        name = QCoreApplication.translate("MonitorView", "What the doctor sees")
        self.setAccessibleName(f"{name}: {title}" if title else name)
        if screen is None:
            self._nodes = ()
            return
        own, scale = self.hand_nodes(), self.session.state.text_scale
        self._nodes = (*screen_nodes(screen, self.bezel(), self._words, scale, self.foot()), *own)
        said = [title_of(self._words("simulated_image")), *(node.name for node in own)]
        self.setAccessibleDescription(". ".join(said))
