"""What every front scene paints with: parts, vessels, shadows, in plate cm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.front.order import batches, crossings
from irexplainer.paint.look import Look
from irexplainer.paint.parts import Part, _Same, parts_of
from irexplainer.paint.shadows import CONTACT, Cast, paint_shadow
from irexplainer.paint.textures import texture
from irexplainer.paint.tubes import Shading, Tube, paint_tubes

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

KIND_RAMPS = {
    "artery": "artery",
    "vein": "vein",
    "portal_vein": "portal_vein",
    "bile_duct": "bile_duct",
    "ureter": "ureter",
}
CONTEXT_RAMPS = {
    "artery": "artery_context",
    "vein": "vein_context",
    "portal_vein": "portal_context",
    "ureter": "ureter_context",
}
SIDES = ("left", "right")


def sides(*names: str) -> tuple[str, ...]:
    """Left and right of each name."""
    return tuple(f"{side}_{name}" for name in names for side in SIDES)


@dataclass(frozen=True, eq=False)
class Easel:
    """A painter set to plate cm, and what there is to paint."""

    p: QPainter
    atlas: "Atlas"
    look: Look
    viewport: Viewport

    @cached_property
    def world(self) -> Rect:
        """Visible part of the plate in cm."""
        return self.viewport.world

    def part(self, key: str) -> Part | None:
        """Part by key, None where the atlas lacks it."""
        return parts_of(self.atlas).get(key)

    def paint(self, *keys: str, opacity: float = 1.0, tint: float = 0.0) -> None:
        """Fill parts with their relief. tint: 0..1 towards the body color for pale neighbors."""
        for key in keys:
            part = self.part(key)
            if part is not None and self.sees(part):
                self._fill(part, opacity, tint)

    def _fill(self, part: Part, opacity: float, tint: float) -> None:
        p = self.p
        p.save()
        p.setOpacity(p.opacity() * (1.0 if self.look.flat else opacity))
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.fillPath(part.path, texture(part).brush())
        if tint > 0:
            color = QColor(self.look.color("context_tint"))
            color.setAlphaF(0.8 if self.look.flat else tint)
            p.fillPath(part.path, color)
        if self.look.flat:
            self.outline(part.path)
        p.restore()

    def outline(self, path: QPainterPath, width_px: float = 1.5) -> None:
        """White edge of the high contrast theme."""
        pen = QPen(QColor("#FFFFFF"), width_px)
        pen.setCosmetic(True)
        self.p.strokePath(path, pen)

    def sees(self, part: Part) -> bool:
        """True where any of the part is in the picture."""
        x0, y0, x1, y1 = part.box
        return self.world.intersects(Rect(x0, y0, x1 - x0, y1 - y0))

    def shadow(self, *keys: str, cast: Cast = CONTACT) -> None:
        """Contact shadow of parts."""
        for key in keys:
            part = self.part(key)
            if part is not None and self.sees(part):
                self.shadow_of(key, part.path, cast)

    def shadow_of(self, key: str, path: QPainterPath, cast: Cast = CONTACT) -> None:
        """Shadow of any path under a stable name."""
        if self.look.flat or path.isEmpty():
            return
        if not self.look.light:
            cast = Cast(
                cast.blur, cast.dx, cast.dy, min(cast.alpha * 1.4, 0.7), self.look.color("tissue_shadow")
            )
        paint_shadow(self.p, key, path, cast)

    def dropped(self, *keys: str) -> None:
        """Contact shadow, then the part itself."""
        for key in keys:
            self.shadow(key)
            self.paint(key)

    def tube(self, id: str) -> Tube:
        """A vessel as a tube."""
        return tubes_of(self.atlas)[id]

    def has(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the vessel ids the atlas has."""
        return tuple(i for i in ids if i in self.atlas.vessels)

    def vessels(self, ids: Iterable[str], pale: Iterable[str] = (), outline: float = 0.045) -> None:
        """Paint vessels, back to front where they cross. pale: ids painted as context."""
        for ramp, group in ordered(self.atlas, self.has(ids), frozenset(pale)):
            shading = Shading(self.look.ramp(ramp), 0.03 if ramp.endswith("context") else outline)
            paint_tubes(self.p, [self.tube(i) for i in group], shading, self.world)

    def plain(self, tubes: Sequence[Tube], ramp: str, outline: float = 0.045, gloss: float = 0.55) -> None:
        """Paint one group of tubes of one color."""
        paint_tubes(self.p, tubes, Shading(self.look.ramp(ramp), outline, gloss), self.world)

    def fill(self, color: str, opacity: float = 1.0) -> QColor:
        """Color of a role with opacity."""
        c = QColor(self.look.color(color))
        c.setAlphaF(opacity)
        return c

    def clip(self, path: QPainterPath) -> None:
        """Clip to a path in cm."""
        self.p.setClipPath(path, Qt.ClipOperation.IntersectClip)

    @property
    def rect(self) -> QRectF:
        """Visible rectangle in cm."""
        return QRectF(self.world.x, self.world.y, self.world.width, self.world.height)


def vessel_ramp(id: str, kind: str) -> str:
    """Ramp of a vessel. Lung arteries carry blood without oxygen and are drawn blue."""
    return "vein" if "pulmonary" in id and kind == "artery" else KIND_RAMPS.get(kind, "artery")


def tubes_of(atlas: "Atlas") -> dict[str, Tube]:
    """All vessels as tubes."""
    return _tubes(_Same(atlas))


@lru_cache(maxsize=2)
def _tubes(same: _Same) -> dict[str, Tube]:
    return {i: Tube(np.asarray(v.points, float)[:, [0, 1, 3]]) for i, v in same.atlas.vessels.items()}


def ordered(
    atlas: "Atlas", ids: tuple[str, ...], pale: frozenset[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(ramp, ids) groups of vessels from back to front."""
    return _ordered(_Same(atlas), ids, pale)


@lru_cache(maxsize=32)
def _ordered(
    same: _Same, ids: tuple[str, ...], pale: frozenset[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    vessels: Any = same.atlas.vessels

    def color(id: str) -> str:
        ramp = vessel_ramp(id, vessels[id].kind)
        return CONTEXT_RAMPS.get(ramp, ramp) if id in pale else ramp

    lines = {i: np.asarray(vessels[i].points, float) for i in ids}
    return batches(ids, color, crossings(lines, color))
