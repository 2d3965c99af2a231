"""Wait until a window without a viewer has nothing left to sharpen: for pictures, tests and measurements."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

if TYPE_CHECKING:
    from irexplainer.ui.window import MainWindow

PATIENCE_SECONDS = 60.0


def wait_until(done: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Handle events until ``done`` or the time is over; returns what ``done`` says."""
    end = time.perf_counter() + seconds
    while not done():
        if time.perf_counter() > end:
            return False
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)
    return True


def settled(window: "MainWindow") -> bool:
    """True when stage and doctor's screen show the playhead sharply and no work waits."""
    monitor = window.detail.monitor
    return window.stage.settled and getattr(monitor, "settled", True) and window.services.worker.idle


def settle(window: "MainWindow", seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait for a window to settle: that it stays so once what came last is laid out and painted.

    Curves find their place while they are painted, and a layout that moves asks for a new sharp picture: one look
    at a window that seems settled is not enough.
    """
    end = time.perf_counter() + seconds
    while True:
        _rounds()
        if not wait_until(lambda: settled(window), max(end - time.perf_counter(), 0.0)):
            return False
        _rounds()
        if settled(window):
            return True


def _rounds() -> None:
    """A few rounds of events, so that what was just asked for has begun."""
    for _ in range(3):
        QCoreApplication.processEvents()
