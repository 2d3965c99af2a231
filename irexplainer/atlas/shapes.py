"""Outlines from the few points of the files: mirrored halves, tubes, haustra, creases."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from irexplainer.atlas.records import CreaseRecord, StructureRecord
from irexplainer.atlas.types import Crease, Floats, Structure
from irexplainer.geom.polygon import centroid, without_loops
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import normals, tube_outline

SIDES = (("left", 1.0), ("right", -1.0))
COLUMNS = {"closed": 2, "half": 2, "tube": 3, "ellipse": 2}
"""Numbers per point of each shape."""


def structures_of(record: StructureRecord) -> list[Structure]:
    """One structure, or the left and the right one of a pair. Raises ValueError on a bad shape."""
    check_points(record.points, COLUMNS.get(record.shape, 0), record.shape)
    if not record.paired:
        return [_structure(record, record.id, 1.0, 0.0)]
    return [
        _structure(record, f"{side}_{record.id}", sign, record.right_lower if sign < 0 else 0.0) for side, sign in SIDES
    ]


def check_points(points: Sequence[Sequence[float]], columns: int, what: str) -> None:
    """Raise ValueError where rows have another number of columns."""
    if not columns:
        raise ValueError(f"shape {what!r} is not one of {', '.join(COLUMNS)}")
    if len(points) < 2 or any(len(row) != columns for row in points):
        raise ValueError(f"points of {what} need {columns} numbers each, and two or more rows")


def _structure(r: StructureRecord, id: str, sign: float, lower: float) -> Structure:
    outline, line = _outline(r)
    creases = [c for record in r.creases for c in crease_of(record)]
    if line is not None and r.pouches > 0:
        creases += folds(line, r.pouches)
        outline = without_loops(tube_outline(with_pouches(line, r.pouches)))
    x, y = centroid(outline)
    center = r.center or (x, y, (r.depth[0] + r.depth[1]) / 2)
    move = np.array([0.0, lower])
    return Structure(
        id,
        r.kind,
        r.tissue,
        mirrored(outline, sign) + move,
        (center[0] * sign, center[1] + lower, center[2]),
        r.depth,
        r.layer,
        None if line is None else mirrored(line, sign) + np.array([0.0, lower, 0.0]),
        tuple(Crease(mirrored(c.line, sign) + move, c.width, c.depth) for c in creases),
        r.puff,
        r.spec,
        r.mottle,
        side_of(id),
        r.sex,
    )


def side_of(id: str) -> str:
    """left, right or nothing, from the first word of an id."""
    first = id.partition("_")[0]
    return first if first in ("left", "right") else ""


def mirrored(points: Floats, sign: float) -> Floats:
    """Points with x times sign."""
    out = np.array(points, float)
    out[:, 0] *= sign
    return out


def _outline(r: StructureRecord) -> tuple[Floats, Floats | None]:
    """Closed outline (N, 2), and the centerline (M, 3) of a tube."""
    points = np.array(r.points, float)
    if r.shape == "tube":
        line = catmull_rom(points, samples=r.samples)
        outline = tube_outline(line)
        return (without_loops(outline), line) if r.kind == "organ" else (outline, None)
    if r.shape == "ellipse":
        (x, y), (a, b), (degrees, _) = points
        return ellipse(x, y, a, b, degrees), None
    if r.shape == "half":
        points = whole(points)
    return (catmull_rom(points, closed=True, samples=r.samples) if r.smooth else points), None


def whole(half: Floats) -> Floats:
    """The half and its mirror image as one ring; points on the midline are not doubled."""
    other = half[::-1] * [-1.0, 1.0]
    return np.vstack([half, other[np.abs(other[:, 0]) > 1e-6]])


def ellipse(x: float, y: float, a: float, b: float, degrees: float = 0.0) -> Floats:
    """Ring (48, 2)."""
    t = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    u, v = a * np.cos(t), b * np.sin(t)
    return np.column_stack([x + c * u - s * v, y + s * u + c * v])


def crease_of(record: CreaseRecord) -> Iterable[Crease]:
    """The groove, and its mirror image where wanted."""
    check_points(record.points, 2, "closed")
    line = np.array(record.points, float)
    line = catmull_rom(line, samples=8) if len(line) > 2 else line
    yield Crease(line, record.width, record.depth)
    if record.mirror:
        yield Crease(line * [-1.0, 1.0], record.width, record.depth)


def _along(line: Floats) -> npt.NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])


def with_pouches(line: Floats, length: float) -> Floats:
    """Centerline whose radius swells in haustra."""
    out = line.copy()
    out[:, 2] *= 0.92 + 0.136 * np.abs(np.sin(np.pi * _along(line) / length))
    return out


def folds(line: Floats, length: float) -> list[Crease]:
    """Grooves between haustra, bent along the bowel."""
    number = np.floor(_along(line) / length)
    normal = normals(line)
    along = np.column_stack([normal[:, 1], -normal[:, 0]])
    found = []
    for i in np.flatnonzero(np.diff(number)) + 1:
        c, n, r = line[i, :2], normal[i], line[i, 2]
        found.append(Crease(np.array([c + n * r * 1.1, c - along[i] * 0.25, c - n * r * 1.1]), 0.14, 0.42))
    return found
