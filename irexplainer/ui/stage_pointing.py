"""What the stage does when something on it is pointed at, pressed or walked to: it names, marks and opens it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.story.semantics import Node
from irexplainer.ui.accessible import announce
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.services import Services
from irexplainer.ui.stage_home import OPENS
from irexplainer.ui.stage_input import StageInput
from irexplainer.ui.stage_linked import linked_id, paint_linked
from irexplainer.ui.stage_map import neighbors, pick, point_of
from irexplainer.ui.stage_marks import Hover, paint_name, paint_part, paint_ring
from irexplainer.ui.stage_nodes import OPENS_PART, PARTS
from irexplainer.ui.stage_offer import PREFIX, Offer

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.session.session import Session
    from irexplainer.story.frame import Position

RECENT_SECONDS = 0.3


class StagePointing(StageInput):
    """Nodes under pointer, finger and keyboard. Subclasses say which nodes there are and where the camera is."""

    session: "Session"
    services: Services
    clock: FrameClock

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes: tuple[Node, ...] | None = None
        self._recent: tuple[float, tuple[int, int], tuple[Node, ...]] | None = None
        self._hover, self._offer = Hover(), Offer()

    # for subclasses

    def find_nodes(self) -> tuple[Node, ...]:
        """Semantic nodes of what is on show."""
        raise NotImplementedError

    def where(self) -> "tuple[Viewport, str, Position]":
        """Viewport, plate and posture of the picture."""
        raise NotImplementedError

    def chip_at(self, x: float, y: float) -> str | None:
        """Id of a call-out of the home figure under a point, its leader included."""
        raise NotImplementedError

    @property
    def on_map(self) -> bool:
        """True where all arrow keys walk over the body: no procedure wants them."""
        return self.session.board is None or self.session.state.structure is not None

    # nodes

    def nodes(self) -> tuple[Node, ...]:
        """Semantic nodes of what is on show, in reading order."""
        if self._nodes is None:
            offer = self._offer.node
            self._nodes = (*self.find_nodes(), *((offer,) if offer is not None else ()))
        return self._nodes

    def node_at(self, x: float, y: float) -> str | None:
        """Id of the node a pointer means."""
        chip = self.chip_at(x, y)
        if chip is not None:
            return chip
        node = pick(self._atlas(), self._recent_nodes(), *self.where(), x, y)
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

    def _node(self, id: str | None) -> Node | None:
        return next((node for node in self._recent_nodes() if node.id == id), None)

    def _size(self) -> tuple[int, int]:
        return self.width(), self.height()

    def _atlas(self) -> "Atlas | None":
        return self.services.atlas() if self.services.warm else None

    # doing

    def activate_node(self, id: str) -> None:
        """Open the group of a call-out or a part of the body; in a procedure name a part and offer more about it."""
        node = next((node for node in self.nodes() if node.id == id), None)
        if node is None:
            return
        if node.action.startswith(OPENS):
            self.session.open_group(node.action.removeprefix(OPENS))
        elif node.action.startswith(OPENS_PART):
            self.session.show_structure(node.action.removeprefix(OPENS_PART))
        elif node.role in PARTS:
            self._offer_more(node)
        else:
            self._offer_more(node)
            self.session.highlight(None if self.session.state.highlighted == id else id)

    def activate_nothing(self) -> None:
        """A press beside everything puts the chip away."""
        self._take_offer_back()

    def _offer_more(self, node: Node) -> None:
        """The chip beside a part that can be looked at by itself; a second press takes it away."""
        before = self._offer.part
        self._take_offer_back()
        if self.session.board is None or before == node.id or not self._can_be_shown(node.id):
            return
        view, plate, _ = self.where()
        at = self._hover.at
        if at is not None and at[0] == node.id:
            spot = (at[1].x(), at[1].y())
        else:
            spot = point_of(node, self._atlas(), view, plate)
        state = self.session.state
        self._hover.clear()
        self._offer.make(node.id, node.name, self._term(node), spot, self._size(), state.text_scale, view)
        self._nodes = None
        if self.ring_visible:
            self._focus = PREFIX + node.id
            announce(self, self._focus)
        self.update()

    def _can_be_shown(self, id: str) -> bool:
        from irexplainer.atlas.exhibits import sort_of

        return sort_of(self.services.atlas(), id) is not None

    def _take_offer_back(self) -> None:
        if self._offer.clear():
            self._nodes = None
            self.update()

    def presses(self, id: str) -> bool:
        """True for a node that does something."""
        node = self._node(id)
        return node is not None and (bool(node.action) or node.role in PARTS)

    def hover(self, id: str | None, at: QPointF) -> None:
        """Show the name of what is under the pointer."""
        named_already = (self._offer.part, self.session.state.structure)
        node = self._node(id) if id is not None and id not in named_already else None
        before = self._hover.at[0] if self._hover.at is not None else None
        areas = self._hover.moved(id, at, node, self._term(node), self._size(), self.session.state.text_scale)
        if before != id and self.on_map:
            self.update()
        for area in areas:
            self.update(area)
        if self.on_map and self.session.state.structure is None and id != self.session.state.highlighted:
            marked = id if id is not None and id.startswith("region:") else None
            self.session.highlight(marked)
        self._link(node)

    def _link(self, node: Node | None) -> None:
        """Tell the doctor's screen what is meant, where both pictures shall mark it."""
        state = self.session.state
        if state.linked and self.session.board is not None and linked_id(node) != state.highlighted:
            self.session.highlight(linked_id(node))

    def _term(self, node: Node | None) -> str:
        """Anatomical term under the name, in study mode and where it differs."""
        state = self.session.state
        word = self.services.words(state.language).get(node.id) if node is not None else None
        if node is None or word is None or state.mode != "study" or node.role not in (*PARTS, "target", "label"):
            return ""
        return "" if word.term.casefold() == node.name.casefold() else str(word.term)

    # walking

    def focus_moved(self) -> None:
        """Show the ring and tell screen readers."""
        self.update()
        id = self.focused_node()
        announce(self, id)
        node = self._node(id)
        if node is not None and node.role in PARTS:
            view, plate, _ = self.where()
            x, y = point_of(node, self._atlas(), view, plate)
            state = self.session.state
            shown = None if id == state.structure else node
            self._hover.moved(id, QPointF(x, y), shown, self._term(node), self._size(), state.text_scale)
        else:
            self._hover.clear()
        if self.session.board is None and self.session.state.structure is None:
            self.session.highlight(id if id is not None and id.startswith("region:") else None)
        self._link(node)

    def walk(self, to: tuple[int, int]) -> bool:
        """Go to the part or call-out that lies next in a direction; False where there is none."""
        points = self._points()
        focused = self.focused_node()
        start = points.pop(focused) if focused in points else (self.width() / 2, self.height() * 0.3)
        return self._go_to(next((id for id in neighbors(start, to, points) if self._in_sight(id, points[id])), None))

    def walk_on(self, by: int) -> bool:
        """Go to the next part from top to bottom: what the arrow keys pass by is reached so."""
        points = self._points()
        order = sorted((id for id in points if self._is_part(id)), key=lambda id: (points[id][1], points[id][0], id))
        if not order:
            return False
        focused = self.focused_node()
        index = order.index(focused) + by if focused in order else (0 if by > 0 else -1)
        return self._go_to(order[index % len(order)])

    def _points(self) -> dict[str, tuple[float, float]]:
        """Px of everything that keys reach."""
        view, plate, _ = self.where()
        stops, atlas = self.focus_stops(), self._atlas()
        reached = [node for node in self.nodes() if node.role in PARTS or node.id in stops]
        return {node.id: point_of(node, atlas, view, plate) for node in reached}

    def _in_sight(self, id: str, at: tuple[float, float]) -> bool:
        """False for a bone that lies behind something else: arrow keys walk over what is seen."""
        atlas = self._atlas()
        bone = atlas is not None and id in atlas.structures and atlas.structures[id].kind == "bone"
        return not bone or self.node_at(*at) == id

    def _is_part(self, id: str) -> bool:
        node = self._node(id)
        return node is not None and node.role in PARTS

    def _go_to(self, id: str | None) -> bool:
        if id is None:
            return False
        self._focus = id
        self._set_ring(True)
        self.focus_moved()
        return True

    # marks

    def _paint_marks(self, p: QPainter, look: Look) -> None:
        scale = self.session.state.text_scale
        named = self._node(self._hover.at[0]) if self._hover.at is not None else None
        if named is not None and named.role in PARTS and not self.session.state.playing:
            view, plate, _ = self.where()
            paint_part(p, self._atlas(), named.id, view, plate, look)
        state = self.session.state
        if state.linked and state.highlighted and self._hover.at is None and not self.on_map:
            word = self.services.words(state.language).get(state.highlighted)
            if word is not None:
                paint_linked(p, self._atlas(), state.highlighted, word.plain, self.where(), look, scale)
        self._offer.paint(p, look, scale)
        node = self._node(self.focused_node()) if self.ring_visible else None
        if node is not None and (node.role not in PARTS or self.where()[1] != "front"):
            paint_ring(p, node.bounds, look)
        if named is not None and self._hover.box is not None:
            paint_name(p, named.name, self._term(named), self._hover.box, look, scale)
