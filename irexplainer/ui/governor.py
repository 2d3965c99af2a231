"""Steps down the sharpness of moving pictures when the machine is too slow for them."""

from collections import deque
from statistics import median

SMOOTH, HALF, NEAREST = 0, 1, 2
SLOW_MS, FAST_MS = 10.0, 4.0
FRAMES, MANY = 12, 90
LARGE_PIXELS = 5_000_000
"""Scaling more than this takes longer than half a frame on the machines measured (docs/architecture.md)."""


class Governor:
    """Counts frame times of a moving camera. ``level``: SMOOTH, HALF (half resolution) or NEAREST."""

    def __init__(self) -> None:
        self.level = SMOOTH
        self._times: deque[float] = deque(maxlen=FRAMES)
        self._fast = 0

    def level_for(self, pixels: float) -> int:
        """Level for a picture of so many px: one that is very large is scaled in the cheapest way."""
        return max(self.level, NEAREST if pixels > LARGE_PIXELS else SMOOTH)

    def note(self, milliseconds: float) -> None:
        """One moving frame took so long."""
        self._times.append(milliseconds)
        self._fast = self._fast + 1 if milliseconds < FAST_MS else 0
        if len(self._times) == FRAMES and median(self._times) > SLOW_MS and self.level < NEAREST:
            self.level += 1
            self._times.clear()
        elif self._fast >= MANY and self.level > SMOOTH:
            self.level -= 1
            self._fast = 0
