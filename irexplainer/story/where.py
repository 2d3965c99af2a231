"""Turn a phase, a step id or a number of seconds into a moment of a storyboard."""

import math

from irexplainer.errors import ConfigError
from irexplainer.story.frame import Phase
from irexplainer.story.storyboard import Storyboard


def resolve_where(board: Storyboard, where: str) -> float:
    """Seconds for ``where``; ConfigError when it names nothing.

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
        return min(max(seconds, 0.0), board.length)
    names = ", ".join([p.value for p in Phase] + [s.id for s in board.steps])
    raise ConfigError(f"--at {where}", "there is no such moment.", f"Use seconds or one of: {names}.")
