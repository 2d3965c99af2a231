"""Superficial leg vein under the skin, closed from inside by heat. Millimeters; the groin is on the right."""

from functools import lru_cache, partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QRadialGradient

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.look import Look
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import Bench, Box
from irexplainer.paint.plates.cells import draw_cells, swarm
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.faces import edge, edge_path, inner_shade, line, outline_of, soft_shadow
from irexplainer.paint.plates.grain import Grain
from irexplainer.paint.plates.kept import painted_once
from irexplainer.paint.plates.open_mesh import smooth
from irexplainer.paint.plates.open_tree import joined, paint_bowl
from irexplainer.paint.plates.store import Stored, texture_of
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.paint.plates.vessel_states import LegVeinState
from irexplainer.paint.plates.warp import faded
from irexplainer.paint.plates.wires import rod

LUMEN, WALL = 2.1, 0.55
BOX: Box = (-29.0, -14.4, 58.0, 29.4)
PX = 17.0
START, JUNCTION = -26.0, 13.5
"""x at which the fiber lies before it comes in, and where its tip stops: 2 cm short of the deep vein at true scale."""
SHRUNK = 0.24
NIGHT = "#10171B"
FLAT = {"skin": "#6E5A4C", "fat": "#4A4228", "sheath": "#3A3520", "muscle": "#5A2C2A"}
VEIN: tuple[str, str, str] = ("#4F6EA8", "#A5BEE2", "#DFEAF7")
X = np.linspace(-30.0, 30.0, 241)


def wavy(y: float, waves: float, seed: int) -> Floats:
    """Nearly level line (N, 2) across the block."""
    rs = np.random.RandomState(seed)
    points = np.column_stack([np.linspace(-31, 31, 17), y + waves * rs.uniform(-1, 1, 17)])
    return catmull_rom(points, samples=14)


@lru_cache(maxsize=1)
def edges() -> dict[str, Floats]:
    """Borders of the layers from the skin downwards."""
    return {
        "skin": wavy(-14.0, 0.08, 1),
        "fat": wavy(-12.1, 0.12, 2),
        "fascia": wavy(-4.9, 0.22, 3),
        "deep_fascia": wavy(5.2, 0.25, 4),
    }


def layer(top: str, bottom: str | None) -> QPainterPath:
    """Block between two borders."""
    low = edges()[bottom] if bottom else np.column_stack([np.array([-31.0, 31.0]), np.full(2, 16.0)])
    return polygon_path(np.vstack([edges()[top], low[::-1]]))


def layers() -> dict[str, QPainterPath]:
    """Layers from the skin downwards."""
    return {
        "skin": layer("skin", "fat"),
        "fat": layer("fat", "fascia"),
        "sheath": layer("fascia", "deep_fascia"),
        "muscle": layer("deep_fascia", None),
    }


def pictures() -> tuple[Stored, ...]:
    """The layers around the vein."""
    inputs = (tuple(outline_of(path) for path in layers().values()), BOX, "recipe 2")
    return (Stored("leg_vein_layers", BOX[:2], PX, inputs, partial(_composed)),)


def _composed() -> QImage:
    bench = Bench(BOX, PX, PLATE_RAMPS["skin"][1])
    ramp, shapes = PLATE_RAMPS, layers()
    cuts = {
        "muscle": Cut(ramp["muscle"], bevel=0.7, grain=Grain("stripe", 0.85, 0.9, 87.0), seed=5),
        "sheath": Cut(("#C49A5E", "#EFD9A4", "#FFF3D2"), bevel=0.6, grain=Grain("lobule", 1.7, 1.2), edge=0.3, seed=7),
        "fat": Cut(ramp["subcutaneous_fat"], bevel=0.7, grain=Grain("lobule", 2.3, 1.5), spec=0.16, edge=0.3, seed=3),
        "skin": Cut(ramp["skin"], bevel=0.4, grain=Grain("lobule", 0.5, 0.7), mottle=0.02, spec=0.06),
    }
    for name, cut in cuts.items():
        bench.drop(shapes[name], 0.4, (0.0, 0.25), 0.28)
        bench.face(shapes[name], cut)
    for name, width in (("fascia", 0.34), ("deep_fascia", 0.5)):
        path = edge_path(edges()[name])
        bench.line(path.translated(0, 0.2), "#8A5A44", width * 1.15, 0.16)
        bench.line(path, "#FBF1E4", width, 0.95)
    surface = edges()["skin"]
    bench.line(edge_path(surface + np.array([0, 0.2])), "#C9957C", 0.42, 0.95)
    bench.line(edge_path(surface + np.array([0, 0.05])), "#E7BFA6", 0.14, 0.9)
    return bench.picture()


def tip_of(state: LegVeinState) -> float:
    """x of the fiber's tip: brought in, then drawn back as the vein closes behind it."""
    there = START + (JUNCTION - START) * smooth(state.fiber)
    return there - (JUNCTION + 24.0) * state.closed if state.fiber > 0.99 else there


def radius(state: LegVeinState, x: Floats) -> Floats:
    """Lumen radius at x: full, pressed by the fluid, shrunk beyond the fiber's tip."""
    open_ = LUMEN * (1 - 0.16 * state.fluid) * (1 + 0.03 * np.sin(x * 0.5) + 0.02 * np.sin(x * 1.1 + 1))
    if state.closed < 0.005:
        return np.asarray(open_)
    tip = tip_of(state)
    done = np.clip((x - tip - 0.6) / 3.4, 0, 1) * np.clip((JUNCTION + 6.5 - x) / 4.0, 0, 1)
    done = done * done * (3 - 2 * done) * min(1.0, state.closed * 8)
    return np.asarray(open_ + (SHRUNK * (1 + 0.3 * np.sin(x * 2.3)) - open_) * done)


def wall_of(state: LegVeinState, x: Floats) -> Floats:
    """Thickness of the wall: swollen where it has been heated."""
    open_ = LUMEN * (1 - 0.16 * state.fluid)
    shrunk = np.clip(1 - radius(state, x) / open_, 0, 1)
    return np.asarray(WALL + 0.42 * shrunk)


def paint_leg_vein(p: QPainter, state: LegVeinState, look: Look, behind: bool = True) -> None:
    """Layers, fluid, vein and fiber in millimeters. behind: the block ends softly to both sides and below."""
    faded(
        p, (-29.0, -15.0, 29.0, 15.0), (7.0, 0.0, 7.0, 3.0), behind and not look.flat, lambda q: _paint(q, state, look)
    )


def _paint(p: QPainter, state: LegVeinState, look: Look) -> None:
    painted_once(p, ("leg_vein", look.name), (-30.0, -15.0, 30.0, 16.0), lambda q: _block(q, look))
    line_ = np.column_stack([X, np.zeros(len(X)), radius(state, X)])
    outer = line_.copy()
    outer[:, 2] += wall_of(state, X)
    _fluid(p, state, outer, look)
    shape = joined([outer], ends=False)
    hollow = joined([line_], ends=False)
    if look.flat:
        for path, fill in ((shape, "#3E6CB0"), (hollow, "#14233F")):
            p.fillPath(path, QColor(fill))
            edge(p, path)
    else:
        _vein_wall(p, state, line_, outer, shape, hollow)
    _fiber(p, state, look)


def _block(p: QPainter, look: Look) -> None:
    shapes = layers()
    if look.flat:
        for name, path in shapes.items():
            p.fillPath(path, QColor(FLAT[name]))
            edge(p, path)
        return
    whole = QPainterPath()
    for path in shapes.values():
        whole.addPath(path)
    whole.setFillRule(Qt.FillRule.WindingFill)
    picture = texture_of("leg_vein_layers", BOX[:2], PX)
    p.fillPath(whole, QBrush(QColor("#EFD9A4")) if picture is None else picture.brush())
    if not look.light:
        shade = QColor(NIGHT)
        shade.setAlphaF(0.34)
        p.fillPath(whole, shade)


def _fluid(p: QPainter, state: LegVeinState, outer: Floats, look: Look) -> None:
    """Numbing fluid in the sheath around the vein, soft at its edge."""
    if state.fluid < 0.02:
        return
    if look.flat:
        sleeve = joined([outer + np.array([0, 0, 1.5 * state.fluid])], ends=False)
        p.fillPath(sleeve, QColor("#2F6E80"))
        edge(p, sleeve)
        return
    for i in range(6):
        t = i / 5
        wide = outer.copy()
        wide[:, 2] = LUMEN + WALL + (1.95 - 1.1 * t) * state.fluid + 0.12 * np.sin(X * 0.7 + 2) * state.fluid
        ink = QColor("#A9D2DD" if i < 4 else "#D6EEF4")
        ink.setAlphaF(0.24 if look.light else 0.13)
        p.fillPath(joined([wide], ends=False), ink)
    for side in (-1.0, 1.0):
        y = side * (LUMEN + WALL + 1.75 * state.fluid + 0.12 * np.sin(X * 0.7 + 2) * state.fluid)
        line(p, edge_path(np.column_stack([X, y])), "#FFFFFF", 0.16, 0.6)


def _vein_wall(
    p: QPainter, state: LegVeinState, inner: Floats, outer: Floats, shape: QPainterPath, hollow: QPainterPath
) -> None:
    soft_shadow(p, shape, (0.25, 0.6), 0.6, 0.36)
    for share, color, rim in ((1.0, "#C9D6EA", "#5F78A8"), (0.72, "#6E94CC", "#44639C"), (0.22, "#EEF3FB", "#8FA6CC")):
        band = inner.copy()
        band[:, 2] += (outer[:, 2] - inner[:, 2]) * share
        path = joined([band], ends=False)
        p.fillPath(path, QColor(color))
        line(p, path, rim, 0.06, 0.7)
    _scar(p, state, shape)
    paint_bowl(p, [inner], VEIN, ends=False)
    inner_shade(p, hollow, [hollow], (0.12, 0.3), 0.45, 0.34, "#1B2F5C")


def _scar(p: QPainter, state: LegVeinState, shape: QPainterPath) -> None:
    """Heated wall: pale and wrinkled."""
    if state.closed < 0.005:
        return
    tip = tip_of(state)
    p.save()
    p.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    for x in np.arange(tip + 1.2, JUNCTION + 4.0, 0.55):
        share = float(min(1.0, (x - tip - 1.2) / 2.0)) * float(min(1.0, (JUNCTION + 5.0 - x) / 2.0))
        stripe = QPainterPath()
        stripe.addRect(QRectF(float(x) - 0.28, -4, 0.57, 8))
        pale = QColor("#E3CFC6")
        pale.setAlphaF(0.86 * max(share, 0.0))
        p.fillPath(stripe, pale)
        fold = edge_path(np.column_stack([x + 0.16 * np.sin(np.linspace(0, 5, 12) + x), np.linspace(-1.5, 1.5, 12)]))
        line(p, fold, "#A98478", 0.09, 0.6 * max(share, 0.0))
    p.restore()


def _fiber(p: QPainter, state: LegVeinState, look: Look) -> None:
    """Fiber with a sheath behind its bare tip, and the warm glow while it heats."""
    if state.fiber < 0.01:
        return
    tip = tip_of(state)
    x = np.linspace(-40, tip, 120)
    y = 0.22 * np.sin(x * 0.22)
    if state.heat > 0.02 and not look.flat:
        _glow(p, QPointF(tip + 0.5, float(y[-1])), state.heat)
    bare = x > tip - 3.0
    rod(p, np.column_stack([x[bare], y[bare], np.full(int(bare.sum()), 0.26)]), look.ramp("steel"), 0.06, look.flat)
    if (~bare).sum() > 1:
        body = np.column_stack([x[~bare], y[~bare], np.full(int((~bare).sum()), 0.5)])
        rod(p, body, look.ramp("catheter"), 0.07, look.flat)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor("#FFE9B0" if state.heat > 0.02 else "#FFFFFF"))
    p.drawEllipse(QPointF(tip, float(y[-1])), 0.2, 0.26)


def _glow(p: QPainter, at: QPointF, heat: float) -> None:
    glow = QRadialGradient(at, 3.6)
    for stop, name, alpha in (
        (0.0, "#FFF3D6", 0.95),
        (0.28, "#FFC46B", 0.75),
        (0.7, "#E8833A", 0.30),
        (1, "#E8833A", 0),
    ):
        ink = QColor(name)
        ink.setAlphaF(alpha * heat)
        glow.setColorAt(stop, ink)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QBrush(glow))
    p.drawEllipse(at, 3.6, 3.6)


def paint_leg_cells(p: QPainter, state: LegVeinState, look: Look, seconds: float, speed: float) -> None:
    """Blood to the right; none where the vein is shut, none in front of the shut part."""
    total = 60.0
    sw = swarm(round(total / LUMEN, 2), 0.19, 9, 0.3)
    x = np.mod(sw.along * LUMEN + seconds * 5.0 * speed * (1 - 0.3 * sw.across**2), total) - 30.0
    r = np.minimum(sw.size * LUMEN, radius(state, x) * 0.6)
    y = sw.across * np.maximum(radius(state, x) - r - 0.12, 0)
    keep = (np.arange(len(x)) < len(x) * state.cells * (1 - 0.6 * state.fluid)) & (np.abs(x) < 22.5)
    if state.closed > 0.02:
        keep &= x > JUNCTION + 4.5
    if state.fiber > 0.01:
        keep &= ~((x < tip_of(state) + 0.8) & (np.abs(y) < r + 0.75))
    hollow = joined([np.column_stack([X, np.zeros(len(X)), radius(state, X)])], ends=False)
    p.save()
    p.setClipPath(hollow, Qt.ClipOperation.IntersectClip)
    draw_cells(p, np.column_stack([x, y, r]), sw, keep)
    p.restore()
