"""Measuring: medians, percentiles, memory, processor time."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def quiet() -> Iterator[None]:
    """No garbage collection while measuring; the program itself collects between frames as well."""
    automatic = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if automatic:
            gc.enable()


def milliseconds(call: Callable[[], object], times: int, warm: int = 2) -> list[float]:
    """How long each of ``times`` calls took, ms, after ``warm`` calls that do not count."""
    for _ in range(warm):
        call()
    spent = []
    with quiet():
        for _ in range(times):
            started = time.perf_counter()
            call()
            spent.append((time.perf_counter() - started) * 1e3)
    return spent


def median(values: list[float]) -> float:
    """Median, 0 for nothing."""
    return round(statistics.median(values), 3) if values else 0.0


def percentile(values: list[float], share: float = 0.99) -> float:
    """Value that ``share`` of all stay below, 0 for nothing."""
    ordered = sorted(values)
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 3) if ordered else 0.0


def pss_mb() -> float:
    """Proportional memory of this process in MB; -1 where the system does not tell."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text()
    except OSError:
        return -1.0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) / 1024, 1)
    return -1.0


class Frames:
    """Wall and processor times of frames, ms."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def take(self, call: Callable[[], object]) -> float:
        """Run one frame and note its times; returns the wall time in ms."""
        started, used = time.perf_counter(), time.thread_time()
        call()
        self.cpu.append((time.thread_time() - used) * 1e3)
        self.wall.append((time.perf_counter() - started) * 1e3)
        return self.wall[-1]

    def summary(self) -> dict[str, float]:
        """median_ms and p99_ms of the wall clock, cpu_ms: median of the painting thread's processor time."""
        return {"median_ms": median(self.wall), "p99_ms": percentile(self.wall), "cpu_ms": median(self.cpu)}
