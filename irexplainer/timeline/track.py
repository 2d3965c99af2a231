"""One number (or word) over time, built move by move at compile time and read at any second afterwards."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from irexplainer.timeline.easing import Easing, linear

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Move:
    """From value a at ``start`` to value b at ``end`` (seconds); holds b afterwards."""

    start: float
    end: float
    a: float
    b: float
    easing: Easing

    def at(self, seconds: float) -> float:
        """Value at a time at or after ``start``."""
        if seconds >= self.end:
            return self.b
        return self.a + (self.b - self.a) * self.easing((seconds - self.start) / (self.end - self.start))


@dataclass
class Track:
    """A number over time: ``first`` until the first move, then what the moves say. Moves do not overlap."""

    first: float
    moves: list[Move] = field(default_factory=list)
    _starts: list[float] = field(default_factory=list)

    def go(self, start: float, seconds: float, value: float, easing: Easing = linear) -> None:
        """Append a move that begins at ``start``; ValueError when it begins before the last one has ended."""
        if self.moves and start < self.moves[-1].end - 1e-9:
            raise ValueError(f"a move at {start} s begins before {self.moves[-1].end} s")
        self.moves.append(Move(start, start + max(seconds, 0.0), self.end_value, value, easing))
        self._starts.append(start)

    def jump(self, start: float, value: float) -> None:
        """A change without duration."""
        self.go(start, 0.0, value)

    @property
    def end_value(self) -> float:
        """Value after the last move."""
        return self.moves[-1].b if self.moves else self.first

    @property
    def end(self) -> float:
        """Seconds at which the last move ends."""
        return self.moves[-1].end if self.moves else 0.0

    def at(self, seconds: float) -> float:
        """Value at a time."""
        index = bisect_right(self._starts, seconds) - 1
        return self.first if index < 0 else self.moves[index].at(seconds)


@dataclass
class Steps(Generic[T]):
    """A thing that changes at once: ``first`` until the first change."""

    first: T
    times: list[float] = field(default_factory=list)
    values: list[T] = field(default_factory=list)

    def set(self, start: float, value: T) -> None:
        """Append a change; times do not go back."""
        if self.times and start < self.times[-1]:
            raise ValueError(f"a change at {start} s comes before {self.times[-1]} s")
        self.times.append(start)
        self.values.append(value)

    def before(self, seconds: float) -> list[T]:
        """All values set up to a time, the latest first."""
        return self.values[: bisect_right(self.times, seconds)][::-1]

    @property
    def last(self) -> T:
        """Value after the last change."""
        return self.values[-1] if self.values else self.first

    def at(self, seconds: float) -> T:
        """Value at a time."""
        index = bisect_right(self.times, seconds) - 1
        return self.first if index < 0 else self.values[index]
