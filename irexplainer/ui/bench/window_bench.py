"""The whole window: playing, opening a procedure, resting."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from irexplainer.library.load import Library
from irexplainer.session.session import Session
from irexplainer.ui.bench.timing import Frames, quiet
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.services import Services
from irexplainer.ui.settle import settled, wait_until
from irexplainer.ui.window import MainWindow

TICK = 1 / 60
IDLE_SECONDS = 5.0
PLAYED = ("map", "feeder")


class _Paints(QObject):
    """Counts paint events of the whole application."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count and let pass."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class WindowBench:
    """A window of a size with time of its own."""

    def __init__(self, library: Library, width: int, height: int) -> None:
        self.now = 0.0
        self.services = Services(library)
        self.session = Session(library, self.services.board)
        self.clock = FrameClock(lambda: self.now)
        self.window = MainWindow(self.session, self.services, self.clock)
        self.window.resize(width, height)
        self.window.show()
        self.services.warm_up()
        self.settle()

    def close(self) -> None:
        """Give everything back."""
        self.window.close()
        self.services.close()

    def opening(self, id: str) -> tuple[float, float]:
        """(ms from the click to the first picture, ms of the longest the window did not answer until all is sharp).

        Nothing of the procedure has been compiled before.
        """
        blocked, first = 0.0, 0.0
        started = time.perf_counter()
        with quiet():
            self.session.open_procedure(id)
            while not first or (not settled(self.window) and time.perf_counter() - started < 20):
                began = time.perf_counter() if first else started
                self._frame()
                first = first or time.perf_counter() - started
                blocked = max(blocked, time.perf_counter() - began)
                time.sleep(0.002)
        return round(first * 1e3, 2), round(blocked * 1e3, 2)

    def playing(self) -> dict[str, float]:
        """Frames of the window while stage, doctor's screen and text play."""
        frames = Frames()
        self.session.open_procedure("tace")
        board = self.session.board
        assert board is not None
        for step in board.steps:
            if step.id in PLAYED:
                self.session.seek(step.start + 0.45 * step.length)
                self.settle()
                self.session.play()
                for _ in range(20):
                    self._frame()
                wait_until(lambda: self.services.worker.idle, 20)
                with quiet():
                    for _ in range(120):
                        frames.take(self._frame)
                        time.sleep(0.004)
                self.session.pause()
        return frames.summary()

    def resting(self) -> tuple[float, int]:
        """(percent of one core, paint events) in IDLE_SECONDS of a paused window."""
        self.session.pause()
        self.settle()
        wait_until(lambda: False, 0.3)
        paints = _Paints()
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(paints)
        used, started = time.process_time(), time.perf_counter()
        end = started + IDLE_SECONDS
        loop_until(end)
        share = (time.process_time() - used) / (time.perf_counter() - started)
        application.removeEventFilter(paints)
        return round(share * 100, 3), paints.count

    def settle(self) -> bool:
        """Let time pass until all is sharp."""

        def done() -> bool:
            self._frame()
            return settled(self.window)

        return wait_until(done, 30)

    def _frame(self) -> None:
        self.now += TICK
        self.clock.tick()
        QCoreApplication.processEvents()


def loop_until(end: float) -> None:
    """Run the event loop, asleep while nothing happens."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop = QEventLoop()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.CoarseTimer)
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(max(int((end - time.perf_counter()) * 1e3), 1))
    loop.exec()
