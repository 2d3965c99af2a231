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


def joints(lines: Mapping[str, Floats], color: Callable[[str], str]) -> frozenset[frozenset[str]]:
    """Pairs of one color that open into each other: an end of one lies on the centerline of the other, in depth too."""
    found = set()
    names = sorted(lines)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if color(a) == color(b) and (_opens(lines[a], lines[b]) or _opens(lines[b], lines[a])):
                found.add(frozenset((a, b)))
    return frozenset(found)


def _opens(a: Floats, b: Floats) -> bool:
    for end in a[[0, -1]]:
        gap = np.linalg.norm(b[:, :3] - end[:3], axis=1)
        k = int(gap.argmin())
        if gap[k] < max(0.35, 0.6 * float(b[k, 3])):
            return True
    return False


Groups = tuple[tuple[str, tuple[str, ...]], ...]


def batches(
    names: Sequence[str],
    color: Callable[[str], str],
    behind: Behind,
    joined: frozenset[frozenset[str]] = frozenset(),
) -> Groups:
    """Groups of one color, back to front; members of a group are painted together so that junctions merge.

    joined: pairs that open into each other; they are kept in one group wherever depth allows it.
    """
    left, rules = set(names), {k: v for k, v in behind.items() if k[0] in names and k[1] in names}
    out: list[tuple[str, tuple[str, ...]]] = []
    while left:
        rules = {k: v for k, v in rules.items() if k[0] in left and k[1] in left}
        ready = left - {front for _, front in rules}
        if not ready:
            del rules[min(rules.items(), key=lambda r: r[1])[0]]
            continue
        group = _whole(ready, left, color) or _needed(ready, left, color, rules, joined)
        out.append((color(group[0]), group))
        left -= set(group)
    return tuple(out)


RANK = {"vein_context": 0, "vein": 1, "artery_context": 2, "artery": 3}


def _whole(ready: set[str], left: set[str], color: Callable[[str], str]) -> tuple[str, ...]:
    """All vessels of a color that can be finished now; empty where there is none."""
    done = sorted({color(n) for n in left} - {color(n) for n in left - ready}, key=lambda c: (RANK.get(c, 4), c))
    return tuple(sorted(n for n in left if color(n) == done[0])) if done else ()


def _needed(
    ready: set[str], left: set[str], color: Callable[[str], str], rules: Behind, joined: frozenset[frozenset[str]]
) -> tuple[str, ...]:
    """The vessels that let another color go on: with the fewest seams, then the fewest."""
    behind = {n: _all_behind(n, rules) for n in left}
    choices = []
    for wanted in sorted({color(n) for n in left}):
        need = set().union(*(behind[n] for n in left if color(n) == wanted))
        for own in sorted({color(n) for n in need & ready} - {wanted}):
            first = {n for n in need & ready if color(n) == own}
            group = _with_neighbors(first, own, ready, left, color, behind, joined)
            seams = sum(1 for pair in joined if len(pair & group) == 1 and pair <= left)
            choices.append((seams, len(first), RANK.get(own, 4), own, sorted(group)))
    if not choices:
        own = min({color(n) for n in ready}, key=lambda c: (RANK.get(c, 4), c))
        return tuple(sorted(n for n in ready if color(n) == own))
    return tuple(min(choices)[-1])


def _all_behind(name: str, rules: Behind) -> set[str]:
    found: set[str] = set()
    queue = [name]
    while queue:
        front = queue.pop()
        fresh = {b for b, f in rules if f == front} - found
        found |= fresh
        queue += sorted(fresh)
    return found


def _with_neighbors(
    first: set[str],
    own: str,
    ready: set[str],
    left: set[str],
    color: Callable[[str], str],
    behind: Mapping[str, set[str]],
    joined: frozenset[frozenset[str]],
) -> set[str]:
    """Add vessels of the color that are ready, unless one they open into has to wait for something else."""
    mine = {n for n in left if color(n) == own}
    wait = {n for n in mine - ready if not behind[n] & first}
    grown = True
    while grown:
        more = {
            n
            for n in mine & ready
            if n not in first and n not in wait and any(frozenset((n, w)) in joined for w in wait)
        }
        wait |= more
        grown = bool(more)
    return first | {n for n in mine & ready if n not in wait}
