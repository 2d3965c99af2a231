"""Home on the stage: the shipped figure, call-outs that open groups, and the whole body to zoom into."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPainter, QRegion

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.home import HomeNode, home_fonts, home_nodes, paint_callouts
from irexplainer.paint.home_layer import home_viewport, paint_home_layer
from irexplainer.paint.look import Look
from irexplainer.story.frame import Position, View
from irexplainer.story.semantics import Node
from irexplainer.ui.backdrop import Backdrop
from irexplainer.ui.layers import SceneKey
from irexplainer.ui.regions import rects
from irexplainer.ui.stage_camera import UserCamera

if TYPE_CHECKING:
    from collections.abc import Callable

    from irexplainer.atlas.types import Atlas
    from irexplainer.library.load import Library
    from irexplainer.session.state import SessionState

WHOLE_BODY = View("front", "whole_body", Camera(0, 85, 80, 174))
OPENS = "open_group:"
"""Action of a call-out: this and the id of the group."""


class HomeScene:
    """Paints home and names what is on it. Needs no atlas until somebody zooms in.

    atlas: the body once it is there, so that its parts can be pointed at; None before.
    """

    def __init__(
        self, library: "Library", backdrop: Backdrop, atlas: "Callable[[], Atlas | None]" = lambda: None
    ) -> None:
        self.library, self._backdrop, self._atlas = library, backdrop, atlas
        self._parts: tuple[object, tuple[Node, ...]] = (None, ())
        self._key: object = None
        self._callouts: tuple[HomeNode, ...] = ()
        self._figure: QImage | None = None
        self._figure_key: object = None

    def callouts(self, state: "SessionState", width: int, height: int) -> tuple[HomeNode, ...]:
        """Call-outs of the regions that have procedures."""
        key = (width, height, state.language, state.text_scale, id(self.library))
        if key != self._key:
            words = self.library.regions(state.language)
            regions = {
                id: (text.title, text.subtitle) for id, text in words.items() if self.library.groups_of_region(id)
            }
            self._key = key
            self._callouts = home_nodes(width, height, regions, state.text_scale)
        return self._callouts

    def group_of(self, callout: HomeNode) -> str:
        """Group that a call-out opens."""
        return self.library.groups_of_region(callout.region)[0].id

    def view(self, width: int, height: int, user: UserCamera) -> Viewport:
        """Where the figure stands."""
        return user.applied(home_viewport(width, height))

    def scene(self, state: "SessionState") -> SceneKey:
        """Layers of the zoomed figure."""
        return SceneKey.of(WHOLE_BODY, Position.SUPINE, state.theme)

    def paint(
        self, p: QPainter, dirty: QRegion, state: "SessionState", size: tuple[int, int], user: UserCamera, warm: bool
    ) -> None:
        """Paint figure and call-outs; zoomed in, the figure alone."""
        look = Look.of(state.theme)
        if not user.at_home:
            view = self.view(*size, user)
            if warm:
                self._backdrop.paint_rest(p, dirty, self.scene(state), view)
            else:
                self._backdrop.paint_rough(p, self.scene(state), view)
            return
        figure = self._picture(state.theme, *size)
        for part in rects(dirty):
            p.drawImage(part, figure, part)
        callouts = self.callouts(state, *size)
        selected = next((c.region for c in callouts if state.group and self.group_of(c) == state.group), None)
        fonts = home_fonts(state.text_scale, size[0] < 1000 or size[1] < 760)
        paint_callouts(p, look, callouts, fonts, state.highlighted, selected)

    def nodes(self, state: "SessionState", size: tuple[int, int], user: UserCamera) -> tuple[Node, ...]:
        """The figure and its call-outs, in reading order."""
        width, height = size
        name = QCoreApplication.translate("StageView", "The human body from the front")
        view = self.view(width, height, user)
        x, y = view.to_screen(-20.0, 0.0)
        body = Node("body", "image", name, Rect(x, y, 40 * view.scale, 170 * view.scale))
        parts = self._part_nodes(state, view)
        if not user.at_home:
            return (body, *parts)
        opens = QCoreApplication.translate("StageView", "Opens the treatments of this region")
        return (
            body,
            *(
                Node(c.id, "region", c.title, c.rect, f"{c.subtitle}. {opens}" if c.subtitle else opens,
                     OPENS + self.group_of(c))
                for c in self.callouts(state, width, height)
            ),
            *parts,
        )  # fmt: skip

    def _part_nodes(self, state: "SessionState", view: Viewport) -> tuple[Node, ...]:
        """Every part of the figure; nothing that only one sex has."""
        atlas = self._atlas()
        if atlas is None:
            return ()
        key = (id(atlas), view, state.language, id(self.library))
        if self._parts[0] != key:
            from irexplainer.story.shown import shown_structures, shown_vessels
            from irexplainer.ui.stage_map import part_nodes

            profile = WHOLE_BODY.profile
            shown = shown_structures(atlas, profile), shown_vessels(atlas, profile)
            self._parts = key, part_nodes(*shown, view, self.library.vocabulary(state.language))
        return self._parts[1]

    def hit(self, state: "SessionState", size: tuple[int, int], user: UserCamera, x: float, y: float) -> str | None:
        """Call-out under a point: chip, line or dot."""
        if not user.at_home:
            return None
        return next((c.id for c in self.callouts(state, *size) if c.contains(x, y)), None)

    def _picture(self, theme: str, width: int, height: int) -> QImage:
        if self._figure is None or self._figure_key != (theme, width, height):
            self._figure = QImage(width, height, QImage.Format.Format_RGB32)
            p = QPainter(self._figure)
            paint_home_layer(p, Look.of(theme), width, height)
            p.end()
            self._figure_key = (theme, width, height)
        return self._figure
