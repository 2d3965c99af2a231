"""What every front scene paints with: parts, vessels, shadows, in plate cm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.front import mouths
from irexplainer.paint.front.mouths import LUMEN, Brush, LooseEnd, by_brush, chained, joined_tube, joint_fade, union_of
from irexplainer.paint.front.order import batches, crossing, crossings, joints
from irexplainer.paint.look import Look
from irexplainer.paint.parts import Part, _Same, parts_of
from irexplainer.paint.shadows import CONTACT, Cast, paint_shadow
from irexplainer.paint.textures import texture
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, tapered, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

VESSEL_KINDS = ("artery", "vein", "portal_vein", "bile_duct", "ureter", "lymph")
CONTEXT_RAMPS = {
    "artery": "artery_context",
    "vein": "vein_context",
    "portal_vein": "portal_context",
    "ureter": "ureter_context",
}
LUNG_ARTERIES = ("pulmonary", "lung_avm_feeder")
SIDES = ("left", "right")
FRONT = "|front"
TAPERED = ("gluteal", "pudendal", "internal_iliac")
"""Vessels whose end would otherwise be a round plug in mid-air."""
POINTED = ("radial_artery", "ulnar_artery", "basilic_vein", "fibular", "tibial", "saphenous")
"""Vessels of hand and foot: nothing goes on from their ends, which run out in a point."""
FADES_FROM = 12.0
"""px per cm above which the end of a vessel fades into an earlier painted one instead of showing its cap."""
LOOSE_FROM = 7.0
"""px per cm above which trunks fade that run on beyond the scene."""
GOAL_TINT = 0.26
"""Up to this tint a part is what the scene is about and keeps its color in high contrast."""
IN_FRONT_CM = 0.4
"""A vessel this much nearer to the viewer than one on the route is painted over its lumen."""

Groups = tuple[tuple[str, tuple[str, ...]], ...]


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
    states: Mapping[str, float] = field(default_factory=dict)
    """What the profile asks for, 0..1 (``plates.states``)."""

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
                self.fill_part(part, opacity, tint)

    def fill_part(self, part: Part, opacity: float = 1.0, tint: float = 0.0) -> None:
        """Fill one part (also one that the atlas does not know) with its relief."""
        p = self.p
        p.save()
        p.setOpacity(p.opacity() * (1.0 if self.look.flat else opacity))
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.fillPath(part.path, texture(part).brush())
        if tint > 0:
            color = QColor(self.look.color("context_tint"))
            color.setAlphaF(0.8 if self.look.flat and tint > GOAL_TINT else tint)
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
            cast = Cast(cast.blur, cast.dx, cast.dy, min(cast.alpha * 1.4, 0.7), self.look.color("tissue_shadow"))
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

    def vessels(
        self,
        ids: Iterable[str],
        pale: Iterable[str] = (),
        lumen: Mapping[str, Brush] | None = None,
        before: Iterable[str] = (),
    ) -> None:
        """Paint vessels, back to front where they cross.

        pale: ids painted as context. lumen: ids on the route and the brush of their bright inside; what lies in
        front of them is painted after it. before: painted already; what opens into them fades in.
        """
        inner, done, shown, light = lumen or {}, list(self.has(before)), self.has(ids), frozenset(pale)
        filled, close = QPainterPath(), not self.look.flat and self.viewport.scale >= FADES_FROM
        groups = ordered(self.atlas, shown, light, frozenset(inner))
        going_on = mouths.blends(self.atlas, groups) if close else {}
        seen = {i: b for i, own in going_on.items() for b in own if self.world.contains(*b.at)}
        for ramp, group in groups:
            shading = Shading(self.look.ramp(ramp), 0.03 if ramp.endswith("context") else 0.045)
            late: dict[str, QLinearGradient] = {}
            for i in group if close else ():
                fade, blend = joint_fade(self.atlas, i, done, self.world), seen.get(i)
                if blend is not None and (fade is None or fade.start() == QPointF(*blend.at)):
                    fade = blend.fade
                late |= {} if fade is None else {i: fade}
            whole = {i: joined_tube(self.atlas, i, done, self.tube(i)) for i in group if i not in late}
            soft = [*whole.values(), *(b.stretch(self.tube(i)) for i, b in seen.items() if b.partner in group)]
            self._group(soft, shading, [i for i in group if i not in inner], shown)
            for id, fade in late.items():
                self.late(id, joined_tube(self.atlas, id, done, self.tube(id)), shading, fade)
            filled = self._lumen([i for i in group if i in inner], inner, filled, whole)
            done += group

    def late(self, id: str, tube: Tube, shading: Shading, fade: QLinearGradient) -> None:
        """A vessel that fades in where it opens into another one."""
        paint_veiled(self.p, [tube], shading, 1.0, QBrush(fade), self.world)

    def loose(self, shown: tuple[str, ...]) -> Mapping[str, tuple[LooseEnd, ...]]:
        """Ends that fade away, by vessel."""
        return mouths.loose_ends(self.atlas, shown)

    def _group(self, tubes: Sequence[Tube], shading: Shading, ids: Sequence[str], shown: tuple[str, ...]) -> None:
        """Tubes of one color; free ends of trunks in sight fade away."""
        loose = self.loose(shown) if self.viewport.scale >= LOOSE_FROM and not self.look.flat else {}
        ends = [end for i in ids for end in loose.get(i, ()) if self.world.contains(*end.at)]
        if ends:
            mouths.paint_loose(self.p, tubes, shading, ends, self.world)
        else:
            paint_tubes(self.p, tubes, shading, self.world)

    def _lumen(
        self,
        ids: Sequence[str],
        brushes: Mapping[str, QBrush | QColor],
        filled: QPainterPath,
        whole: Mapping[str, Tube],
    ) -> QPainterPath:
        """Fill the inside of a group once; returns what is bright by now.

        A vessel painted whole (``whole``: as it was painted) has covered what was bright below it: it is filled to its
        end, and so is the end of the one it goes on from. One that fades into a bright vessel is not filled twice.
        """
        now = QPainterPath()
        for brush, own in by_brush(ids, brushes):
            inside = union_of(whole[i] for i in own if i in whole)
            soft = union_of(self.tube(i) for i in own if i not in whole)
            covered = QPainterPath()
            for i in own if not filled.isEmpty() else ():
                for o in chained(self.atlas, i, brushes) if i in whole else ():
                    body, other = union_path([whole[i]], grow=0.045), union_path([self.tube(o)], share=LUMEN)
                    covered = covered.united(body.intersected(other).intersected(filled))
            bright = inside.united(covered).subtracted(now).united(soft.subtracted(filled.united(now)))
            self.p.fillPath(bright, brush)
            now = now.united(inside).united(soft)
        return filled.united(now)

    def plain(self, tubes: Sequence[Tube], ramp: str, outline: float = 0.045, gloss: float = 0.55) -> None:
        """Paint one group of tubes of one color."""
        paint_tubes(self.p, tubes, Shading(self.look.ramp(ramp), outline, gloss), self.world)

    def fading(self, tubes: Sequence[Tube], shading: Shading, fade: tuple[float, float]) -> None:
        """Tubes that go over into nothing between two heights, y in cm; whole in high contrast."""
        if self.look.flat:
            paint_tubes(self.p, tubes, shading, self.world)
            return
        gradient = QLinearGradient(QPointF(0, fade[0]), QPointF(0, fade[1]))
        gradient.setColorAt(0, QColor(0, 0, 0, 255))
        gradient.setColorAt(1, QColor(0, 0, 0, 0))
        paint_veiled(self.p, tubes, shading, 1.0, QBrush(gradient), self.world)

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
    """Ramp of a vessel. Lung arteries, right heart and liver shunt carry blood without oxygen and are drawn blue."""
    if kind in ("chamber", "shunt") or (kind == "artery" and any(word in id for word in LUNG_ARTERIES)):
        return "vein"
    return kind if kind in VESSEL_KINDS else "artery"


def tubes_of(atlas: "Atlas") -> dict[str, Tube]:
    """All vessels as tubes."""
    return _tubes(_Same(atlas))


@lru_cache(maxsize=2)
def _tubes(same: _Same) -> dict[str, Tube]:
    return {i: Tube(_line(i, np.asarray(v.points, float))) for i, v in same.atlas.vessels.items()}


GUT_TRUNK_CM = 6.0
"""Trunks of the bowel are shown this far; then they enter the mesentery, which the scenes leave out."""


def _line(id: str, points: Any) -> Any:
    """x, y, radius; trunks of the bowel fade into the mesentery instead of ending in a plug."""
    line = points[:, [0, 1, 3]]
    if "mesenteric" in id and "artery" in id:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
        return tapered(line[along <= GUT_TRUNK_CM], end=3.5, least=0.03)
    if any(w in id for w in POINTED):
        return tapered(line, end=3.0, least=0.01)
    return tapered(line, end=2.0, least=0.05) if any(w in id for w in TAPERED) else line


def ordered(atlas: "Atlas", ids: tuple[str, ...], pale: frozenset[str], lumen: frozenset[str]) -> Groups:
    """(ramp, ids) groups of vessels from back to front."""
    return _ordered(_Same(atlas), ids, pale, lumen)


@lru_cache(maxsize=32)
def _ordered(same: _Same, ids: tuple[str, ...], pale: frozenset[str], lumen: frozenset[str]) -> Groups:
    vessels: Any = same.atlas.vessels
    lines = {i: np.asarray(vessels[i].points, float) for i in ids}
    front = {i for i in ids if i not in lumen and _in_front(lines, i, lumen)}

    def color(id: str) -> str:
        ramp = vessel_ramp(id, vessels[id].kind)
        ramp = CONTEXT_RAMPS.get(ramp, ramp) if id in pale else ramp
        return ramp + FRONT if id in front else ramp

    groups = batches(ids, color, crossings(lines, color), joints(lines, color))
    return tuple((ramp.removesuffix(FRONT), group) for ramp, group in groups)


def _in_front(lines: Mapping[str, Any], id: str, lumen: frozenset[str]) -> bool:
    gaps = (crossing(lines[id], lines[w], same=False) for w in lumen if w in lines)
    return any(gap is not None and gap > IN_FRONT_CM for gap in gaps)
