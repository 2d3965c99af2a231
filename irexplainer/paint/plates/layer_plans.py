"""What lies between skin and bone at groin and wrist: one layer stack with two sets of measures (PLATES L1).

All in plate cm: u along the artery (negative towards the heart), v depth below the skin. The artery itself comes
from the atlas; every layer behind it follows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.atlas.plates import LAYERS, plate_of
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.bench import line_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

Edge = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Measures:
    """Thicknesses and reach of a layer plate, cm. sheath: fat between artery and what lies behind it."""

    skin: float
    fat: float
    fascia: float
    sheath: float
    reach: float
    depth: float
    px_per_cm: float
    wave: float
    wall: float
    trunk: tuple[str, ...]
    branch: str


MEASURES = {
    "groin_layers": Measures(
        0.24, 2.02, 0.10, 0.40, 9.0, 9.6, 84.0, 0.03, 0.085,
        ("right_external_iliac_artery", "right_common_femoral_artery", "right_femoral_artery"),
        "right_deep_femoral_artery",
    ),
    "wrist_layers": Measures(
        0.11, 0.235, 0.025, 0.085, 4.2, 3.7, 210.0, 0.006, 0.032, ("left_radial_artery",), ""
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: id as in the atlas' words, tissue of the ramps, closed outline."""

    id: str
    tissue: str
    path: QPainterPath


@dataclass(frozen=True, eq=False)
class LayerPlan:
    """Everything a layer plate is drawn from. trunk, branch: (N, 3) u, v, lumen radius."""

    id: str
    measures: Measures
    trunk: Floats
    branch: Floats | None
    nick: float
    layers: tuple[Layer, ...]
    lines: tuple[tuple[QPainterPath, str, float, float], ...]

    def layer(self, id: str) -> Layer:
        """Layer by id; KeyError for an unknown one."""
        for layer in self.layers:
            if layer.id == id:
                return layer
        raise KeyError(id)


def plan_of(plate_id: str, atlas: "Atlas") -> LayerPlan:
    """The plan of ``groin_layers`` or ``wrist_layers`` for the artery of an atlas."""
    measures = MEASURES[plate_id]
    trunk = _projected(plate_id, atlas, measures.trunk, measures.reach)
    branch = _projected(plate_id, atlas, (measures.branch,), measures.reach) if measures.branch else None
    access = atlas.accesses[LAYERS[plate_id]]
    nick = float(plate_of(plate_id).project(np.asarray(access.skin, float))[0])
    build = _groin if plate_id == "groin_layers" else _wrist
    layers, lines = build(measures, trunk, nick)
    return LayerPlan(plate_id, measures, trunk, branch, nick, layers, lines)


def _projected(plate_id: str, atlas: "Atlas", names: tuple[str, ...], reach: float) -> Floats:
    """Centerline of named vessels, one after the other, as far as the plate reaches."""
    plate = plate_of(plate_id)
    rows: list[Any] = []
    for name in names:
        points = np.asarray(atlas.vessels[name].points, float)
        rows.append(np.column_stack([plate.project(points[:, :3]), points[:, 3]]))
    line = np.vstack(rows)
    step = np.concatenate([[1.0], np.hypot(*np.diff(line[:, :2], axis=0).T)])
    line = line[step > 1e-3]
    return _smoothed(line[np.abs(line[:, 0]) < reach + 1.5])


def _smoothed(line: Floats, step: float = 0.06) -> Floats:
    """Even spacing, joints of named vessels rounded off; ends stay. Moves nothing by more than a wall's thickness."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    s = np.linspace(0, length[-1], max(int(length[-1] / step), 8))
    out = np.column_stack([np.interp(s, length, column) for column in line.T])
    for _ in range(12):
        out[1:-1] = 0.25 * out[:-2] + 0.5 * out[1:-1] + 0.25 * out[2:]
    return out


def artery_edges(trunk: Floats) -> tuple[Edge, Edge]:
    """Middle of the artery and its radius as functions of u."""
    order = np.argsort(trunk[:, 0])
    u, v, r = trunk[order].T
    return (lambda x: np.interp(x, u, v)), (lambda x: np.interp(x, u, r))


def skin_edge(measures: Measures, nick: float) -> Edge:
    """The surface: gently waving, 0 exactly at the nick."""
    return lambda u: measures.wave * np.sin(0.5 * (u - nick))


def band(measures: Measures, upper: Edge, lower: Edge) -> QPainterPath:
    """Closed area between two edges across the whole plate."""
    u = np.linspace(-measures.reach - 0.3, measures.reach + 0.3, 160)
    return polygon_path(np.vstack([np.column_stack([u, upper(u)]), np.column_stack([u, lower(u)])[::-1]]))


def trace(measures: Measures, edge: Edge, start: float = -99.0, end: float = 99.0) -> Floats:
    """(N, 2) along an edge."""
    u = np.linspace(max(start, -measures.reach), min(end, measures.reach), 120)
    return np.column_stack([u, edge(u)])


def _blob(points: list[tuple[float, float]]) -> QPainterPath:
    return polygon_path(catmull_rom(points, closed=True))


def _open(line: Floats) -> QPainterPath:
    return line_path(line)


def _common(m: Measures, trunk: Floats, nick: float) -> tuple[list[Layer], Edge, Edge]:
    """Skin, fat, and the loose tissue the artery runs in; the fascia and the edge of what lies behind."""
    top = skin_edge(m, nick)
    middle, radius = artery_edges(trunk)

    def fat_top(u: Floats) -> Floats:
        return np.asarray(top(u) + m.skin * (1 + 0.10 * np.sin(u * 3.2 / m.fat**0.4)))

    def fascia(u: Floats) -> Floats:
        wave = m.fat * (1 + 0.02 * np.sin(u * 0.8) + 0.012 * np.sin(u * 1.9 + 1))
        return np.asarray(np.minimum(wave, middle(u) - radius(u) - m.wall - 0.3 * m.sheath))

    def behind(u: Floats) -> Floats:
        return np.asarray(middle(u) + radius(u) + m.wall + m.sheath * (1 + 0.1 * np.sin(u * 0.9)))

    def bottom(u: Floats) -> Floats:
        return np.full(np.shape(u), m.depth + 0.4)

    layers = [
        Layer("skin", "skin", band(m, top, lambda u: fat_top(u) + 0.3 * m.skin)),
        Layer("sheath", "cavity", band(m, fascia, bottom)),
        Layer("muscle", "muscle", band(m, behind, bottom)),
        Layer("subcutaneous_fat", "subcutaneous_fat", band(m, fat_top, fascia)),
    ]
    return layers, fascia, behind


def _groin(
    m: Measures, trunk: Floats, nick: float
) -> tuple[tuple[Layer, ...], tuple[tuple[QPainterPath, str, float, float], ...]]:
    layers, fascia, behind = _common(m, trunk, nick)
    middle, radius = artery_edges(trunk)
    center = np.array([-0.35, 7.17])
    a = np.radians(np.linspace(-228, 2, 60))
    ball = center + 2.25 * np.column_stack([np.cos(a), np.sin(a)])
    neck = catmull_rom([ball[-1], (2.15, 7.75), (2.9, 8.25), (4.3, 9.2), (5.4, 10.6)])
    femur = np.vstack([ball, neck, [(-2.4, 10.6)]])
    facing = ball[14:-4]
    cap = np.vstack([facing, (facing - center)[::-1] * 0.91 + center])
    b = np.radians(np.linspace(-152, -225, 20))
    cup = center + 2.48 * np.column_stack([np.cos(b), np.sin(b)])
    rim = [(-2.75, 5.62), (-3.3, 6.15), (-4.1, 7.2), (-5.2, 8.3), (-7.0, 10.8), (-1.9, 10.8)]
    socket = np.vstack([catmull_rom([cup[0], *rim[:5]]), [rim[5]], cup[::-1]])
    ligament = _blob([(-3.0, 2.3), (-2.6, 2.07), (-2.1, 2.06), (-1.75, 2.24), (-2.1, 2.48), (-2.65, 2.55)])
    layers += [
        Layer("hip_bone", "bone", polygon_path(socket)),
        Layer("femoral_head", "bone", polygon_path(femur)),
        Layer("articular_cartilage", "cartilage", polygon_path(cap)),
        Layer("inguinal_ligament", "ligament", ligament),
    ]
    capsule = catmull_rom(
        [(-2.85, 5.62), (-2.1, 5.3), (-1.2, 4.86), (-0.3, 4.72), (0.7, 4.9), (1.75, 5.75), (2.5, 7.0), (3.7, 8.6)]
    )
    septum = catmull_rom([(3.4, behind(np.array([3.4]))[0]), (4.6, 4.6), (6.4, 5.3), (9.2, 6.2)])
    membrane = trace(m, lambda u: 0.62 * fascia(u) + 0.05 * np.sin(1.3 * u))

    def funnel(way: float) -> Floats:
        return trace(m, lambda u: middle(u) + way * (radius(u) + m.wall + _lens(u)), -2.3, 2.6)

    lines = (
        (_open(membrane), "#FBEFD9", 0.03, 0.75),
        (_open(septum), "#F3E2D2", 0.06, 0.8),
        (_open(capsule), "#F8EDE2", 0.10, 0.9),
        (_open(trace(m, behind)), "#F3E2D2", 0.05, 0.85),
        (_open(trace(m, fascia)), "#F8EDE2", m.fascia, 0.97),
        *((_open(line), "#F8EDE2", 0.035, 0.8) for line in (funnel(-1.0), funnel(1.0))),
    )
    return tuple(layers), lines


def _lens(u: Floats) -> Floats:
    """Gap between femoral sheath and artery: a funnel that closes at the ligament and where the artery divides."""
    return np.asarray(0.19 * np.sqrt(np.clip(1 - ((u - 0.15) / 2.5) ** 2, 0, 1)))


def _wrist(
    m: Measures, trunk: Floats, nick: float
) -> tuple[tuple[Layer, ...], tuple[tuple[QPainterPath, str, float, float], ...]]:
    layers, fascia, behind = _common(m, trunk, nick)
    radius_bone = [
        (-6.0, 1.22), (-3.0, 1.16), (-0.6, 1.08), (0.8, 1.0), (1.7, 0.94), (2.08, 1.04), (2.16, 1.5), (2.04, 2.1),
        (2.1, 2.75), (1.2, 3.12), (-1.5, 3.05), (-6.0, 3.0),
    ]  # fmt: skip
    scaphoid = [
        (2.30, 1.5), (2.42, 1.12), (2.8, 1.0), (3.5, 1.05), (4.3, 1.2), (4.6, 1.75), (3.9, 2.45), (2.9, 2.75),
        (2.28, 2.45), (2.2, 2.0),
    ]  # fmt: skip
    cartilage = [
        (2.0, 1.06), (2.2, 1.08), (2.38, 1.1), (2.36, 1.5), (2.26, 2.0), (2.34, 2.5),
        (2.3, 2.86), (2.06, 2.84), (2.02, 2.1), (2.13, 1.5),
    ]  # fmt: skip
    layers += [
        Layer("articular_cartilage", "cartilage", _blob(cartilage)),
        Layer("radius", "bone", _blob(radius_bone)),
        Layer("scaphoid", "bone", _blob(scaphoid)),
    ]
    capsule = catmull_rom([(1.55, 0.9), (2.0, 0.86), (2.5, 0.92), (3.2, 0.94), (4.4, 1.12)])
    lines = (
        (_open(capsule), "#F8EDE2", 0.035, 0.85),
        (_open(trace(m, behind)), "#F3E2D2", 0.016, 0.85),
        (_open(trace(m, fascia)), "#F8EDE2", m.fascia, 0.97),
    )
    return tuple(layers), lines
