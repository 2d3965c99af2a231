"""The way of the stage to one part of the body and back: a flight, the sweep of the cutting plane, a turn, a fade."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.geom.zoom_path import ZoomPath
from irexplainer.story.frame import Change, Frame, Position, View
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.flight import plan_flight
from irexplainer.ui.layers import LayerKey, SceneKey

if TYPE_CHECKING:
    from irexplainer.session.state import SessionState

FLIGHT_SECONDS, FADE_SECONDS = 1.3, 0.3
MARGIN = 0.04
"""Share of the picture at top and bottom in which a cutting plane would hardly be seen."""
Size = tuple[int, int]


def camera_like(view: Viewport, free: Rect) -> Camera:
    """The camera that shows in ``free`` what a viewport shows there."""
    x, y = view.to_plate(*free.center)
    return Camera(x, y, free.width / view.scale, free.height / view.scale)


@dataclass(frozen=True, slots=True)
class Stop:
    """An end of a way: plate and profile, how the body lies there, the viewport of the picture at rest."""

    plate: str
    profile: str
    viewport: Viewport
    position: Position = Position.SUPINE

    @classmethod
    def of(cls, view: View, viewport: Viewport, position: Position = Position.SUPINE) -> "Stop":
        """Where a view is seen through this viewport."""
        return cls(view.plate, view.profile, viewport, position)

    def view(self, free: Rect) -> View:
        """The same for a camera that is framed into ``free``."""
        return View(self.plate, self.profile, camera_like(self.viewport, free))

    def fitted(self, size: Size, free: Rect) -> Viewport:
        """The viewport for a stage of this size; as it was where the size is."""
        if (round(self.viewport.width), round(self.viewport.height)) == size:
            return self.viewport
        return Viewport.fit(*size, free, self.view(free).camera)


def way_of(start: Stop, goal: Stop, reduced_motion: bool) -> Change:
    """How one gets from a stop to another: as in a story, but by a fade where nothing of it would be seen."""
    from irexplainer.story.framing import change_of

    if reduced_motion:
        return Change.FADE
    if start.plate == goal.plate:
        if start.position is goal.position or start.plate == "front":
            return Change.TRAVEL
        return Change.TURN if start.plate.startswith("axial") else Change.FADE
    change = change_of(start.view(start.viewport.free), goal.view(goal.viewport.free))
    if change is not Change.SLICE:
        return change
    front, cut = (start, goal) if start.plate == "front" else (goal, start)
    return change if _cuts(front.viewport, cut.plate) else Change.FADE


def _cuts(front: Viewport, plate: str) -> bool:
    """True where the level of a slice lies in a picture of the front."""
    from irexplainer.atlas.slices import load_slice

    share = front.to_screen(0.0, load_slice(plate).level_y)[1] / front.height
    return MARGIN < share < 1.0 - MARGIN


def seconds_of(change: Change, start: Stop) -> float:
    """How long a way takes: back from a slice it is twice as fast."""
    from irexplainer.story.framing import BACK_SECONDS, SLICE_SECONDS, TURN_SECONDS

    if change is Change.SLICE:
        return SLICE_SECONDS if start.plate == "front" else BACK_SECONDS
    return {Change.TRAVEL: FLIGHT_SECONDS, Change.TURN: TURN_SECONDS}.get(change, FADE_SECONDS)


class StageWay:
    """One way at a time. ``changed`` asks for a repaint while it lasts, and once when it is over."""

    def __init__(self, backdrop: Backdrop, clock: FrameClock, changed: Callable[[], None]) -> None:
        self._backdrop, self._changed = backdrop, changed
        self._beat = clock.add(self._on_beat)
        self._ends: tuple[Stop, Stop] | None = None
        self._frame: Frame | None = None
        self._change, self._seconds, self._length = Change.NONE, 0.0, FADE_SECONDS

    @property
    def lasts(self) -> bool:
        """True until the goal is reached."""
        return self._ends is not None

    @property
    def change(self) -> Change:
        """How the stage goes."""
        return self._change if self.lasts else Change.NONE

    def begin(self, start: Stop, goal: Stop, frame: Frame, state: "SessionState") -> None:
        """Set out. frame: any moment in which nothing happens; plate and posture are taken from the stops."""
        self._ends, self._frame = (start, goal), frame
        self._change = way_of(start, goal, state.reduced_motion)
        self._seconds, self._length = 0.0, seconds_of(self._change, start)
        self._backdrop.store.request_soonest(LayerKey(_scene(goal, goal.viewport.free, state), goal.viewport))
        self._beat.start()

    def stop(self) -> None:
        """Be where it was leading."""
        self._ends = None
        self._beat.stop()

    def paint(self, p: QPainter, state: "SessionState", size: Size, free: Rect) -> None:
        """Paint where it is now, on a stage of this size with cameras framed into ``free``."""
        if self._ends is None or self._frame is None:
            return
        from irexplainer.paint.transition import smooth

        share = self._seconds / self._length
        share = share if self._change in (Change.SLICE, Change.TURN) else smooth(share)  # those two ease by themselves
        start, goal = (stop.view(free) for stop in self._ends)
        scenes = tuple(_scene(stop, free, state) for stop in self._ends)
        if self._change is Change.TRAVEL:
            view = Viewport.fit(*size, free, ZoomPath(start.camera, goal.camera).at(share))
            flight = plan_flight(start, goal, *size, free)
            self._backdrop.paint_flight(p, flight, share, (scenes[0], scenes[1]), view)
            return
        before, after = (stop.fitted(size, free) for stop in self._ends)
        frame = replace(
            self._frame, previous=start, view=goal, change=self._change, change_progress=share,
            previous_position=self._ends[0].position, position=self._ends[1].position,
        )  # fmt: skip
        keys = LayerKey(scenes[0], before), LayerKey(scenes[1], after)
        self._backdrop.paint_change(p, frame, keys, after, state.reduced_motion)

    def _on_beat(self, seconds: float) -> None:
        self._seconds += seconds
        if self._seconds >= self._length:
            self.stop()
        self._changed()


def _scene(stop: Stop, free: Rect, state: "SessionState") -> SceneKey:
    return SceneKey.of(stop.view(free), stop.position, state.theme)
