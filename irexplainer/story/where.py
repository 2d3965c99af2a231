"""Turn a phase, a step id or a number of seconds into a moment of a storyboard."""

import math
import warnings

from irexplainer.errors import ConfigError, Notice
from irexplainer.story.frame import Phase
from irexplainer.story.storyboard import Storyboard


def resolve_where(board: Storyboard, where: str) -> float:
    """Seconds for ``where``; ConfigError when it names nothing. Outside the story: its nearer end, and a Notice.

    A step stands for its still. A phase stands for the still that shows it best: the way has been found
    (imaging), the sheath is in (incision), the tool is in place (placement): its last step; for treatment
    the first step, where the treatment itself happens.
    """
    for step in board.steps:
        if step.id == where:
            return step.still
    if where in {phase.value for phase in Phase}:
        steps = [step for step in board.steps if step.phase.value == where]
        return steps[0 if where == Phase.TREATMENT.value else -1].still
    try:
        seconds = float(where)
    except ValueError:
        seconds = math.nan
    if math.isfinite(seconds):
        return _within(board, where, seconds)
    names = ", ".join([p.value for p in Phase] + [s.id for s in board.steps])
    raise ConfigError(f"--at {where}", "there is no such moment.", f"Use seconds or one of: {names}.")


def _within(board: Storyboard, where: str, seconds: float) -> float:
    if 0.0 <= seconds <= board.length:
        return seconds
    last = math.floor(board.length * 10) / 10  # a number that may be typed
    shown = "its start" if seconds < 0 else "its end"
    text = f"--at {where}: {board.procedure_id} runs from 0 to {last:.1f} seconds, so {shown} is shown."
    warnings.warn(text, Notice, stacklevel=3)
    return 0.0 if seconds < 0 else board.length
