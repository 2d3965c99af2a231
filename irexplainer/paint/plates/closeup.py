"""Cut-open vessels as plates: one entry for all, still picture and moving blood, states from profile and effect.

``View(plate="artery_open", profile="artery_open narrowing=1")``: what is given in the profile belongs to the still
picture (the shape of the vessel); an effect ``inside`` overrides it with what changes, an effect ``blood`` adds cells.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from irexplainer.atlas.closeups import Site, site_of
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas, paint_vignette
from irexplainer.paint.look import Look
from irexplainer.paint.plates.artery_open import paint_artery, paint_artery_cells
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.vessel_states import ArteryState
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas


@dataclass(frozen=True)
class Inside:
    """How one close-up is painted. still(painter, state, look); cells(painter, state, look, seconds, speed)."""

    state: Callable[[Mapping[str, float]], Any]
    still: Callable[[QPainter, Any, Look], None]
    cells: Callable[[QPainter, Any, Look, float, float], None]


INSIDES: dict[str, Inside] = {
    "artery_open": Inside(ArteryState.of, paint_artery, paint_artery_cells),
}
"""Plate id -> painters, in units of the drawing."""


def inside_of(plate_id: str) -> Inside:
    """Painters of a close-up, with or without the name of a vessel in its id."""
    return INSIDES[plate_id.partition("@")[0]]


def paint_closeup(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    """Paint background and still picture in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    site, inside = site_of(atlas, view.plate), inside_of(view.plate)
    p.save()
    to_drawing(p, site, viewport)
    inside.still(p, inside.state(states_of(view.profile)), look)
    paint_arrows(p, site, look)
    p.restore()
    paint_vignette(p, look, viewport)


def to_drawing(p: QPainter, site: Site, viewport: Viewport) -> None:
    """Set the painter to units of the drawing."""
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale * site.unit_cm, viewport.scale * site.unit_cm)


def paint_arrows(p: QPainter, site: Site, look: Look) -> None:
    """Which way the blood flows: arrows beside the vessel, of one size on the screen."""
    scale = p.worldTransform().m11()
    pen = QPen(QColor(look.color("vein" if "vein" in site.vessel or "cava" in site.vessel else "artery")), 3.0)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for (x0, y0), (x1, y1) in site.closeup.flow:
        a, b = QPointF(x0, y0), QPointF(x1, y1)
        along = (b - a) / max((b - a).manhattanLength(), 1e-6)
        size = ((b.x() - a.x()) ** 2 + (b.y() - a.y()) ** 2) ** 0.5
        along = (b - a) / size
        wing, side = along * (11 / scale), QPointF(-along.y(), along.x()) * (7 / scale)
        p.drawLine(a, b)
        p.drawPolyline([b - wing + side, b, b - wing - side])
    p.setPen(Qt.PenStyle.NoPen)
