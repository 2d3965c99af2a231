"""Vessels as nested tubes (STYLE 7): a whole group is painted layer by layer, so that junctions merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath

from irexplainer.geom.tube import normals
from irexplainer.geom.viewport import Rect
from irexplainer.paint.paths import Floats, path_of_rings
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import LAMP, mix, rgb

LAMP_XY = LAMP[:2] / np.hypot(LAMP[0], LAMP[1])
CAP = np.linspace(0.0, np.pi, 12)[1:-1]


@dataclass(frozen=True, eq=False)
class Tube:
    """Centerline (N, 3) x, y, radius in cm, prepared so that every nested ring is one line of arithmetic.

    ring(t) = base + (1 - 0.94 t) * spread + 0.46 t * shift
    """

    line: Floats
    round_start: bool = True
    round_end: bool = True

    @cached_property
    def parts(self) -> tuple[Floats, Floats, Floats, Floats]:
        """base, spread (radius included), shift and unit spread of the outline points."""
        line = self.line
        normal, r = normals(line), line[:, 2:3]
        slide = normal * (normal @ LAMP_XY)[:, None] * r
        base, unit, shift, size = [line[:, :2]], [normal], [slide], [r]
        if self.round_end:
            base, unit, shift, size = self._cap(-1, normal[-1], slide, (base, unit, shift, size))
        base.append(line[::-1, :2])
        unit.append(-normal[::-1])
        shift.append(slide[::-1])
        size.append(r[::-1])
        if self.round_start:
            base, unit, shift, size = self._cap(0, -normal[0], slide, (base, unit, shift, size))
        directions = np.vstack(unit)
        return np.vstack(base), directions * np.vstack(size), np.vstack(shift), directions

    def _cap(
        self, end: int, normal: Floats, slide: Floats, lists: tuple[list[Floats], ...]
    ) -> tuple[list[Floats], ...]:
        base, unit, shift, size = lists
        angle = np.arctan2(normal[1], normal[0]) - CAP
        unit.append(np.stack([np.cos(angle), np.sin(angle)], 1))
        base.append(np.repeat(self.line[end : end + 1 or None, :2], len(CAP), 0))
        shift.append(np.repeat(slide[end][None], len(CAP), 0))
        size.append(np.full((len(CAP), 1), self.line[end, 2]))
        return base, unit, shift, size

    @cached_property
    def box(self) -> Rect:
        """Bounding box in cm."""
        r = float(self.line[:, 2].max()) + 0.1
        low, high = self.line[:, :2].min(0) - r, self.line[:, :2].max(0) + r
        return Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))

    def scaled(self, factor: float) -> "Tube":
        """The same tube at another share of its radius: lumen, thin stretch."""
        line = self.line.copy()
        line[:, 2] *= factor
        return Tube(line, self.round_start, self.round_end)


@dataclass(frozen=True, slots=True)
class Shading:
    """How a group of tubes is painted. outline in cm; least: smallest radius in px."""

    ramp: Ramp
    outline: float = 0.045
    gloss: float = 0.55
    least: float = 0.0
    outline_color: str | None = None


def tapered(line: Floats, start: float = 0.0, end: float = 0.0, least: float = 0.02) -> Floats:
    """Copy of (N, 3) whose radius shrinks over ``start``/``end`` cm at the ends."""
    line = np.array(line, float)
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    for reach, along in ((start, s), (end, s[-1] - s)):
        if reach > 0:
            share = np.clip(along / reach, 0, 1)
            line[:, 2] = np.minimum(line[:, 2], least + (line[:, 2] - least) * np.sqrt(share))
    return line


def union_path(tubes: Sequence[Tube], grow: float = 0.0, share: float = 1.0) -> QPainterPath:
    """All tubes as one path: radius x share + grow (cm); non-zero winding makes it their union."""
    if not tubes:
        return QPainterPath()
    rings = [t.parts[0] + t.parts[1] * share + t.parts[3] * grow for t in tubes]
    return path_of_rings(np.vstack(rings), _starts(tubes))


def paint_tubes(p: QPainter, tubes: Sequence[Tube], shading: Shading, view: Rect | None = None) -> None:
    """Paint a group whose painter transform maps cm to px. view: visible part of the plate, for culling."""
    scale = float(np.hypot(p.worldTransform().m11(), p.worldTransform().m12()))
    shown = [t for t in tubes if len(t.line) > 1 and (view is None or t.box.intersects(view))]
    if not shown:
        return
    shown = [_at_least(t, shading.least / scale) for t in shown]
    if shading.outline > 0:
        shadow = QColor(shading.outline_color) if shading.outline_color else _color(shading.ramp[0], "#2A1512", 0.25)
        for chunk, width in _by_outline(shown, shading.outline):
            p.fillPath(union_path(chunk, grow=max(width, 0.0)), shadow)
    groups: dict[int, list[Tube]] = {}
    for t in shown:
        groups.setdefault(_steps(float(t.line[:, 2].mean()) * scale), []).append(t)
    packed = {n: (_packed(ts), _starts(ts)) for n, ts in groups.items()}
    finest = max(groups)
    for i in range(finest):
        for n, (arrays, starts) in packed.items():
            step = int(i * n / finest)
            if i and int((i - 1) * n / finest) == step:
                continue
            depth = step / (n - 1)
            ring = arrays[0] + (1 - 0.94 * depth) * arrays[1] + 0.46 * depth * arrays[2]
            p.fillPath(path_of_rings(ring, starts), shade(shading.ramp, depth, shading.gloss))


def paint_veiled(
    p: QPainter,
    tubes: Sequence[Tube],
    shading: Shading,
    opacity: float,
    fade: QBrush | None = None,
    view: Rect | None = None,
) -> None:
    """A translucent group: painted opaque into a layer and composited once. fade: alpha mask in cm."""
    layer = layer_of(p)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setWorldTransform(p.worldTransform())
    paint_tubes(q, tubes, shading, view)
    if fade is not None:
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        inverse, _ = q.worldTransform().inverted()
        q.fillRect(inverse.mapRect(layer.rect().toRectF()), fade)
    q.end()
    composite(p, layer, opacity)


def layer_of(p: QPainter) -> QImage:
    """A clear layer of the size of what is painted on."""
    device = p.device()
    layer = QImage(device.width(), device.height(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    return layer


def composite(p: QPainter, layer: QImage, opacity: float) -> None:
    """Lay a layer over what is painted so far."""
    p.save()
    p.resetTransform()
    p.setOpacity(opacity)
    p.drawImage(0, 0, layer)
    p.restore()


def shade(ramp: Ramp, t: float, gloss: float) -> QColor:
    """Color of a nested tube: t = 0 at the edge, 1 on the crest."""
    shadow, base, light = (rgb(c) for c in ramp)
    crest = mix(base, light, 0.55)
    if t < 0.42:
        c = mix(mix(shadow, base, 0.3), base, t / 0.42)
    elif t < 0.8:
        c = mix(base, crest, (t - 0.42) / 0.38)
    else:
        white = mix(light, np.ones(3, np.float32), 0.35)
        c = mix(crest, mix(crest, white, gloss), (t - 0.8) / 0.2)
    r, g, b = (float(v) for v in np.clip(c, 0, 1))
    return QColor.fromRgbF(r, g, b)


def _steps(half_width: float) -> int:
    return 5 if half_width < 4 else (9 if half_width < 12 else 22)


def _color(a: str, b: str, t: float) -> QColor:
    r, g, b_ = (float(v) for v in mix(rgb(a), rgb(b), t))
    return QColor.fromRgbF(r, g, b_)


def _at_least(tube: Tube, radius: float) -> Tube:
    if radius <= float(tube.line[:, 2].min()):
        return tube
    line = tube.line.copy()
    line[:, 2] = np.maximum(line[:, 2], radius)
    return Tube(line, tube.round_start, tube.round_end)


def _by_outline(tubes: Sequence[Tube], outline: float) -> list[tuple[list[Tube], float]]:
    thin = [t for t in tubes if 0.5 * float(t.line[:, 2].mean()) + 0.012 < outline]
    wide = [t for t in tubes if t not in thin]
    parts = [(wide, outline)] if wide else []
    return parts + [([t], 0.5 * float(t.line[:, 2].mean()) + 0.012) for t in thin]


def _packed(tubes: Sequence[Tube]) -> tuple[Floats, Floats, Floats]:
    parts = [t.parts for t in tubes]
    return np.vstack([q[0] for q in parts]), np.vstack([q[1] for q in parts]), np.vstack([q[2] for q in parts])


def _starts(tubes: Sequence[Tube]) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    sizes = [len(t.parts[0]) for t in tubes]
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
