"""Everything that has tracks while a story is compiled, and the verbs' way to it."""

from dataclasses import dataclass, field

from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.story.archetypes import Script
from irexplainer.story.frame import Change, Modality, Position, View
from irexplainer.story.framing import TURN_SECONDS, change_of, change_seconds, frame_view
from irexplainer.story.parts import Effect, Shot, Tool
from irexplainer.story.schema import ActionSpec
from irexplainer.story.ways import Way
from irexplainer.timeline.track import Steps


@dataclass
class Stagehand:
    """State of compiling: what stands where at the end of all actions so far."""

    script: Script
    atlas: Atlas
    access: str
    ways: dict[str, Way]
    tools: dict[str, Tool]
    effects: dict[str, Effect]
    position: Position
    shots: list[Shot] = field(default_factory=list)
    modality: Steps[Modality] = field(default_factory=lambda: Steps(Modality.NONE))
    held: Steps[float | None] = field(default_factory=lambda: Steps(None))
    leader: Steps[str] = field(default_factory=lambda: Steps(""))
    bright: list[tuple[str, float, float]] = field(default_factory=list)

    def tool(self, id: str, place: str) -> Tool:
        """Tool by id; ContentError for an unknown one."""
        if id not in self.tools:
            known = ", ".join(self.tools)
            raise ContentError(f"{place}.tool", f"'{id}' is no tool of the archetype.", f"Use one of: {known}.")
        return self.tools[id]

    def effect(self, id: str, place: str) -> Effect:
        """Effect by id; ContentError for an unknown one."""
        if id not in self.effects:
            known = ", ".join(self.effects)
            raise ContentError(f"{place}.effect", f"'{id}' is no effect of the archetype.", f"Use one of: {known}.")
        return self.effects[id]

    def named(self, action: ActionSpec, place: str) -> tuple[list[Tool], list[Effect]]:
        """Tools and effects an action names; ContentError when there is none."""
        tools = [self.tool(id, place) for id in [action.tool, *action.tools] if id]
        effects = [self.effect(id, place) for id in [action.effect, *action.effects] if id]
        if not tools and not effects:
            raise ContentError(place, "this names no tool and no effect.", 'Add tool = "..." or effect = "...".')
        return tools, effects

    def view(self, framing: str, start: float, seconds: float, place: str) -> float:
        """Go to a framing; returns how long it takes."""
        framings = self.script.spec.framings
        if framing not in framings:
            known = ", ".join(framings)
            raise ContentError(f"{place}.to", f"'{framing}' is no framing.", f"Use one of: {known}.")
        spot = f"{self.script.where}: framings.{framing}"
        view = frame_view(framings[framing], self.atlas, self.ways, self.access, self.position, spot)
        before = self.shots[-1].view if self.shots else None
        if before is None:
            self._shoot(start, 0.0, view, None, Change.NONE)
            return 0.0
        change = change_of(before, view)
        length = change_seconds(before, view, change) if seconds < 0 else seconds
        if change is not Change.NONE:
            self._shoot(start, length, view, before, change)
        return length

    def turn(self, position: Position, framing: str, start: float, seconds: float, place: str) -> float:
        """Turn the patient over in the view that is shown; the framing says what is seen afterwards."""
        before, old = self.shots[-1].view, self.position
        self.position = position
        framings = self.script.spec.framings
        if framing not in framings:
            raise ContentError(f"{place}.to", f"'{framing}' is no framing.", f"Use one of: {', '.join(framings)}.")
        spot = f"{self.script.where}: framings.{framing}"
        view = frame_view(framings[framing], self.atlas, self.ways, self.access, position, spot)
        length = TURN_SECONDS if seconds < 0 else seconds
        self.shots.append(Shot(start, start + length, view, before, Change.TURN, position, old))
        return length

    def _shoot(self, start: float, length: float, view: View, before: View | None, change: Change) -> None:
        self.shots.append(Shot(start, start + length, view, before, change, self.position, None))
