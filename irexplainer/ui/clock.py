"""The one clock of the program: a timer that runs only while something on show moves."""

import time
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from irexplainer.ui.precedence import precedence

TICK_MS = 16
LONGEST_STEP = 0.1
"""Seconds of playback a single tick may stand for; a machine that slept does not jump ahead."""

FAST = 50.0
"""Rates from here on (Hz) are called on every tick; slower ones take turns, one of them per tick."""


class Playing(Protocol):
    """What ``FrameClock.drive`` needs of a session."""

    @property
    def state(self) -> Any:
        """Has ``playing``."""

    def subscribe(self, listener: Callable[[Any, Any], None], /) -> Callable[[], None]:
        """Call the listener with old and new state."""

    def tick(self, seconds: float, /) -> None:
        """Real time has passed."""


class Beat:
    """One listener of the clock. Start it when something begins to move, stop it when all rests."""

    def __init__(self, clock: "FrameClock", call: Callable[[float], None], rate: float) -> None:
        self._clock, self.call, self.rate = clock, call, rate
        self.running = False
        self.last = 0.0

    def start(self) -> None:
        """Be called from the next tick on; no effect while running."""
        if not self.running:
            self.running = True
            self.last = self._clock.now()
            self._clock.rearm()

    def stop(self) -> None:
        """Be called no more until started again."""
        if self.running:
            self.running = False
            self._clock.rearm()

    def set_running(self, running: bool) -> None:
        """Start or stop."""
        self.start() if running else self.stop()


class FrameClock(QObject):
    """One precise timer for stage, monitor and plots.

    now: seconds of a monotonic time source; tests inject their own and call ``tick``. The timer is off while no beat
    runs and while the watched window is hidden or minimized.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._beats: list[Beat] = []
        self._driven: dict[int, Callable[[], None]] = {}
        self._hidden = False
        self._watched: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def active(self) -> bool:
        """True while the timer runs."""
        return self._timer.isActive()

    @property
    def hidden(self) -> bool:
        """True while nothing can be seen; beats keep their state and go on when shown."""
        return self._hidden

    def add(self, call: Callable[[float], None], rate: float = 60.0) -> Beat:
        """Add a listener, at rest. call: gets the seconds since its last call. rate: Hz."""
        beat = Beat(self, call, rate)
        self._beats.append(beat)
        return beat

    def remove(self, beat: Beat) -> None:
        """Forget a listener."""
        beat.running = False
        if beat in self._beats:
            self._beats.remove(beat)
        self.rearm()

    def drive(self, session: Playing) -> None:
        """Advance a session's playhead while it plays; calling it again for the same session changes nothing."""
        if id(session) in self._driven:
            return
        beat = self.add(session.tick)
        self._beats.insert(0, self._beats.pop())  # the playhead moves first, then what shows it
        self._driven[id(session)] = session.subscribe(lambda _old, new: beat.set_running(new.playing))
        beat.set_running(session.state.playing)

    def watch(self, window: QWidget) -> None:
        """Rest while this window is hidden or minimized."""
        self._watched = window
        window.installEventFilter(self)
        self.set_hidden(not window.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow show, hide and minimize of the watched window."""
        window = self._watched
        if window is not None and watched is window:
            kind = event.type()
            if kind in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange):
                self.set_hidden(kind == QEvent.Type.Hide or not window.isVisible() or window.isMinimized())
        return False

    def set_hidden(self, hidden: bool) -> None:
        """Tell whether the program can be seen at all."""
        if hidden != self._hidden:
            self._hidden = hidden
            for beat in self._beats:
                beat.last = self.now()
            self.rearm()

    def rearm(self) -> None:
        """Run the timer exactly while some beat wants it."""
        wanted = not self._hidden and any(beat.running for beat in self._beats)
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted and self._timer.isActive():
            self._timer.stop()

    def tick(self) -> None:
        """Call every fast listener, and of the slow ones due the one that has waited longest (they take turns)."""
        if not self._hidden:
            with precedence:
                self._tick(self.now())

    def _tick(self, now: float) -> None:
        for beat in tuple(self._beats):
            if beat.running and beat.rate >= FAST:
                self._call(beat, now)
        due = [beat for beat in self._beats if beat.running and beat.rate < FAST and self._overdue(beat, now) >= 0]
        if due:
            self._call(max(due, key=lambda beat: self._overdue(beat, now)), now)

    def _overdue(self, beat: Beat, now: float) -> float:
        return (now - beat.last) * beat.rate - 1.0 + 1e-6

    def _call(self, beat: Beat, now: float) -> None:
        owner = getattr(beat.call, "__self__", None)
        if isinstance(owner, QObject) and not isValid(owner):
            self.remove(beat)  # its window is gone, the clock lives on
            return
        seconds, beat.last = now - beat.last, now
        if seconds > 0:
            beat.call(min(seconds, LONGEST_STEP if beat.rate >= FAST else max(LONGEST_STEP, 1.5 / beat.rate)))
