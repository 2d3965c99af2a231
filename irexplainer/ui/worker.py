"""One background thread for what is too slow for the thread that paints: layers, boards, first screen pictures."""

import atexit
import ctypes
import heapq
import itertools
import logging
import sys
import threading
import time
import weakref
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from irexplainer.ui.precedence import precedence
from irexplainer.ui.tidy import collect_here

SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter while the other waits; the default of 5 ms shows as a stutter."""

LARGE_BYTES, SLACK_BYTES = 4 << 20, 4 << 20
"""Larger pieces of memory go back at once when freed (a layer has 8 MB); what the small ones leave is kept up to
SLACK_BYTES, since the doctor's screen needs some arrays of 1 to 2 MB for every picture."""
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h
URGENT, SOON, LATER = 0, 1, 2
_log = logging.getLogger(__name__)


def steady_memory() -> None:
    """Let pictures go back to the system when they are freed (glibc).

    Left alone, glibc raises its threshold with the first large picture that is freed and keeps later ones in its heap:
    50 to 80 MB more after some hundred layers.
    """
    if sys.platform.startswith("linux"):
        try:
            libc = ctypes.CDLL("libc.so.6")
            libc.mallopt(MMAP_THRESHOLD, LARGE_BYTES)
            libc.mallopt(TRIM_THRESHOLD, SLACK_BYTES)
        except (OSError, AttributeError):
            _log.debug("no glibc: memory is left to the system")


def give_back() -> None:
    """Return freed memory in between the pieces in use to the system (glibc); other threads go on meanwhile."""
    if sys.platform.startswith("linux"):
        try:
            ctypes.CDLL("libc.so.6").malloc_trim(0)
        except (OSError, AttributeError):
            _log.debug("no glibc: memory is left to the system")


def _close(worker: "weakref.ref[Worker]") -> None:
    """End the thread before the interpreter goes: a thread cut off inside Qt takes the program down noisily."""
    alive = worker()
    if alive is not None:
        alive.close()


class Worker(QObject):
    """Runs jobs one after the other, most urgent first. ``done(key, result)`` arrives in the thread that made it.

    A job that raises is reported by ``failed(key, error)``. A key that waits already is not queued twice; asking again
    may only make it more urgent.
    """

    done = Signal(object, object)
    failed = Signal(object, object)
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Condition()
        self._heap: list[tuple[int, int, Hashable]] = []
        self._jobs: dict[Hashable, tuple[int, Callable[[], Any]]] = {}
        self._order = itertools.count()
        self._busy: Hashable | None = None
        self._untold: list[Hashable] = []
        self._closed = False
        self._thread: threading.Thread | None = None
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        atexit.register(_close, weakref.ref(self))

    def submit(self, key: Hashable, job: Callable[[], Any], priority: int = SOON) -> None:
        """Queue a job. priority: URGENT, SOON or LATER."""
        with self._lock:
            if self._closed or key == self._busy or key in self._untold:
                return
            waiting = self._jobs.get(key)
            if waiting is None or priority < waiting[0]:
                self._jobs[key] = (priority, job)
                heapq.heappush(self._heap, (priority, next(self._order), key))
            self._start()
            self._lock.notify_all()

    def keep_only(self, wanted: Callable[[Hashable], bool]) -> None:
        """Drop waiting jobs whose key is no longer wanted."""
        with self._lock:
            self._jobs = {key: job for key, job in self._jobs.items() if wanted(key)}
            self._heap = [entry for entry in self._heap if entry[2] in self._jobs]
            heapq.heapify(self._heap)

    @property
    def idle(self) -> bool:
        """True when nothing waits, runs or has still to be told."""
        with self._lock:
            return not self._jobs and self._busy is None and not self._untold

    def waiting(self, key: Hashable) -> bool:
        """True while a job of this key waits or runs."""
        with self._lock:
            return key in self._jobs or key == self._busy

    def close(self, seconds: float = 5.0) -> None:
        """Drop what waits and end the thread once its present job is done."""
        with self._lock:
            self._closed = True
            self._jobs.clear()
            self._heap.clear()
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    def _start(self) -> None:
        if self._thread is None:
            collect_here()
            if sys.getswitchinterval() > SWITCH_SECONDS:
                sys.setswitchinterval(SWITCH_SECONDS)
            self._thread = threading.Thread(target=self._run, name="irexplainer-worker", daemon=True)
            self._thread.start()

    def _next(self) -> tuple[Hashable, Callable[[], Any]] | None:
        with self._lock:
            while not self._closed:
                while self._heap:
                    priority, _, key = heapq.heappop(self._heap)
                    job = self._jobs.get(key)
                    if job is not None and job[0] == priority:
                        del self._jobs[key]
                        self._busy = key
                        return key, job[1]
                self._lock.wait()
        return None

    def _run(self) -> None:
        precedence.follow()
        while (task := self._next()) is not None:
            key, job = task
            result, error = None, None
            try:
                result = job()
            except Exception as problem:
                error = problem
            with self._lock:
                self._busy = None
                self._untold.append(key)
                if self._closed:
                    return
                last = not self._jobs
            self._finished.emit(key, result, error)
            del result, job, task
            if last:
                give_back()
            time.sleep(0)  # let the painting thread in

    def _tell(self, key: Hashable, result: Any, error: Exception | None) -> None:
        with self._lock:
            self._untold.remove(key)
        if error is None:
            self.done.emit(key, result)
        else:
            _log.error("background job %s failed", key, exc_info=error)
            self.failed.emit(key, error)
