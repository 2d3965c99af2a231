"""The thread that paints goes first: background work pauses while a frame is being made.

Two Python threads share one interpreter. Each time the painting thread comes back from Qt it would wait up to a switch
interval for the background thread; a frame makes some hundred such calls. So while a frame is in the making the
background thread stops at its next call of a function.
"""

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_WAIT = 0.03
"""Seconds after which background work goes on within one frame: the frame may be waiting for that very work."""


class Precedence:
    """``with precedence:`` marks a frame in the making. One painting thread; frames may nest.

    longest: seconds that background work waits within one frame.
    """

    def __init__(self, longest: float = LONGEST_WAIT) -> None:
        self._longest = longest
        self._free = threading.Event()
        self._free.set()
        self._depth = 0

    def __enter__(self) -> None:
        if self._depth == 0:
            self._free.clear()
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._free.set()

    def during(self, call: Callable[P, T]) -> Callable[P, T]:
        """The same function, with background work pausing while it runs."""

        def first(*args: P.args, **kwargs: P.kwargs) -> T:
            with self:
                return call(*args, **kwargs)

        return first

    def follow(self) -> None:
        """Have the calling thread give way from now on."""
        sys.setprofile(self._give_way)

    def _give_way(self, _frame: FrameType, _event: str, _arg: Any) -> None:
        if not self._free.is_set() and not self._free.wait(self._longest):
            self._free.set()  # it may be us they wait for


precedence = Precedence()
"""Of the one thread that paints."""
