"""The thread that paints goes first."""

import threading
import time
from collections.abc import Callable

from irexplainer.ui.precedence import Precedence


class Counting(threading.Thread):
    """Counts for as long as it may, one call of a function after the other."""

    def __init__(self, precedence: Precedence) -> None:
        super().__init__(daemon=True)
        self.precedence, self.count, self.wanted = precedence, 0, True

    def run(self) -> None:
        self.precedence.follow()
        while self.wanted:
            self.step()

    def step(self) -> None:
        self.count += 1
        time.sleep(0)


def until(what: Callable[[], bool]) -> None:
    """Wait for something that another thread brings about."""
    while not what():
        time.sleep(0.001)


def test_background_work_rests_while_a_frame_is_made_and_goes_on_after_it() -> None:
    precedence = Precedence(longest=3600.0)
    other = Counting(precedence)
    other.start()
    until(lambda: other.count > 10)
    with precedence:
        with precedence:
            pass  # an inner frame does not end the outer one
        time.sleep(0.02)
        resting = other.count
        time.sleep(0.05)
        assert other.count == resting
    until(lambda: other.count > resting + 10)
    other.wanted = False
    other.join()


def test_a_frame_that_waits_for_background_work_gets_it() -> None:
    precedence = Precedence(longest=0.001)
    other = Counting(precedence)
    other.start()
    until(lambda: other.count > 10)
    with precedence:
        before = other.count
        until(lambda: other.count > before + 10)
    other.wanted = False
    other.join()


def test_a_function_can_be_given_precedence() -> None:
    precedence = Precedence(longest=3600.0)
    other = Counting(precedence)
    other.start()
    until(lambda: other.count > 10)

    def frame(rest: float) -> tuple[int, int]:
        time.sleep(rest)
        first = other.count
        time.sleep(rest)
        return first, other.count

    first, second = precedence.during(frame)(0.02)
    assert first == second
    other.wanted = False
    other.join()
