"""Garbage is collected in the painting thread only: a widget must not be destroyed in another one."""

import gc
import threading

import pytest

from irexplainer.ui.tidy import INTERVAL_MS, collect_due
from irexplainer.ui.worker import URGENT, Worker


@pytest.fixture
def collectors():
    """Threads that collected."""
    threads: list[int] = []

    def note(phase, _info):
        if phase == "start":
            threads.append(threading.get_ident())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def litter(count):
    """Many cycles that nobody holds."""
    for _ in range(count):
        ring: list[object] = []
        ring.append(ring)
    return threading.get_ident()


def test_a_busy_worker_never_collects(qtbot, collectors):
    worker = Worker()
    with qtbot.waitSignal(worker.done, timeout=10000) as told:
        worker.submit("litter", lambda: litter(20000), URGENT)
    worker.close()
    assert told.args[1] not in (*collectors, threading.get_ident())


def test_the_painting_thread_collects_what_is_left(qtbot, collectors):
    worker = Worker()
    with qtbot.waitSignal(worker.done, timeout=10000):
        worker.submit("litter", lambda: litter(20000), URGENT)
    worker.close()
    qtbot.waitUntil(lambda: threading.get_ident() in collectors, timeout=20 * INTERVAL_MS)
    collect_due()
    assert gc.get_count()[0] < 20000
