"""A slice on its table, seen from the feet, lying as the patient lies (PLATES 3 and 6).

``View.plate`` is the id of a slice. Slices for which more is to be shown than what was cut (the kidneys with tumor and
calyces) have a painter of their own that begins with ``paint_slice``.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import axial_bake
from irexplainer.paint.plates.axial_edges import paint_edges
from irexplainer.paint.plates.axial_flat import paint_flat_slice
from irexplainer.paint.plates.axial_kinds import KINDS, shown_slice
from irexplainer.paint.plates.calyces import paint_patch
from irexplainer.paint.plates.screen_slice import ScreenSlice
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.shadows import Cast, paint_shadow
from irexplainer.paint.textures import Texture
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

EDGE_CM = 0.55
"""Height of the front edge of the slice under the cut face."""
NIGHT = "#10171B"
"""The whole slice is dimmed with it on the dark theme."""


def paint_axial(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    """Paint table and slice in px of ``viewport``."""
    begin(p, look, viewport)
    paint_slice(p, shown_slice(view.plate, position), look, viewport, table=position is not Position.SITTING)
    p.restore()


def begin(p: QPainter, look: Look, viewport: Viewport) -> None:
    """Paint the canvas and set the painter to cm; the caller restores it."""
    paint_canvas(p, look, viewport)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)


def paint_slice(
    p: QPainter,
    plane: ScreenSlice,
    look: Look,
    viewport: Viewport,
    swollen: frozenset[str] = frozenset(),
    table: bool = True,
) -> None:
    """Table and slice, painter in cm; flat in high contrast and where the baked picture is missing.

    table: False for who sits and has none under the back.
    """
    px = KINDS[plane.id].px_per_cm
    face = None if look.flat else texture_of(plane.name, axial_bake.face_box(plane)[:2], px)
    if face is None:
        paint_flat_slice(p, plane, look, swollen, table)
        return
    if table:
        _paint_table(p, plane, look)
    _paint_slab(p, plane, look)
    _paint_face(p, plane, look, viewport, face, swollen)


def _paint_table(p: QPainter, plane: ScreenSlice, look: Look) -> None:
    outline, kind = axial_bake.table_under(plane), KINDS[plane.id]
    path, ramp = polygon_path(outline), "table" if look.light else "table_dark"
    corner = float(outline[:, 0].min()) - 0.25, float(outline[:, 1].min()) - 0.25
    name = f"{plane.name}_{ramp}" if plane.position in kind.own_table else axial_bake.table_name(kind.table, ramp)
    top = texture_of(name, corner, axial_bake.TABLE_PX_PER_CM)
    paint_shadow(p, f"{plane.name}.table", path, cast_on(look, Cast(0.6, 0.15, 0.6, 0.24)))
    p.fillPath(path, top.brush() if top else QBrush(QColor("#D2CEC7")))
    p.strokePath(path, QPen(QColor("#8A857C" if look.light else "#16262E"), 0.05))


def _paint_slab(p: QPainter, plane: ScreenSlice, look: Look) -> None:
    """Shadow and front edge of the slice: a plate half a centimeter thick."""
    skin = plane.piece("skin").path
    paint_shadow(p, f"{plane.name}.slab", skin, cast_on(look, Cast(1.1, 0.45, 1.1, 0.34)))
    edge = QPainterPath(skin)
    for i in range(1, 6):
        edge.addPath(skin.translated(0, EDGE_CM * i / 5))
    p.fillPath(edge, QColor("#B08B73" if look.light else "#6E5546"))
    p.strokePath(skin.translated(0, EDGE_CM), QPen(QColor("#8E6A55" if look.light else "#4A382E"), 0.05))
    p.fillPath(edge, QColor("#B08B73" if look.light else "#6E5546"))


def _paint_face(
    p: QPainter, plane: ScreenSlice, look: Look, viewport: Viewport, face: Texture, swollen: frozenset[str]
) -> None:
    skin = plane.piece("skin").path
    p.fillPath(skin, face.brush())
    for side in swollen:
        paint_patch(p, plane, side)
    paint_edges(p, plane, viewport, swollen)
    if not look.light:
        night = QColor(NIGHT)
        night.setAlphaF(0.14)
        p.fillPath(skin, night)
        mask = texture_of(f"{plane.name}_fat", axial_bake.face_box(plane)[:2], axial_bake.MASK_PX_PER_CM, False)
        if mask:
            p.save()
            p.setOpacity(0.20)
            p.fillPath(skin, mask.brush())
            p.restore()


def cast_on(look: Look, cast: Cast) -> Cast:
    """A shadow in the color of the theme; deeper on the dark one."""
    color, alpha = ("#7A5A44", cast.alpha) if look.light else (look.color("tissue_shadow"), min(1.0, cast.alpha * 1.9))
    return Cast(cast.blur, cast.dx, cast.dy, alpha, color)
