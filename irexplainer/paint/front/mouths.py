"""Where vessels meet: flat ends that go on, ends that fade into an earlier painted vessel or into the distance."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPolygonF

from irexplainer.geom.viewport import Rect
from irexplainer.paint.parts import _Same
from irexplainer.paint.tubes import Shading, Tube, composite, layer_of, paint_tubes, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

MEETS_CM = 0.15
"""An end this near to the wall of another shown vessel opens into it."""
GOES_ON = 1.12
"""An end up to this much wider than the one it meets is cut flat; a wider one keeps its dome."""
FADING_STARTS = ("inferior_vena_cava", "thoracic_aorta", "abdominal_aorta", "ureter")
FADING_ENDS = ("common_iliac", "external_iliac", "abdominal_aorta", "femoral_artery", "femoral_vein")
"""Trunks that run on beyond a scene: their free end fades instead of being a plug in mid-air."""
FADE_RADII, BLEND_RADII, SEAM_RADII = 4.0, 5.0, 1.5
"""Lengths of a fade, in radii."""
THIN_CM = 0.8
"""Wider vessels bend too much at their joints for a short fade."""

LUMEN = 0.76
"""Share of the radius that is bright on the route."""

Ids = tuple[str, ...]
Groups = tuple[tuple[str, Ids], ...]
Brush = QBrush | QColor


def meets(
    end: "np.ndarray[tuple[int], np.dtype[np.float64]]", other: "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
) -> bool:
    """True where an end (x, y, z, radius) lies in or at another vessel (N, 4)."""
    gap = np.linalg.norm(other[:, :3] - end[:3], axis=1) - other[:, 3]
    return bool(gap.min() < MEETS_CM + 0.3 * end[3])


def joined_tube(atlas: "Atlas", id: str, done: Iterable[str], tube: Tube) -> Tube:
    """The tube, flat where it goes on from the end of a vessel painted before."""
    vessels: Any = atlas.vessels
    same = [d for d in done if vessels[d].kind == vessels[id].kind]
    if not same:
        return tube
    others = np.vstack([np.asarray(vessels[d].points, float)[[0, -1]] for d in same])
    flat = [
        bool(
            (
                (np.hypot(others[:, 0] - q[0], others[:, 1] - q[1]) < 0.5 * (others[:, 3] + q[2]))
                & (q[2] < GOES_ON * others[:, 3])
            ).any()
        )
        for q in (tube.line[0], tube.line[-1])
    ]
    return Tube(tube.line, not flat[0], not flat[1]) if any(flat) else tube


def joint_fade(atlas: "Atlas", id: str, done: Iterable[str], world: Rect) -> QLinearGradient | None:
    """Gradient from clear to opaque along the end of a vessel that opens into one of ``done``."""
    vessels: Any = atlas.vessels
    line = np.asarray(vessels[id].points, float)
    for ends in (line, line[::-1]):
        x, y, z, r = ends[0]
        if not world.contains(float(x), float(y)):
            continue
        for other in done:
            if vessels[other].kind != vessels[id].kind:
                continue
            parent = np.asarray(vessels[other].points, float)
            k = int(np.hypot(parent[:, 0] - x, parent[:, 1] - y).argmin())
            inside = np.hypot(parent[k, 0] - x, parent[k, 1] - y) < parent[k, 3]
            chained = min(k, len(parent) - 1 - k) <= max(2, len(parent) // 40)
            if inside and not chained and abs(parent[k, 2] - z) < 1.3 * (parent[k, 3] + r):
                return _fade(ends, parent[k])
    return None


def _fade(line: Any, mouth: Any) -> QLinearGradient:
    """Clear at the end of the vessel, opaque where it leaves the wall of the other one."""
    outside = np.hypot(line[:, 0] - mouth[0], line[:, 1] - mouth[1]) > 0.95 * mouth[3]
    return _clear_to_whole(line[0], line[max(1, int(outside.argmax()))])


def _clear_to_whole(start: Any, end: Any) -> QLinearGradient:
    gradient = QLinearGradient(QPointF(start[0], start[1]), QPointF(end[0], end[1]))
    gradient.setColorAt(0, QColor(0, 0, 0, 0))
    gradient.setColorAt(1, QColor(0, 0, 0, 255))
    return gradient


@dataclass(frozen=True, eq=False)
class Blend:
    """A vessel that goes on from the end of one painted before: its first stretch, painted with that, hides the seam.

    count: points of the stretch, from the far end where ``far``.
    """

    partner: str
    at: tuple[float, float]
    fade: QLinearGradient
    count: int
    far: bool

    def stretch(self, tube: Tube) -> Tube:
        """That stretch of the vessel's tube."""
        line = tube.line[::-1] if self.far else tube.line
        return Tube(line[: self.count], False, False)


def blends(atlas: "Atlas", groups: Groups) -> dict[str, tuple[Blend, ...]]:
    """Vessels that go on from the end of one of their kind in an earlier group, about as wide, by vessel."""
    return _blends(_Same(atlas), groups)


@lru_cache(maxsize=32)
def _blends(same: _Same, groups: Groups) -> dict[str, tuple[Blend, ...]]:
    vessels: Any = same.atlas.vessels
    found = {}
    done: dict[str, str] = {}
    for ramp, group in groups:
        lines = {i: np.asarray(vessels[i].points, float) for i in group}
        for id, points in lines.items():
            if any(_merged(points, other) for i, other in lines.items() if i != id):
                continue  # taken out of its group it would lie on what it opens into
            own = [_blend(points, far, vessels, vessels[id].kind, ramp, done) for far in (False, True)]
            if any(own):
                found[id] = tuple(b for b in own if b is not None)
        done |= dict.fromkeys(group, ramp)
    return found


def _merged(a: Any, b: Any) -> bool:
    return any(meets(one[k], other) for one, other in ((a, b), (b, a)) for k in (0, -1))


def _blend(points: Any, far: bool, vessels: Any, kind: str, ramp: str, done: Mapping[str, str]) -> Blend | None:
    """Blend of an end of a vessel (N, 4); long where the tone changes, else only as long as it takes."""
    line = points[::-1] if far else points
    partner = next((o for o in done if _continues(vessels[o], kind, line, 0.9 if done[o] == ramp else 0.5)), None)
    if partner is None or (done[partner] == ramp and line[0, 3] > THIN_CM):
        return None
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    reach = (SEAM_RADII if done[partner] == ramp else BLEND_RADII) * line[0, 3]
    k = min(max(2, int((along < reach).sum())), len(line) - 1)
    at = (float(line[0, 0]), float(line[0, 1]))
    return Blend(partner, at, _clear_to_whole(line[0], line[k]), k + 1, far)


def _continues(other: Any, kind: str, line: Any, straight: float) -> bool:
    """True where an end of ``other`` is the first point of the line, about as wide and in the same direction.

    straight: smallest cosine between the two directions in the front view.
    """
    points = np.asarray(other.points, float)
    for way in (points, points[::-1]):
        near = np.linalg.norm(way[0, :3] - line[0, :3]) < 0.2
        if other.kind == kind and near and 0.66 < way[0, 3] / line[0, 3] < 1.5:
            come, go = way[0, :2] - way[3, :2], line[3, :2] - line[0, :2]
            return bool(come @ go > straight * np.hypot(*come) * np.hypot(*go))
    return False


@dataclass(frozen=True, eq=False)
class LooseEnd:
    """An end in mid-air: what is erased of it and how strongly."""

    at: tuple[float, float]
    area: QPainterPath
    fade: QLinearGradient


def loose_ends(atlas: "Atlas", ids: Ids) -> dict[str, tuple[LooseEnd, ...]]:
    """Ends of trunks that open into no other shown vessel, by vessel."""
    return _loose_ends(_Same(atlas), ids)


@lru_cache(maxsize=32)
def _loose_ends(same: _Same, ids: Ids) -> dict[str, tuple[LooseEnd, ...]]:
    lines = {i: np.asarray(same.atlas.vessels[i].points, float) for i in ids}
    found = {}
    for id, line in lines.items():
        own = []
        for words, k, way in ((FADING_STARTS, 0, line), (FADING_ENDS, -1, line[::-1])):
            if any(w in id for w in words) and not any(meets(line[k], lines[o]) for o in ids if o != id):
                own.append(loose_end(way))
        if own:
            found[id] = tuple(own)
    return found


def loose_end(line: Any, point: float = 0.0, share: float = 1.0) -> LooseEnd:
    """The first stretch of a line (N, 4) as an end in mid-air.

    point: cm that a pointed end takes to get as wide as it fades. share: largest part of the vessel that fades.
    """
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    r = float(line[along <= point, 3].max())
    reach = min(FADE_RADII * r, share * float(along[-1]))
    inner = line[min(int((along < reach).sum()), len(line) - 1), :2]
    way = (inner - line[0, :2]) / max(float(np.hypot(*(inner - line[0, :2]))), 1e-6)
    side = 1.6 * r * np.array([-way[1], way[0]])
    outer = line[0, :2] - 1.5 * r * way
    area = QPainterPath()
    area.addPolygon(QPolygonF([QPointF(*q) for q in (outer + side, inner + side, inner - side, outer - side)]))
    area.closeSubpath()
    fade = _clear_to_whole(inner, line[0])
    fade.setColorAt(0.5, QColor(0, 0, 0, 140))
    fade.setColorAt(0.86, QColor(0, 0, 0, 255))
    return LooseEnd((float(line[0, 0]), float(line[0, 1])), area, fade)


def paint_loose(
    p: QPainter, tubes: Sequence[Tube], shading: Shading, ends: Sequence[LooseEnd], view: Rect | None = None
) -> None:
    """A group of tubes some of whose ends run out into the distance."""
    paint_faded(p, lambda q: paint_tubes(q, tubes, shading, view), ends)


def paint_faded(
    p: QPainter,
    paint: Callable[[QPainter], None],
    ends: Sequence[LooseEnd],
    fade: QBrush | None = None,
    opacity: float = 1.0,
) -> None:
    """What ``paint`` paints in a layer of its own, less the ends. fade: alpha mask in cm."""
    layer: QImage = layer_of(p)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setWorldTransform(p.worldTransform())
    paint(q)
    if fade is not None:
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        inverse, _ = q.worldTransform().inverted()
        q.fillRect(inverse.mapRect(layer.rect().toRectF()), fade)
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    for end in ends:
        q.fillPath(end.area, QBrush(end.fade))
    q.end()
    composite(p, layer, opacity)


def by_brush(ids: Iterable[str], brushes: Mapping[str, Brush]) -> Iterator[tuple[Brush, list[str]]]:
    """Vessels with the same brush together, in the order in which they come."""
    left = list(dict.fromkeys(ids))
    while left:
        brush = brushes[left[0]]
        own = [i for i in left if brushes[i] == brush]
        left = [i for i in left if i not in own]
        yield brush, own


def union_of(tubes: Iterable[Tube]) -> QPainterPath:
    """The bright inside of tubes as one path."""
    path = QPainterPath()
    for tube in tubes:
        path = path.united(union_path([tube], share=LUMEN))
    return path


def chained(atlas: "Atlas", id: str, others: Iterable[str]) -> list[str]:
    """Those of ``others`` that share an end with a vessel."""
    return _chained(_Same(atlas), id, tuple(others))


@lru_cache(maxsize=256)
def _chained(same: _Same, id: str, others: Ids) -> list[str]:
    vessels: Any = same.atlas.vessels
    own = np.asarray(vessels[id].points, float)[[0, -1], :3]
    ends = {o: np.asarray(vessels[o].points, float)[[0, -1], :3] for o in others if o != id}
    return [o for o, e in ends.items() if np.linalg.norm(own[:, None] - e[None], axis=2).min() < 0.2]
