"""Where vessels meet: flat ends that go on, ends that fade into an earlier painted vessel or into the distance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
FADE_RADII, BLEND_RADII = 4.0, 5.0
"""Lengths of a fade, in radii."""

LUMEN = 0.76
"""Share of the radius that is bright on the route."""

Ids = tuple[str, ...]
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
    """One vessel in full color that goes on from the end of a pale one: over ``stretch`` it gains its color."""

    partner: str
    stretch: Tube
    fade: QLinearGradient


def tone_blends(atlas: "Atlas", ids: Ids, pale: frozenset[str], lumen: frozenset[str]) -> dict[str, Blend]:
    """Vessels in full color whose end lies on the end of a pale one of their kind; those on the route stay whole."""
    return _blends(_Same(atlas), ids, pale & set(ids), lumen & set(ids))


@lru_cache(maxsize=32)
def _blends(same: _Same, ids: Ids, pale: frozenset[str], lumen: frozenset[str]) -> dict[str, Blend]:
    vessels: Any = same.atlas.vessels
    found = {}
    for id in ids:
        if id in pale or id in lumen:
            continue
        for line in (np.asarray(vessels[id].points, float), np.asarray(vessels[id].points, float)[::-1]):
            partner = next((o for o in sorted(pale) if _continues(vessels[o], vessels[id].kind, line[0])), None)
            if partner is not None:
                along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
                k = max(2, int((along < BLEND_RADII * line[0, 3]).sum()))
                stretch = Tube(line[: k + 1, [0, 1, 3]], round_end=False)
                found[id] = Blend(partner, stretch, _clear_to_whole(line[0], line[min(k, len(line) - 1)]))
                break
    return found


def _continues(other: Any, kind: str, end: Any) -> bool:
    """True where the far or near end of ``other`` is the same place as ``end`` and about as wide."""
    ends = np.asarray(other.points, float)[[0, -1]]
    near = np.linalg.norm(ends[:, :3] - end[:3], axis=1) < 0.2
    return other.kind == kind and bool((near & (ends[:, 3] < 1.5 * end[3]) & (ends[:, 3] > 0.66 * end[3])).any())


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
                own.append(_loose(way))
        if own:
            found[id] = tuple(own)
    return found


def _loose(line: Any) -> LooseEnd:
    r = float(line[0, 3])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    inner = line[min(int((along < FADE_RADII * r).sum()), len(line) - 1), :2]
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
    layer: QImage = layer_of(p)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setWorldTransform(p.worldTransform())
    paint_tubes(q, tubes, shading, view)
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    for end in ends:
        q.fillPath(end.area, QBrush(end.fade))
    q.end()
    composite(p, layer, 1.0)


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
