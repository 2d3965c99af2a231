"""The stage: the picture of the session's moment, and the viewer's hands on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.story.frame import Position
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import announce, expose
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.precedence import precedence
from irexplainer.ui.services import Services
from irexplainer.ui.stage_ahead import LookAhead
from irexplainer.ui.stage_camera import STEP, UserCamera
from irexplainer.ui.stage_follow import only_marked, only_time, other_words, picture_name
from irexplainer.ui.stage_home import WHOLE_BODY, HomeScene
from irexplainer.ui.stage_part import PartScene
from irexplainer.ui.stage_pointing import StagePointing
from irexplainer.ui.stage_way import Stop
from irexplainer.ui.words import PictureWords, picture_words

if TYPE_CHECKING:
    from irexplainer.session.session import Session
    from irexplainer.session.state import SessionState
    from irexplainer.story.frame import Frame
    from irexplainer.ui.stage_moment import StageMoment
    from irexplainer.ui.stage_scene import ProcedureScene


class StageView(StagePointing):
    """Paints home, a procedure or one part of the body.

    ``painted`` is emitted after the first paint: the time to warm up the rest.
    """

    painted = Signal()
    zoomed = Signal()

    def __init__(
        self, session: "Session", services: Services, clock: FrameClock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.services, self.clock = session, services, clock
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(64, 64)
        clock.drive(session)
        self.backdrop = Backdrop(services.layers, clock, self)
        self.backdrop.changed.connect(self.update)
        self._home = self._make_home()
        self._part = PartScene(services, self.backdrop, clock, self._traveled)
        self._scene: ProcedureScene | None = None
        self._user = UserCamera()
        self._moment: StageMoment | None = None
        self._moment_key: object = None
        self._words: PictureWords | None = None
        self._ahead = LookAhead(session, services, self._prepare)
        self._painted = False
        services.ready.connect(self._refresh)
        self._stop = session.subscribe(precedence.during(self._changed))
        self.destroyed.connect(self._stop)
        expose(self)
        self._name()

    # for the window and for pictures

    @property
    def settled(self) -> bool:
        """True when what is on show is sharp and nothing fades."""
        return self._painted and self.backdrop.settled and not self._part.traveling

    @property
    def user_camera(self) -> UserCamera:
        """The viewer's own zoom and pan."""
        return self._user

    def zoom_in(self) -> None:
        """Enlarge by one step."""
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Reduce by one step."""
        self.zoom_by(1 / STEP)

    def zoom_home(self) -> None:
        """Back to the picture as the story frames it; from a part of the body seen whole, back to where one was."""
        if self._on_part and self._user.at_home:
            self.session.leave_structure()
        else:
            self._set_camera(UserCamera())

    def show_captions(self, shown: bool) -> None:
        """Words in the picture, or none."""
        self._procedure_scene().captions = self._part.captions = shown
        self._refresh()

    # nodes

    def find_nodes(self) -> tuple[Node, ...]:
        """Semantic nodes of what is on show."""
        state, board = self.session.state, self.session.board
        if self._on_part:
            return self._part.nodes(state, self._size(), self._user, self._picture_words())
        if board is None:
            return self._home.nodes(state, self._size(), self._user)
        from irexplainer.ui.stage_nodes import stage_nodes

        scene, moment, words = self._procedure_scene(), self._current(), self._picture_words()
        placed = scene.placed(moment, words)
        caption = scene.caption(moment) if scene.captions else ""
        return stage_nodes(board, moment, self.services.atlas(), state, words, placed, caption)

    def where(self) -> tuple[Viewport, str, Position]:
        """Viewport, plate and posture of the picture."""
        state, size = self.session.state, self._size()
        if self._on_part:
            return self._part.view(state, size, self._user), self._part.plate(state), Position.SUPINE
        if self.session.board is None:
            return self._home.view(*size, self._user), WHOLE_BODY.plate, Position.SUPINE
        moment = self._current()
        return moment.view, moment.frame.view.plate, moment.frame.position

    def chip_at(self, x: float, y: float) -> str | None:
        """Id of a call-out of the home figure under a point."""
        if self._on_part or self.session.board is not None:
            return None
        return self._home.hit(self.session.state, self._size(), self._user, x, y)

    @property
    def _on_part(self) -> bool:
        return self.session.state.structure is not None

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge about a point, by default the middle."""
        view = self._story_view()
        self._set_camera(self._user.zoomed(factor, view, None if about is None else (about.x(), about.y())))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by px."""
        if self._on_part or self.session.board is not None or not self._user.at_home:
            self._set_camera(self._user.panned(dx, dy, self._story_view()))

    def _set_camera(self, camera: UserCamera) -> None:
        if camera != self._user:
            self._user = camera
            self._hover.clear()
            self._offer.clear()
            if not camera.at_home:
                self.services.atlas()
            self._refresh()
            self.zoomed.emit()

    def _story_view(self) -> Viewport:
        if self._on_part:
            return self._part.view(self.session.state, self._size(), UserCamera())
        if self.session.board is None:
            return self._home.view(*self._size(), UserCamera())
        from irexplainer.ui.stage_moment import moment_of

        frame, state = self._current().frame, self.session.state
        return moment_of(frame, state, *self._size(), UserCamera()).view

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the moment inside the dirty rectangle."""
        with precedence:
            p = QPainter(self)
            try:
                self._paint(p, event.region())
            finally:
                p.end()  # a painter left open takes the program down with it
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def _paint(self, p: QPainter, dirty: QRegion) -> None:
        state = self.session.state
        if self._on_part:
            self._part.paint(p, dirty, state, self._size(), self._user, self._picture_words())
        elif self._part.traveling:
            self._part.paint_way(p, state, self._size())
        elif self.session.board is None:
            self._home.paint(p, dirty, state, self._size(), self._user, self.services.warm)
        else:
            self._procedure_scene().paint(p, dirty, self._current(), self._picture_words())
        self._paint_marks(p, Look.of(state.theme))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Layers are made for the size on show."""
        self.services.layers.fit_to(self.width(), self.height())
        self._refresh()

    # following the session

    def _changed(self, old: "SessionState", new: "SessionState") -> None:
        if other_words(old, new):
            self._words = None
        if (old.procedure, old.structure) != (new.procedure, new.structure):
            self._leave(old, new)
        elif new.playing and not self._on_part:
            self._part.stop()
        if only_marked(old, new):
            return self.update()
        self._nodes = None
        if not only_time(old, new) or not self.isVisible():
            self._refresh()
            return
        before, self._moment = self._moment, None
        moment = self._current()
        if before is not None and before.frame.view != moment.frame.view and not self._user.at_home:
            self._user, self._moment = UserCamera(), None
            moment = self._current()
        if self._offer.view not in (None, moment.view):
            self._take_offer_back()
        area = self._procedure_scene().touched(moment, self._picture_words())
        if area is None:
            self.update()
        elif not area.isEmpty():
            self.update(area)
        self._ahead.look(moment, self._size(), self._user)

    def _leave(self, old: "SessionState", new: "SessionState") -> None:
        """Something else is on show: forget what was pointed at; to a part of the body and back leads a way."""
        seen = self._painted and self.isVisible() and (new.structure or old.structure) is not None
        start = self._stop_of(old, new) if seen else None
        self._recent, self._user, self._focus, self._moment = None, UserCamera(), None, None
        self._hover.clear()
        self._offer.clear()
        goal = self._stop_of(new, new) if start is not None and not new.playing else None
        self._part.lead(start, goal, old, new)

    def _stop_of(self, state: "SessionState", now: "SessionState") -> Stop | None:
        """Where one stands in a state, of which only the parts of the body may be over; None for nowhere to rest."""
        if state.structure is not None:
            return self._part.at(state, self._size(), self._user)
        if state.procedure is None:
            return Stop.of(WHOLE_BODY, self._home.view(*self._size(), self._user))
        if state.procedure != now.procedure or self.session.board is None:
            return None
        moment = self._current()
        return Stop.of(moment.frame.view, moment.view, moment.frame.position)

    def _traveled(self) -> None:
        """On the way to a part or back, or just come to rest there."""
        if not self._part.traveling:
            self._nodes = None
        self.update()

    def _make_home(self) -> HomeScene:
        services = self.services
        return HomeScene(services.library, self.backdrop, lambda: services.atlas() if services.warm else None)

    def _refresh(self) -> None:
        self._moment, self._nodes = None, None
        if self._home.library is not self.services.library:
            self._home, self._words = self._make_home(), None
        if self._scene is not None:
            self._scene.forget()
        if self.session.board is not None and not self._on_part and self.width() > 64:
            self._ahead.look(self._current(), self._size(), self._user)
        self._name()
        self.update()

    def _name(self) -> None:
        name = picture_name(self.session, self.services)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            announce(self, None, QAccessible.Event.NameChanged)

    def _current(self) -> "StageMoment":
        from irexplainer.ui.stage_moment import moment_of

        board, state = self.session.board, self.session.state
        assert board is not None
        key = (id(board), state.playhead, state.theme, state.text_scale, self._size(), self._user)
        if self._moment is None or self._moment_key != key:
            self._moment = moment_of(board.state_at(state.playhead), state, *self._size(), self._user)
            self._moment_key = key
        return self._moment

    def _prepare(self, flights: "list[Frame]") -> None:
        self._procedure_scene().prepare(flights, self._current())

    def _procedure_scene(self) -> "ProcedureScene":
        if self._scene is None:
            from irexplainer.ui.stage_scene import ProcedureScene

            self._scene = ProcedureScene(self.session, self.services, self.backdrop)
        return self._scene

    def _picture_words(self) -> PictureWords:
        if self._words is None:
            state = self.session.state
            self._words = picture_words(self.services.library, state.language, self.session.procedure, state.mode)
        return self._words
