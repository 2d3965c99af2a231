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
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.plates.aneurysm_aorta import paint_aorta, paint_aorta_cells
from irexplainer.paint.plates.aneurysm_brain import paint_brain, paint_brain_cells
from irexplainer.paint.plates.artery_open import paint_artery, paint_artery_cells
from irexplainer.paint.plates.cava_open import paint_cava, paint_cava_cells
from irexplainer.paint.plates.leg_vein import paint_leg_cells, paint_leg_vein
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.vein_open import paint_vein, paint_vein_cells
from irexplainer.paint.plates.vein_squeezed import paint_squeezed, paint_squeezed_cells
from irexplainer.paint.plates.vessel_bed import paint_bed
from irexplainer.paint.plates.vessel_states import (
    AortaState,
    ArteryState,
    BrainState,
    CavaState,
    LegVeinState,
    VeinState,
)
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas


@dataclass(frozen=True)
class Inside:
    """How one close-up is painted. still(painter, state, look, behind); cells(painter, state, look, seconds, speed).

    ground: pale neighbors behind it, for drawings in body cm. bed: soft tissue around it.
    wide: what changes runs through the whole picture.
    """

    state: Callable[[Mapping[str, float]], Any]
    still: Callable[[QPainter, Any, Look, bool], None]
    cells: Callable[[QPainter, Any, Look, float, float], None]
    ground: Callable[[Easel], None] | None = None
    bed: bool = False
    wide: bool = False


def _beside_cava(e: Easel) -> None:
    e.shadow("left_kidney", "right_kidney")
    e.paint("left_kidney", "right_kidney", tint=0.5)
    ids = ("abdominal_aorta", "left_common_iliac_artery", "right_common_iliac_artery")
    e.vessels(ids, ids)


def _beside_aorta(e: Easel) -> None:
    e.shadow("left_kidney", "right_kidney")
    e.paint("left_kidney", "right_kidney", tint=0.5)
    ids = ("inferior_vena_cava", "left_common_iliac_vein", "right_common_iliac_vein")
    e.vessels(ids, ids)


INSIDES: dict[str, Inside] = {
    "artery_open": Inside(ArteryState.of, paint_artery, paint_artery_cells, bed=True),
    "vein_open": Inside(VeinState.of, paint_vein, paint_vein_cells, bed=True),
    "vein_squeezed": Inside(ArteryState.of, paint_squeezed, paint_squeezed_cells, wide=True),
    "leg_vein_open": Inside(LegVeinState.of, paint_leg_vein, paint_leg_cells, wide=True),
    "cava_open": Inside(CavaState.of, paint_cava, paint_cava_cells, _beside_cava),
    "aneurysm_brain": Inside(BrainState.of, paint_brain, paint_brain_cells),
    "aneurysm_aorta": Inside(AortaState.of, paint_aorta, paint_aorta_cells, _beside_aorta),
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
    if inside.bed:
        paint_bed(p, look)
    if inside.ground is not None:
        inside.ground(Easel(p, atlas, look, viewport))
    states = states_of(view.profile)
    inside.still(p, inside.state(states), look, True)
    paint_arrows(p, site, look, states.get("against", 0.0) > 0.5)
    p.restore()


def to_drawing(p: QPainter, site: Site, viewport: Viewport) -> None:
    """Set the painter to units of the drawing."""
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale * site.unit_cm, viewport.scale * site.unit_cm)


def paint_arrows(p: QPainter, site: Site, look: Look, back: bool = False) -> None:
    """Which way the blood flows: arrows beside the vessel, of one size on the screen. back: the other way round."""
    scale = p.worldTransform().m11()
    pen = QPen(QColor(look.color("vein" if "vein" in site.vessel or "cava" in site.vessel else "artery")), 3.0)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tail, head in site.closeup.flow:
        (x0, y0), (x1, y1) = (head, tail) if back else (tail, head)
        a, b = QPointF(x0, y0), QPointF(x1, y1)
        size = ((b.x() - a.x()) ** 2 + (b.y() - a.y()) ** 2) ** 0.5
        along = (b - a) / size
        wing, side = along * (11 / scale), QPointF(-along.y(), along.x()) * (7 / scale)
        p.drawLine(a, b)
        p.drawPolyline([b - wing + side, b, b - wing - side])
    p.setPen(Qt.PenStyle.NoPen)
