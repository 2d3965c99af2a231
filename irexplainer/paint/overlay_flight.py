"""The overlay while the camera flies: painted once at each end of the flight, then scaled like the layers below it.

One thing moves at a time: devices rest while the camera travels, so two pictures carry the whole flight.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import overlay_bounds, paint_overlay
from irexplainer.story.frame import Frame

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard

SWITCH_FROM, SWITCH_TO = 0.42, 0.58
"""Share of the way within which the picture of the start gives way to that of the goal."""


@dataclass(frozen=True, eq=False)
class Pinned:
    """Overlay of a frame as seen by ``viewport``. image: None where there is nothing. x, y: its place in px."""

    viewport: Viewport
    image: QImage | None
    x: int = 0
    y: int = 0

    @property
    def bytes(self) -> int:
        """Memory of the picture."""
        return 0 if self.image is None else self.image.sizeInBytes()


def pin_overlay(
    board: "Storyboard", frame: Frame, atlas: "Atlas", look: Look, viewport: Viewport, reduced_motion: bool = False
) -> Pinned:
    """Paint the overlay of a frame for one end of a flight. Any thread."""
    box = overlay_bounds(board, frame, viewport, atlas, look.name)
    if box.width <= 0 or box.height <= 0:
        return Pinned(viewport, None)
    image = QImage(int(box.width), int(box.height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    try:
        p.translate(-box.x, -box.y)
        paint_overlay(p, board, frame, atlas, look, viewport, reduced_motion)
    finally:
        p.end()
    return Pinned(viewport, image, int(box.x), int(box.y))


def paint_pinned(p: QPainter, start: Pinned, goal: Pinned, view: Viewport, progress: float) -> None:
    """Paint the overlay at a share of the way, as seen by ``view``."""
    share = min(max((progress - SWITCH_FROM) / (SWITCH_TO - SWITCH_FROM), 0.0), 1.0)
    p.save()
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for pinned, opacity in ((start, 1.0 - share if share > 0.5 else 1.0), (goal, share)):
        if pinned.image is not None and opacity > 0:
            p.setOpacity(opacity)
            k = view.scale / pinned.viewport.scale
            x, y = view.to_screen(*pinned.viewport.to_plate(pinned.x, pinned.y))
            p.drawImage(QRectF(x, y, pinned.image.width() * k, pinned.image.height() * k), pinned.image)
    p.restore()
