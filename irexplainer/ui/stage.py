"""The stage: the picture of the session's moment, and the viewer's hands on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import announce, expose
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.precedence import precedence
from irexplainer.ui.services import Services
from irexplainer.ui.stage_ahead import LookAhead
from irexplainer.ui.stage_camera import STEP, UserCamera
from irexplainer.ui.stage_follow import only_time, other_words
from irexplainer.ui.stage_home import OPENS, HomeScene
from irexplainer.ui.stage_input import StageInput
from irexplainer.ui.stage_marks import Hover, paint_name, paint_ring
from irexplainer.ui.stage_nodes import front_most
from irexplainer.ui.words import PictureWords, picture_words

if TYPE_CHECKING:
    from irexplainer.session.session import Session
    from irexplainer.session.state import SessionState
    from irexplainer.story.frame import Frame
    from irexplainer.ui.stage_moment import StageMoment
    from irexplainer.ui.stage_scene import ProcedureScene

RECENT_SECONDS = 0.3


class StageView(StageInput):
    """Paints home or a procedure. ``painted`` is emitted after the first paint: the time to warm up the rest."""

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
        self._home = HomeScene(services.library, self.backdrop)
        self._scene: ProcedureScene | None = None
        self._user = UserCamera()
        self._moment: StageMoment | None = None
        self._moment_key: object = None
        self._words: PictureWords | None = None
        self._nodes: tuple[Node, ...] | None = None
        self._recent: tuple[float, tuple[int, int], tuple[Node, ...]] | None = None
        self._hover = Hover()
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
        return self._painted and self.backdrop.settled

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
        """Back to the picture as the story frames it."""
        self._set_camera(UserCamera())

    def show_captions(self, shown: bool) -> None:
        """Words in the picture, or none."""
        self._procedure_scene().captions = shown
        self._refresh()

    # nodes

    def nodes(self) -> tuple[Node, ...]:
        """Semantic nodes of what is on show, in reading order."""
        if self._nodes is None:
            self._nodes = self._find_nodes()
        return self._nodes

    def node_at(self, x: float, y: float) -> str | None:
        """Id of the node a pointer means."""
        if self.session.board is None:
            hit = self._home.hit(self.session.state, self._size(), self._user, x, y)
            if hit is not None:
                return hit
        node = front_most(self._recent_nodes(), x, y)
        return None if node is None else node.id

    def _recent_nodes(self) -> tuple[Node, ...]:
        """Nodes good enough for a pointer while the picture plays: collecting them costs more than a frame."""
        if self._nodes is None and self.session.state.playing and self._recent is not None:
            seconds, size, nodes = self._recent
            if size == self._size() and self.clock.now() - seconds < RECENT_SECONDS:
                return nodes
        nodes = self.nodes()
        self._recent = self.clock.now(), self._size(), nodes
        return nodes

    def activate_node(self, id: str) -> None:
        """Open the group of a call-out, or mark what a call-out names."""
        node = next((node for node in self.nodes() if node.id == id), None)
        if node is not None and node.action.startswith(OPENS):
            self.session.open_group(node.action.removeprefix(OPENS))
        elif node is not None:
            self.session.highlight(None if self.session.state.highlighted == id else id)

    def presses(self, id: str) -> bool:
        """True for a node that does something."""
        node = self._node(id)
        return node is not None and bool(node.action)

    def hover(self, id: str | None, at: QPointF) -> None:
        """Show the name of what is under the pointer."""
        for area in self._hover.moved(id, at, self._node(id), self._size(), self.session.state.text_scale):
            self.update(area)
        if self.session.board is None and id != self.session.state.highlighted:
            marked = id if id is not None and id.startswith("region:") else None
            self.session.highlight(marked)

    def focus_moved(self) -> None:
        """Show the ring and tell screen readers."""
        self.update()
        announce(self, self.focused_node())
        if self.session.board is None:
            self.session.highlight(self.focused_node())

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge about a point, by default the middle."""
        view = self._story_view()
        self._set_camera(self._user.zoomed(factor, view, None if about is None else (about.x(), about.y())))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by px."""
        if self.session.board is not None or not self._user.at_home:
            self._set_camera(self._user.panned(dx, dy, self._story_view()))

    def _set_camera(self, camera: UserCamera) -> None:
        if camera != self._user:
            self._user = camera
            self._hover.clear()
            if not camera.at_home:
                self.services.atlas()
            self._refresh()
            self.zoomed.emit()

    def _story_view(self) -> Viewport:
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
        if self.session.board is None:
            self._home.paint(p, dirty, state, self._size(), self._user, self.services.warm)
        else:
            self._procedure_scene().paint(p, dirty, self._current(), self._picture_words())
        self._paint_marks(p, Look.of(state.theme))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Layers are made for the size on show."""
        self.services.layers.fit_to(self.width(), self.height())
        self._refresh()

    def _paint_marks(self, p: QPainter, look: Look) -> None:
        node = self._node(self.focused_node()) if self.ring_visible else None
        if node is not None:
            paint_ring(p, node.bounds, look)
        named = self._node(self._hover.at[0]) if self._hover.at is not None else None
        if named is not None and self._hover.box is not None:
            paint_name(p, named.name, "", self._hover.box, look, self.session.state.text_scale)

    # following the session

    def _changed(self, old: "SessionState", new: "SessionState") -> None:
        if other_words(old, new):
            self._words = None
        if old.procedure != new.procedure:
            self._recent = None
            self._user = UserCamera()
            self._hover.clear()
        self._nodes = None
        if not only_time(old, new) or not self.isVisible():
            self._refresh()
            return
        before, self._moment = self._moment, None
        moment = self._current()
        if before is not None and before.frame.view != moment.frame.view and not self._user.at_home:
            self._user, self._moment = UserCamera(), None
            moment = self._current()
        area = self._procedure_scene().touched(moment, self._picture_words())
        if area is None:
            self.update()
        elif not area.isEmpty():
            self.update(area)
        self._ahead.look(moment, self._size(), self._user)

    def _refresh(self) -> None:
        self._moment, self._nodes = None, None
        if self._home.library is not self.services.library:
            self._home, self._words = HomeScene(self.services.library, self.backdrop), None
        if self._scene is not None:
            self._scene.forget()
        if self.session.board is not None and self.width() > 64:
            self._ahead.look(self._current(), self._size(), self._user)
        self._name()
        self.update()

    def _name(self) -> None:
        procedure, language = self.session.procedure, self.session.state.language
        name = QCoreApplication.translate("StageView", "Picture")
        title = procedure.text(language).title if procedure is not None else ""
        name = f"{name}: {title}" if title else name
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

    def _find_nodes(self) -> tuple[Node, ...]:
        state, board = self.session.state, self.session.board
        if board is None:
            return self._home.nodes(state, self._size(), self._user)
        from irexplainer.ui.stage_nodes import stage_nodes

        scene, moment, words = self._procedure_scene(), self._current(), self._picture_words()
        placed = scene.placed(moment, words)
        caption = scene.caption(moment) if scene.captions else ""
        return stage_nodes(board, moment, self.services.atlas(), state, words, placed, caption)

    def _node(self, id: str | None) -> Node | None:
        return next((node for node in self._recent_nodes() if node.id == id), None)

    def _size(self) -> tuple[int, int]:
        return self.width(), self.height()
