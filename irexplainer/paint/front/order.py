"""Which vessel is painted first: decided by depth where two of them cross (REVIEW 4, ANATOMY 8)."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Behind = dict[tuple[str, str], float]
"""(back, front) -> difference in depth in cm where they cross."""

CLEAR_CM = 0.05
"""Smaller differences of depth are no order."""


def crossings(lines: Mapping[str, Floats], color: Callable[[str], str]) -> Behind:
    """Pairs that overlap in the front view. lines: (N, 4) x, y, z, radius."""
    names = sorted(lines)
    thin = {n: lines[n][:: max(1, len(lines[n]) // 60)] for n in names}
    boxes = {
        n: (thin[n][:, :2].min(0) - thin[n][:, 3].max(), thin[n][:, :2].max(0) + thin[n][:, 3].max()) for n in names
    }
    behind: Behind = {}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if np.any(boxes[a][0] > boxes[b][1]) or np.any(boxes[b][0] > boxes[a][1]):
                continue
            gap = crossing(thin[a], thin[b], same=color(a) == color(b))
            if gap is not None and abs(gap) > CLEAR_CM:
                behind[(a, b) if gap < 0 else (b, a)] = abs(gap)
    return behind


def crossing(a: Floats, b: Floats, same: bool) -> float | None:
    """Mean depth of a over b where they overlap; None where they do not, or where they join."""
    distance = np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
    reach = a[:, None, 3] + b[None, :, 3]
    over = distance < 0.85 * reach
    if not over.any():
        return None
    gap = a[:, None, 2] - b[None, :, 2]
    if same:
        joined = over & (np.abs(gap) < 0.6 * reach)
        if joined.any() or _chained(a, b):
            return None
    weight = np.where(over, reach - distance, 0.0)
    return float((gap * weight).sum() / weight.sum())


def _chained(a: Floats, b: Floats) -> bool:
    """True where an end of one meets an end of the other: one vessel under two names."""
    ends_a, ends_b = a[[0, -1]], b[[0, -1]]
    distance = np.hypot(ends_a[:, None, 0] - ends_b[None, :, 0], ends_a[:, None, 1] - ends_b[None, :, 1])
    return bool((distance < 0.5 * (ends_a[:, None, 3] + ends_b[None, :, 3])).any())


def batches(
    names: Sequence[str], color: Callable[[str], str], behind: Behind
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Groups of one color, back to front; members of a group are painted together so that junctions merge."""
    left, rules = set(names), {k: v for k, v in behind.items() if k[0] in names and k[1] in names}
    out: list[tuple[str, tuple[str, ...]]] = []
    while left:
        blocked = {front for (back, front) in rules if back in left and front in left}
        ready = sorted(left - blocked)
        if not ready:
            del rules[min(((k, v) for k, v in rules.items() if k[0] in left and k[1] in left), key=lambda r: r[1])[0]]
            continue
        group = _best(ready, left, color)
        out.append((color(group[0]), group))
        left -= set(group)
    return tuple(out)


def _best(ready: Sequence[str], left: set[str], color: Callable[[str], str]) -> tuple[str, ...]:
    """The color of which the largest share can be painted now."""
    total: dict[str, int] = {}
    for name in left:
        total[color(name)] = total.get(color(name), 0) + 1
    groups: dict[str, list[str]] = {}
    for name in ready:
        groups.setdefault(color(name), []).append(name)
    rank = {"vein_context": 0, "vein": 1, "artery_context": 2, "artery": 3}
    best = max(groups, key=lambda c: (len(groups[c]) / total[c], -rank.get(c, 4)))
    return tuple(groups[best])
