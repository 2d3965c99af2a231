"""One part of the body on the stage: one gets there from where one was, then the part is named; and back again."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QRegion

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.story.frame import Change, Position
from irexplainer.story.semantics import Node
from irexplainer.story.stage_layout import NOWHERE, StageLayout
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.layers import SceneKey
from irexplainer.ui.services import Services
from irexplainer.ui.stage_camera import UserCamera
from irexplainer.ui.stage_map import about, part_nodes
from irexplainer.ui.stage_way import Size, StageWay, Stop

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.paint.exhibit.plan import Exhibit
    from irexplainer.paint.labels import PlacedLabel
    from irexplainer.session.state import SessionState
    from irexplainer.ui.words import PictureWords


def part_layout(width: float, height: float, text_scale: float) -> StageLayout:
    """Stage without caption and transport bar, with the small figure and the buttons at the lower corner."""
    bare = StageLayout.for_size(width, height, text_scale=text_scale, bare=True)
    tools = StageLayout.for_size(width, height, home=True, text_scale=text_scale).tools
    left, top = bare.free.x, bare.free.y
    right = tools.x - 12.0 if tools.width else width - top
    free = Rect(left, top, max(right - left, 40.0), max(height - 2 * top, 40.0))
    labels = Rect(bare.labels.x, top, max(right - bare.labels.x, 40.0), free.height)
    return replace(bare, free=free, labels=labels, caption=NOWHERE, tools=tools)


class PartScene:
    """Paints the part of the state and names what is around it. ``changed`` asks for a repaint on the way."""

    def __init__(self, services: Services, backdrop: Backdrop, clock: FrameClock, changed: Callable[[], None]) -> None:
        self.services, self._backdrop = services, backdrop
        self.captions = True
        self._way = StageWay(backdrop, clock, changed)
        self._placed: tuple[object, tuple[PlacedLabel, ...]] | None = None

    # where it is

    @property
    def traveling(self) -> bool:
        """True on the way to a part or back from it."""
        return self._way.lasts

    @property
    def change(self) -> Change:
        """How the stage gets there."""
        return self._way.change

    def exhibit(self, id: str) -> "Exhibit":
        """The best view of a part."""
        from irexplainer.paint.exhibit.plan import plan_exhibit

        return plan_exhibit(self.services.atlas(), id)

    def body(self, id: str) -> "Atlas":
        """The atlas without what belongs to the other sex."""
        from irexplainer.atlas.select import for_sex

        return for_sex(self.services.atlas(), self.exhibit(id).sex)

    def layout(self, state: "SessionState", size: Size) -> StageLayout:
        """Where furniture stands."""
        return part_layout(*size, state.text_scale)

    def view(self, state: "SessionState", size: Size, user: UserCamera) -> Viewport:
        """Where the camera comes to rest."""
        camera = self.exhibit(str(state.structure)).view.camera
        return user.applied(Viewport.fit(*size, self.layout(state, size).free, camera))

    def plate(self, state: "SessionState") -> str:
        """Plate on which the part is seen."""
        return self.exhibit(str(state.structure)).view.plate

    def at(self, state: "SessionState", size: Size, user: UserCamera) -> Stop:
        """Where one stands before the part of the state."""
        return Stop.of(self.exhibit(str(state.structure)).view, self.view(state, size, user))

    def lead(self, start: Stop | None, goal: Stop | None, old: "SessionState", new: "SessionState") -> None:
        """A way to the part of the new state, or back from that of the old one; at once where an end is missing."""
        part = new.structure or old.structure
        if start is None or goal is None or part is None or old.structure == new.structure:
            return self.stop()
        from irexplainer.paint.exhibit.picture import still_frame

        self._way.begin(start, goal, still_frame(self.exhibit(part)), new)

    def stop(self) -> None:
        """Be where the way was leading."""
        self._way.stop()

    def _scene(self, state: "SessionState") -> SceneKey:
        return SceneKey.of(self.exhibit(str(state.structure)).view, Position.SUPINE, state.theme)

    # picture

    def paint(
        self, p: QPainter, dirty: QRegion, state: "SessionState", size: Size, user: UserCamera, words: "PictureWords"
    ) -> None:
        """Paint the part with its name, or the way there."""
        if self.traveling:
            self.paint_way(p, state, size)
            return
        from irexplainer.paint.exhibit.picture import still_frame
        from irexplainer.paint.furniture import paint_furniture
        from irexplainer.paint.label_paint import paint_labels
        from irexplainer.paint.labels import LabelFonts

        view, look, layout = self.view(state, size, user), Look.of(state.theme), self.layout(state, size)
        exhibit = self.exhibit(str(state.structure))
        self._backdrop.paint_rest(p, dirty, self._scene(state), view)
        if not self.captions:
            return
        p.save()
        p.setClipRegion(dirty)
        atlas = self.services.atlas()
        paint_furniture(p, still_frame(exhibit), atlas, look, layout, view, words, state.mode, state.text_scale)
        fonts = LabelFonts.of(state.text_scale, layout.compact)
        paint_labels(p, self.placed(state, size, user, words), look, fonts, state.highlighted)
        p.restore()

    def paint_way(self, p: QPainter, state: "SessionState", size: Size) -> None:
        """Paint where the way to a part or back has come to."""
        self._way.paint(p, state, size, self.layout(state, size).free)

    # words

    def placed(
        self, state: "SessionState", size: Size, user: UserCamera, words: "PictureWords"
    ) -> "tuple[PlacedLabel, ...]":
        """Call-outs, none on the way and where words are hidden."""
        if self.traveling or not self.captions:
            return ()
        from irexplainer.paint.exhibit.picture import exhibit_labels

        key = (state.structure, size, user, state.text_scale, words)
        if self._placed is None or self._placed[0] != key:
            exhibit, layout = self.exhibit(str(state.structure)), self.layout(state, size)
            view = self.view(state, size, user)
            made = exhibit_labels(exhibit, self.services.atlas(), layout, view, words, state.text_scale)
            self._placed = key, tuple(made)
        return self._placed[1]

    def nodes(self, state: "SessionState", size: Size, user: UserCamera, words: "PictureWords") -> tuple[Node, ...]:
        """The part and its call-out first, then everything else of the body in the picture."""
        labels = self.placed(state, size, user, words)
        head = tuple(
            Node(f"label:{item.id}", "label", " ".join(item.title), item.rect, " ".join(item.subtitle))
            for item in labels
        )
        id, names = str(state.structure), self.services.words(state.language)
        word = names.get(id)
        whole = Node(f"part:{id}", "image", word.plain if word else id, Rect(0, 0, *size), about(word) if word else "")
        parts = () if self.traveling else self._parts(state, size, user)
        return (whole, *head, *(replace(node, action="") if node.id == id else node for node in parts))

    def _parts(self, state: "SessionState", size: Size, user: UserCamera) -> tuple[Node, ...]:
        if self.plate(state) != "front":
            return ()
        from irexplainer.atlas.exhibits import members
        from irexplainer.atlas.select import everyday

        id = str(state.structure)
        body = self.body(id)
        usual, own = everyday(body), members(body, id)
        structures = [s for s in usual.structures.values() if s.kind != "body"]
        vessels = [v for v in body.vessels.values() if v.id in usual.vessels or v.id in own]
        return part_nodes(structures, vessels, self.view(state, size, user), self.services.words(state.language))
