"""Where the playhead goes: pure functions over a storyboard. Seconds throughout."""

import math
from typing import TYPE_CHECKING

from irexplainer.story.frame import Phase

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

RESTART_SECONDS = 1.0
"""Stepping back later than this within a step returns to its start, as media players do."""


def clamp(seconds: float, board: "Storyboard") -> float:
    """Seconds inside the board; NaN counts as 0."""
    if math.isnan(seconds):
        return 0.0
    return min(max(seconds, 0.0), board.length)


def advance(playhead: float, seconds: float, speed: float, board: "Storyboard") -> tuple[float, bool]:
    """(new playhead, still playing) after ``seconds`` of real time; never runs backwards."""
    step = seconds * speed if math.isfinite(seconds) and seconds > 0 else 0.0
    moved = clamp(playhead + step, board)
    return moved, moved < board.length


def step_target(playhead: float, delta: int, board: "Storyboard") -> float:
    """Start of the step ``delta`` steps away. Behind the last step lies the end."""
    index = board.step_index(playhead)
    if delta < 0 and playhead - board.steps[index].start > RESTART_SECONDS:
        delta += 1
    target = index + delta
    if target >= len(board.steps):
        return board.length
    return board.steps[max(target, 0)].start


def phase_target(phase: Phase, board: "Storyboard") -> float:
    """Start of a phase; the playhead's own start where the board has no such phase."""
    starts = [step.start for step in board.steps if step.phase is phase]
    return starts[0] if starts else 0.0


def carry_over(playhead: float, old: "Storyboard", new: "Storyboard") -> float:
    """The same moment on a recompiled board: same step (by id) at the same share of its length."""
    step = old.steps[old.step_index(playhead)]
    twin = next((s for s in new.steps if s.id == step.id), None)
    if twin is None:
        return clamp(playhead / old.length * new.length if old.length > 0 else 0.0, new)
    share = (playhead - step.start) / step.length if step.length > 0 else 0.0
    return clamp(twin.start + share * twin.length, new)
