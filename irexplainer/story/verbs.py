"""The verbs of a beat: each writes tracks and says how long it takes. Camera, tool and effect never move together."""

import math
from collections.abc import Callable

from irexplainer.errors import ContentError
from irexplainer.models.contrast import INJECTION_SECONDS, WASH_SECONDS
from irexplainer.models.ice import Stage
from irexplainer.story.frame import Modality, Position
from irexplainer.story.parts import Tool
from irexplainer.story.schema import ActionSpec
from irexplainer.story.stagehand import Stagehand
from irexplainer.timeline.easing import EASINGS, Easing, Hesitation, cubic_in_out

APPEAR_SECONDS = 0.4
FASTEST_CM_PER_S = 30.0
DYE_SECONDS = INJECTION_SECONDS + 3.0 * WASH_SECONDS

Verb = Callable[[Stagehand, ActionSpec, float, str], float]
"""(stage, action, start, place in the file) -> seconds it takes."""


def view(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Fly to a framing."""
    return stage.view(action.to, start, action.seconds, place)


def turn(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Turn the patient over; ``to`` is the framing afterwards."""
    if action.position not in [p.value for p in Position]:
        raise ContentError(f"{place}.position", f"'{action.position}' is no position.", "Use supine or prone.")
    return stage.turn(Position(action.position), action.to, start, action.seconds, place)


def screen(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Another picture on the doctor's screen from now on."""
    if action.modality not in [m.value for m in Modality]:
        raise ContentError(f"{place}.modality", f"'{action.modality}' is no modality.", "Use ct, ultrasound, ....")
    stage.modality.set(start, Modality(action.modality))
    return 0.0


def appear(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools become visible where they are; effects reach ``value``."""
    seconds = APPEAR_SECONDS if action.seconds < 0 else action.seconds
    tools, effects = stage.named(action, place)
    for tool in tools:
        tool.opacity.go(start, seconds, 1.0)
    for effect in effects:
        effect.value.go(start, seconds, action.value)
    return seconds


def fade(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools and effects vanish."""
    seconds = APPEAR_SECONDS if action.seconds < 0 else action.seconds
    tools, effects = stage.named(action, place)
    for tool in tools:
        tool.opacity.go(start, seconds, 0.0)
    for effect in effects:
        effect.value.go(start, seconds, 0.0)
        effect.clock.go(start + seconds, 0.0, 0.0) if effect.spec.kind == "contrast" else None
    return seconds


def advance(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools move forward to a place, hesitating where a branch leaves."""
    return _move(stage, action, start, place, forward=True)


def withdraw(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools move back; to ``outside`` they also vanish."""
    return _move(stage, action, start, place, forward=False)


def _move(stage: Stagehand, action: ActionSpec, start: float, place: str, forward: bool) -> float:
    tools, _ = stage.named(action, place)
    goals = [_goal(stage, tool, action.to or "outside", place) for tool in tools]
    lengths = [abs(goal - tool.tip.end_value) for tool, goal in zip(tools, goals, strict=True)]
    seconds = action.seconds if action.seconds >= 0 else _usual_seconds(max(lengths))
    seconds = max(seconds, max(lengths) / FASTEST_CM_PER_S)
    for tool, goal in zip(tools, goals, strict=True):
        old = tool.tip.end_value
        if forward == (goal < old - 1e-6):
            problem = f"'{action.to}' lies {'behind' if forward else 'ahead of'} the tip of {tool.id}."
            raise ContentError(f"{place}.to", problem, f"Use {'withdraw' if forward else 'advance'}.")
        if tool.opacity.end_value < 1.0:
            tool.opacity.go(start, APPEAR_SECONDS, 1.0)
        tool.tip.go(start, seconds, goal, _easing(tool, old, goal, action, place))
        if tool.spec.lead:
            stage.leader.set(start, tool.id)
        if not forward and (action.to or "outside") == "outside":
            tool.opacity.go(start + max(seconds, APPEAR_SECONDS), 0.3, 0.0)
            seconds = max(seconds, APPEAR_SECONDS)
    gone = 0.3 if not forward and (action.to or "outside") == "outside" else 0.0
    return seconds + gone


def put(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools that are not seen are laid where they will come out (a fine tube inside the guiding tube)."""
    for tool in stage.named(action, place)[0]:
        if tool.opacity.end_value > 0:
            raise ContentError(place, f"{tool.id} is already to be seen.", "Use advance or withdraw.")
        tool.tip.jump(start, _goal(stage, tool, action.to, place))
    return 0.0


def _usual_seconds(distance: float) -> float:
    return min(max(0.9 + 0.14 * distance, 1.2), 5.5)


def _easing(tool: Tool, old: float, goal: float, action: ActionSpec, place: str) -> Easing:
    if action.easing:
        if action.easing not in EASINGS:
            known = ", ".join(EASINGS)
            raise ContentError(f"{place}.easing", f"'{action.easing}' is no easing.", f"Use one of: {known}.")
        return EASINGS[action.easing]
    span = goal - old
    if span <= 0.5:
        return cubic_in_out
    branches = [(s - old) / span for s in tool.ways[tool.path.last].branches if old + 0.4 < s < goal - 0.4]
    return Hesitation(branches) if branches else cubic_in_out


def _goal(stage: Stagehand, tool: Tool, to: str, place: str) -> float:
    """Arc length for ``to``: a place of the way, or ``tool:id`` with ``+cm``: beside the tip of another tool."""
    way = tool.ways[tool.path.last]
    if to.startswith("tool:"):
        name, sign, more = to[5:].replace("-", "+-").partition("+")
        other = stage.tool(name, place)
        depth = other.tip.end_value - other.ways[other.path.last].skin
        try:
            extra = float(more) if sign else 0.0
        except ValueError:
            raise ContentError(f"{place}.to", f"'{more}' is no number of cm.", "Write tool:name+1.5.") from None
        return min(max(way.skin + depth + extra, 0.0), way.line.length)
    return way.place(to, f"{place}.to")


def switch(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools go over to another way that shares the part they lie in."""
    tools, _ = stage.named(action, place)
    for tool in tools:
        if action.path not in stage.ways:
            known = ", ".join(stage.ways)
            raise ContentError(f"{place}.path", f"'{action.path}' is no path.", f"Use one of: {known}.")
        way = stage.ways[action.path]
        old = tool.point(math.inf)
        s = way.line.nearest(old)
        gap = math.dist(old, [float(v) for v in way.line.at(s)[:3]])
        if gap > 0.25 and tool.opacity.end_value > 0:
            problem = f"{tool.id} would jump {gap:.2f} cm."
            raise ContentError(f"{place}.path", problem, "Withdraw it to where both paths run together.")
        tool.path.set(start, action.path)
        tool.tip.jump(start, s)
    return 0.0


def shape(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Tools take the form they can take (a loop curls) up to ``value``."""
    seconds = 2.5 if action.seconds < 0 else action.seconds
    for tool in stage.named(action, place)[0]:
        tool.shape.go(start, seconds, action.value, cubic_in_out)
    return seconds


def fill(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Effects change to ``value``."""
    seconds = 3.0 if action.seconds < 0 else action.seconds
    easing = EASINGS.get(action.easing or "cubic")
    if easing is None:
        raise ContentError(f"{place}.easing", f"'{action.easing}' is no easing.", "Use cubic, linear or sine_out.")
    for effect in stage.named(action, place)[1]:
        effect.value.go(start, seconds, action.value, easing)
    return seconds


def inject(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Dye leaves the tip of ``tool``: seconds run, then it has washed out."""
    seconds = DYE_SECONDS if action.seconds < 0 else action.seconds
    if not action.effect:
        raise ContentError(f"{place}.effect", "this names no effect.", 'Add effect = "dye".')
    effect = stage.effect(action.effect, place)
    if action.tool:
        effect.place.set(start, stage.tool(action.tool, place).point(math.inf))
    effect.clock.jump(start, 0.0)
    effect.clock.go(start, seconds, seconds)
    effect.clock.jump(start + seconds, 0.0)
    effect.value.go(start, 0.25, 1.0)
    effect.value.go(start + seconds - 0.4, 0.4, 0.0)
    return seconds


def run(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """A model runs for real ``minutes`` within some seconds. mode: freeze, thaw or warm for ice."""
    seconds = 4.0 if action.seconds < 0 else action.seconds
    if action.minutes <= 0:
        raise ContentError(f"{place}.minutes", "this takes no time.", "Add minutes = 10.")
    for effect in stage.named(action, place)[1]:
        if effect.spec.model == "ice":
            if action.mode not in ("freeze", "thaw", "warm"):
                raise ContentError(f"{place}.mode", f"'{action.mode}' is no mode.", "Use freeze, thaw or warm.")
            effect.stages.append(Stage(action.mode, action.minutes))
        effect.clock.go(start, seconds, effect.clock.end_value + action.minutes)
    return seconds


def wait(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """Nothing moves."""
    return 1.0 if action.seconds < 0 else action.seconds


def highlight(stage: Stagehand, action: ActionSpec, start: float, place: str) -> float:
    """A call-out comes first for a while."""
    seconds = 1.5 if action.seconds < 0 else action.seconds
    stage.bright.append((action.key, start, start + seconds))
    return seconds


VERBS: dict[str, Verb] = {
    "put": put, "view": view, "turn": turn, "screen": screen, "appear": appear, "fade": fade, "advance": advance,
    "withdraw": withdraw, "switch": switch, "shape": shape, "fill": fill, "inject": inject, "run": run,
    "wait": wait, "highlight": highlight,
}  # fmt: skip
"""Everything ``do`` may say."""
