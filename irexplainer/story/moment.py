"""The moment at a time: a pure function over finished tracks."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from irexplainer.story import zones
from irexplainer.story.frame import (
    STUDY_PRIORITY,
    Change,
    EffectPose,
    Frame,
    Label,
    Modality,
    Phase,
    Point3,
    ToolPose,
    View,
)
from irexplainer.story.parts import BeatLabels, Effect, Shot, Tool
from irexplainer.story.shown import may_show
from irexplainer.story.storyboard import Step
from irexplainer.timeline.easing import linear, quintic_in_out
from irexplainer.timeline.track import Steps

TOOL_ORDER = (
    "wire",
    "microcatheter",
    "catheter",
    "lysis_catheter",
    "aspiration_catheter",
    "dilator",
    "line",
    "cuffed_line",
    "port_line",
    "port",
    "double_j",
    "sheath",
    "scope",
    "drain",
    "cryoprobe",
    "electrode",
    "biopsy_needle",
    "bone_balloon",
    "cement_filler",
    "bone_needle",
    "needle",
)
"""Painted from first to last: what lies inside another device comes before it."""
RIM = 0.7
"""Share of the radius of the ice from its outermost probe to where its call-out points."""


@dataclass(frozen=True)
class Show:
    """Everything a moment is read from. Nothing of it changes after compiling."""

    steps: tuple[Step, ...]
    shots: tuple[Shot, ...]
    tools: tuple[Tool, ...]
    effects: tuple[Effect, ...]
    modality: Steps[Modality]
    held: Steps[float | None]
    leader: Steps[str]
    route: Steps[tuple[str, ...]]
    labels: tuple[BeatLabels, ...]
    access: str
    spans: Mapping[Phase, tuple[float, float]]

    def moment(self, seconds: float) -> Frame:
        """Frame at a time within the length."""
        index = self._step_index(seconds)
        step = self.steps[index]
        shot = self.shots[max(bisect_right([s.start for s in self.shots], seconds) - 1, 0)]
        moving = shot.change is not Change.NONE and seconds < shot.end
        tools = tuple(pose for tool in self.tools if (pose := tool.pose(seconds)) is not None)
        effects = tuple(pose for effect in self.effects for pose in effect.poses(seconds))
        start, end = self.spans[step.phase]
        return Frame(
            seconds=seconds,
            step=step.id,
            step_index=index,
            step_progress=_share(seconds, step.start, step.end),
            phase=step.phase,
            phase_progress=_share(seconds, start, end),
            view=shot.view,
            previous=shot.previous if moving else None,
            change=shot.change if moving else Change.NONE,
            change_progress=_progress(shot, seconds) if moving else 1.0,
            position=shot.position,
            modality=self.modality.at(seconds),
            access=self.access,
            tools=tools,
            effects=effects,
            route=self.route.at(seconds),
            labels=() if moving else self._labels(index, seconds, shot.view, tools, effects),
            tip=tip_of(self.leading(seconds), seconds),
            facts=self._facts(seconds),
            previous_position=shot.previous_position if moving else None,
            held_from=self.held.at(seconds),
        )

    def leading(self, seconds: float) -> Tool | None:
        """The visible tool whose tip lies deepest in the hole that was used last; None while none is inside."""
        return leading_tool(self.tools, self.leader, seconds)

    def _step_index(self, seconds: float) -> int:
        starts = [step.start for step in self.steps]
        return min(max(bisect_right(starts, seconds) - 1, 0), len(self.steps) - 1)

    def _labels(
        self, index: int, seconds: float, view: View, tools: tuple[ToolPose, ...], effects: tuple[EffectPose, ...]
    ) -> tuple[Label, ...]:
        beat = self.labels[index]
        bright = {key for key, start, end in beat.bright if start <= seconds < end}
        found = []
        for order, (spec, point, role) in enumerate(zip(beat.specs, beat.points, beat.roles, strict=True)):
            if not may_show(view, spec.at or spec.key):
                continue
            at = point if point is not None else self._moving(spec.at or spec.key, seconds, tools, effects)
            if at is not None:
                priority = 0 if spec.key in bright else order + (STUDY_PRIORITY if spec.study else 0)
                found.append(Label(f"label_{spec.key}", spec.key, at, priority, role))
        return tuple(found)

    def _moving(
        self, anchor: str, seconds: float, tools: tuple[ToolPose, ...], effects: tuple[EffectPose, ...]
    ) -> Point3 | None:
        kind, _, id = anchor.partition(":")
        id, _, back = id.partition("-")
        if kind == "tool":
            pose = next((p for p in tools if p.id == id and p.opacity > 0.5), None)
            if pose is None:
                return None
            way = next(tool for tool in self.tools if tool.id == id).way(seconds)
            x, y, z = way.line.at(max(pose.tip - float(back or 0.0), pose.tail))[:3]
            return float(x), float(y), float(z)
        found = next((e for e in effects if e.id == id and e.value > 0.05), None)
        if found is not None and found.kind == "ice":
            return self._rim_of_ice(found, seconds)
        if found is not None and found.kind in zones.KINDS:
            return zones.label_point(found)
        return None if found is None else found.at

    def _rim_of_ice(self, ice: EffectPose, seconds: float) -> Point3 | None:
        """A point in the ice beside the probes, at their level and away from the spine: its middle is the tumor's."""
        probes = [tool for tool in self.tools if tool.spec.kind == "cryoprobe" and tool.pose(seconds) is not None]
        if ice.at is None or not probes:
            return ice.at
        at, tips = np.asarray(ice.at), np.array([probe.point(seconds) for probe in probes])
        line, tip = probes[0].way(seconds).line, probes[0].tip.at(seconds)
        shaft = np.asarray(line.at(tip) - line.at(max(tip - 2.0, 0.0)))[:3]
        across = np.array([shaft[2], 0.0, -shaft[0]])
        length = float(np.linalg.norm(across))
        if length < 1e-6:
            return ice.at
        across *= (1.0 if across[0] * at[0] >= 0 else -1.0) / length
        x, y, z = at + across * (float(((tips - at) @ across).max()) + RIM * ice.radius_cm)
        return float(x), float(y), float(z)

    def _facts(self, seconds: float) -> dict[str, float]:
        facts: dict[str, float] = {}
        leader = self.leading(seconds)
        if leader is not None:
            facts["way_cm"] = leader.depth(seconds)
            facts["tool_diameter_mm"] = leader.diameter_mm
        for effect in self.effects:
            facts |= effect.facts(seconds)
        return facts


def leading_tool(tools: tuple[Tool, ...], movers: Steps[str], seconds: float) -> Tool | None:
    """The visible leading tool, as in ``Show.leading``: in the hole used last that still holds one."""
    seen: set[str] = set()
    for last in movers.before(seconds):
        group = next(tool for tool in tools if tool.id == last).way(seconds).group
        if group in seen:
            continue
        seen.add(group)
        best = _deepest(tools, group, seconds)
        if best is not None:
            return best
    return None


def _deepest(tools: tuple[Tool, ...], group: str, seconds: float) -> Tool | None:
    best: Tool | None = None
    for tool in tools:
        if not tool.spec.lead or tool.opacity.at(seconds) < 0.5 or tool.way(seconds).group != group:
            continue
        if tool.depth(seconds) > 1e-6 and (best is None or tool.depth(seconds) > best.depth(seconds) + 1e-9):
            best = tool
    return best


def tip_of(leader: Tool | None, seconds: float) -> Point3 | None:
    """Tip of the leading tool."""
    return None if leader is None else leader.point(seconds)


def _share(value: float, start: float, end: float) -> float:
    return min(max((value - start) / (end - start), 0.0), 1.0) if end > start else 1.0


def _progress(shot: Shot, seconds: float) -> float:
    easing = quintic_in_out if shot.change is Change.TRAVEL else linear
    return easing(_share(seconds, shot.start, shot.end))


def route_over_time(tools: tuple[Tool, ...], leader: Steps[str], length: float) -> Steps[tuple[str, ...]]:
    """Names passed so far at any time, found by looking every 1/20 s.

    A tool that draws back keeps what it has passed; on another way the list begins anew as soon as the tool passes
    something else than before.
    """
    steps: Steps[tuple[str, ...]] = Steps(())
    count = int(length * 20) + 1
    for index in range(count + 1):
        seconds = min(index / 20, length)
        tool = leading_tool(tools, leader, seconds)
        if tool is None:
            continue
        names = tool.way(seconds).passed(tool.tip.at(seconds))
        if names != steps.last[: len(names)]:
            steps.set(seconds, names)
    return steps
