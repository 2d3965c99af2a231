"""What the stage shows at one moment: frame, layout, where the camera stands, which layers that needs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from irexplainer.geom.viewport import Viewport
from irexplainer.story.frame import Change, Frame, View
from irexplainer.story.stage_layout import StageLayout
from irexplainer.ui.flight import Flight, plan_flight
from irexplainer.ui.layers import LayerKey, SceneKey
from irexplainer.ui.stage_camera import UserCamera

if TYPE_CHECKING:
    from irexplainer.session.state import SessionState
    from irexplainer.story.storyboard import Storyboard

AHEAD_SECONDS = 14.0
SAMPLE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class StageMoment:
    """view: the viewport, with the viewer's own zoom. scene: what the layer there shows. flight: set while traveling.

    ends: layers of the view that is being left and of the one that is come to, for changes that are no flight.
    leaving: scene that is being left, same as ``scene`` where nothing changes.
    """

    frame: Frame
    layout: StageLayout
    view: Viewport
    scene: SceneKey
    leaving: SceneKey
    flight: Flight | None
    ends: tuple[LayerKey, LayerKey] | None

    @property
    def changing(self) -> bool:
        """True while the stage goes from one view to another."""
        return (
            self.frame.previous is not None
            and self.frame.change_progress < 1.0
            and self.frame.change is not Change.NONE
        )

    @property
    def still(self) -> tuple[object, ...]:
        """Equal for moments whose still part is the same picture."""
        return (self.view, self.scene, self.changing)


def moment_of(frame: Frame, state: "SessionState", width: float, height: float, user: UserCamera) -> StageMoment:
    """Work out a moment for a stage of width x height px."""
    layout = StageLayout.for_size(width, height, text_scale=state.text_scale)
    view = user.applied(Viewport.fit(width, height, layout.free, frame.camera))
    scene = SceneKey.of(frame.view, frame.position, state.theme)
    leaving, flight, ends = scene, None, None
    if frame.previous is not None and frame.change is not Change.NONE and frame.change_progress < 1.0:
        leaving = SceneKey.of(frame.previous, frame.previous_position or frame.position, state.theme)
        if is_flight(frame) and not state.reduced_motion:
            flight = plan_flight(frame.previous, frame.view, width, height, layout.free)
        else:
            before = Viewport.fit(width, height, layout.free, frame.previous.camera)
            view = Viewport.fit(width, height, layout.free, frame.view.camera)
            ends = LayerKey(leaving, before), LayerKey(scene, view)
    return StageMoment(frame, layout, view, scene, leaving, flight, ends)


def is_flight(frame: Frame) -> bool:
    """True while the camera flies over one plate."""
    previous = frame.previous
    return (
        previous is not None
        and frame.change is Change.TRAVEL
        and frame.change_progress < 1.0
        and previous.plate == frame.view.plate
    )


def layers_ahead(
    board: "Storyboard", seconds: float, state: "SessionState", width: float, height: float
) -> tuple[list[LayerKey], list[Frame]]:
    """(layers that playing on from ``seconds`` will need, first ones first; first frames of the coming flights)."""
    layout = StageLayout.for_size(width, height, text_scale=state.text_scale)
    keys: dict[LayerKey, None] = {}
    flights: list[Frame] = []
    seen: set[tuple[View, View | None]] = set()
    for index in range(int(AHEAD_SECONDS / SAMPLE_SECONDS) + 1):
        frame = board.state_at(seconds + index * SAMPLE_SECONDS)
        if (frame.view, frame.previous) in seen:
            continue
        seen.add((frame.view, frame.previous))
        if frame.previous is not None and is_flight(frame):
            flights.append(frame)
            flight = plan_flight(frame.previous, frame.view, width, height, layout.free)
            for view, layer in flight.layers():
                keys[LayerKey(SceneKey.of(view, frame.position, state.theme), layer, finished=False)] = None
        goal = Viewport.fit(width, height, layout.free, frame.view.camera)
        keys[LayerKey(SceneKey.of(frame.view, frame.position, state.theme), goal)] = None
    return list(keys), flights
