"""Fine branches inside an organ: grown once by space colonization, kept as a baked file."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polygon import contains
from irexplainer.geom.spline import catmull_rom
from irexplainer.resources import assets_dir

Floats = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def twigs(name: str) -> tuple[Floats, ...]:
    """Branches (N, 3) x, y, radius in cm of a grown set; empty where nothing is baked."""
    file = assets_dir() / "baked" / f"{name}.npz"
    if not file.is_file():
        return ()
    with np.load(file) as data:
        points, sizes = data["points"].astype(float), data["sizes"]
    return tuple(np.split(points, np.cumsum(sizes)[:-1]))


def save_twigs(name: str, branches: Sequence[Floats]) -> None:
    """Write a grown set."""
    target = assets_dir() / "baked" / f"{name}.npz"
    sizes = np.array([len(b) for b in branches], np.int32)
    np.savez_compressed(target, points=np.vstack(branches).astype(np.float32), sizes=sizes)


def stem(points: Sequence[tuple[float, float, float]], samples: int = 12) -> Floats:
    """A hand-placed branch, smoothed."""
    return catmull_rom(points, samples=samples)


def inside(outline: Floats, rim: float, holes: Sequence[tuple[float, float, float]] = ()) -> "Inside":
    """Test for growing: inside an outline, ``rim`` cm from its edge, outside round holes (x, y, radius)."""
    return Inside(np.asarray(outline, float)[:, :2], rim, tuple(holes))


class Inside:
    """Callable on points (N, 2)."""

    def __init__(self, outline: Floats, rim: float, holes: tuple[tuple[float, float, float], ...]) -> None:
        self.outline, self.rim, self.holes = outline, rim, holes
        self.low, self.high = outline.min(0), outline.max(0)

    def __call__(self, points: Floats) -> npt.NDArray[np.bool_]:
        """Which points lie in the area."""
        ok = contains(points, self.outline)
        d = np.hypot(points[:, None, 0] - self.outline[None, :, 0], points[:, None, 1] - self.outline[None, :, 1])
        ok &= d.min(1) > self.rim
        for x, y, r in self.holes:
            ok &= np.hypot(points[:, 0] - x, points[:, 1] - y) > r
        return np.asarray(ok)


def grow(
    area: Inside,
    stems: Sequence[Floats],
    attractors: int,
    step: float,
    reach: float,
    kill: float,
    seed: int,
    tip: float,
    power: float = 2.7,
    jitter: float = 0.3,
    momentum: float = 0.45,
) -> list[Floats]:
    """New branches (N, 3) grown from stems towards seeded attraction points (STYLE 7). Lengths in cm."""
    rs = np.random.RandomState(seed)
    cloud = area.low + rs.rand(attractors * 8, 2) * (area.high - area.low)
    cloud = cloud[area(cloud)][:attractors]
    nodes: list[Floats] = []
    parent: list[int] = []
    for line in stems:
        for i, q in enumerate(line):
            nodes.append(np.asarray(q[:2], float))
            parent.append(len(nodes) - 2 if i else -1)
    stem_count = len(nodes)
    for _ in range(240):
        fresh = _sprouts(np.array(nodes), parent, cloud, reach, step, jitter, momentum, rs)
        fresh = [(q, i) for q, i in fresh if area(q[None])[0]]
        if not fresh:
            break
        nodes += [q for q, _ in fresh]
        parent += [i for _, i in fresh]
        new = np.array([q for q, _ in fresh])
        d = np.hypot(cloud[:, None, 0] - new[None, :, 0], cloud[:, None, 1] - new[None, :, 1]).min(1)
        cloud = cloud[d >= kill]
        if not len(cloud):
            break
    return _branches(np.array(nodes), parent, stem_count, tip, power)


def _sprouts(
    nodes: Floats,
    parent: list[int],
    cloud: Floats,
    reach: float,
    step: float,
    jitter: float,
    momentum: float,
    rs: np.random.RandomState,
) -> list[tuple[Floats, int]]:
    d = np.hypot(cloud[:, None, 0] - nodes[None, :, 0], cloud[:, None, 1] - nodes[None, :, 1])
    near = d.argmin(1)
    pulls: dict[int, Floats] = {}
    for k in np.where(d[np.arange(len(cloud)), near] < reach)[0]:
        i = int(near[k])
        pulls[i] = pulls.get(i, np.zeros(2)) + _unit(cloud[k] - nodes[i])
    out = []
    for i, pull in pulls.items():
        v = _unit(pull)
        if parent[i] >= 0:
            v = _unit(v * (1 - momentum) + _unit(nodes[i] - nodes[parent[i]]) * momentum)
        out.append((nodes[i] + v * step + rs.randn(2) * step * jitter, i))
    return out


def _unit(v: Floats) -> Floats:
    return np.asarray(v / (math.hypot(v[0], v[1]) + 1e-9))


def _branches(nodes: Floats, parent: list[int], stem_count: int, tip: float, power: float) -> list[Floats]:
    children: list[list[int]] = [[] for _ in nodes]
    for i, q in enumerate(parent):
        if q >= 0:
            children[q].append(i)
    radius = np.zeros(len(nodes))
    for i in range(len(nodes) - 1, -1, -1):
        grown = [c for c in children[i] if c >= stem_count]
        radius[i] = sum(radius[c] ** power for c in grown) ** (1 / power) if grown else tip
    out = []
    starts = [(c, i) for i in range(stem_count) for c in children[i] if c >= stem_count]
    while starts:
        i, origin = starts.pop()
        line = [origin]
        while True:
            line.append(i)
            onward = sorted(children[i], key=lambda j: -radius[j])
            if not onward:
                break
            starts += [(j, i) for j in onward[1:]]
            i = onward[0]
        if len(line) >= 3:
            out.append(_smooth(np.column_stack([nodes[line], radius[line]])))
    return out


def _smooth(line: Floats) -> Floats:
    line[0, 2] = line[1, 2]
    for _ in range(3):
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
    return line
