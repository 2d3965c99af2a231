"""Looking ahead: which layers and flights the story needs next, worked out in the worker once per view."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from irexplainer.story.frame import Frame
from irexplainer.ui.layers import LayerKey
from irexplainer.ui.services import Services
from irexplainer.ui.stage_camera import UserCamera
from irexplainer.ui.worker import URGENT

if TYPE_CHECKING:
    from irexplainer.session.session import Session
    from irexplainer.ui.stage_moment import StageMoment


AGAIN_SECONDS = 5.0
"""A view that lasts is looked at again: what follows it may have been too far ahead before."""


class LookAhead:
    """Asks for layers before they are needed. flights: told the first frames of the flights that come."""

    def __init__(self, session: "Session", services: Services, flights: Callable[[list[Frame]], None]) -> None:
        self._session, self._services, self._flights = session, services, flights
        self._what: object = None
        services.worker.done.connect(self._hear)

    def look(self, moment: "StageMoment", size: tuple[int, int], user: UserCamera) -> None:
        """Begin, unless the same view has been looked at just before."""
        from irexplainer.ui.stage_moment import layers_ahead

        board, state, frame = self._session.board, self._session.state, moment.frame
        time = int(state.playhead / AGAIN_SECONDS)
        what = (id(board), time, frame.view, frame.previous, state.theme, state.text_scale, size, user)
        if board is None or what == self._what:
            return
        self._what = what
        now = [] if moment.flight is not None else [LayerKey(moment.scene, moment.view)]
        seconds = state.playhead
        self._services.worker.submit(
            ("ahead", id(self)), lambda: (what, now, *layers_ahead(board, seconds, state, *size)), URGENT
        )
        if now:
            self._services.layers.request_soonest(now[0])

    def _hear(self, key: object, result: object) -> None:
        if key == ("ahead", id(self)) and isinstance(result, tuple):
            what, now, keys, flights = result
            if what == self._what and self._session.board is not None:
                self._services.layers.want(now + keys)
                self._flights(flights)
