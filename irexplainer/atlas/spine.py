"""The lumbar spine as a side cut whose first lumbar vertebra is healthy, crushed or lifted again: pure geometry.

Coordinates of the plate ``spine_side`` upright: u = -z, v = y, body cm. Measures: design table V1; the lift is drawn
larger than in life so that it can be seen.
"""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.plans import Plan, load_plan
from irexplainer.atlas.types import Floats
from irexplainer.geom.spline import catmull_rom

LEVELS = ("T9", "T10", "T11", "T12", "L1", "L2", "L3", "L4")
TREATED = "L1"
WALL_GAP_CM = 0.12
"""Least distance of balloon and cement from the end plates."""
BALLOON = (2.76, 0.94, 0.65)
"""Middle u, half length, half height of the full balloon, cm."""
CEMENT = (2.62, 0.93, 0.70)
FRONT_GAP_CM = {"balloon": 0.42, "cement": 0.32}
REAR_SHARE = 0.25
"""No cement in this share of the body, counted from its back wall."""


@dataclass(frozen=True, slots=True)
class SpineState:
    """Shares 0..1. crush: how far L1 has collapsed. lift: how far a balloon has raised it (1: a third of the loss).

    balloon: how full the balloon is. cement: how much cement is in.
    """

    crush: float = 0.0
    lift: float = 0.0
    balloon: float = 0.0
    cement: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Vertebra:
    """One level: outline of the body (N, 2), upper and lower end plate front to back (5, 2), spinous process (N, 2)."""

    level: str
    body: Floats
    top: Floats
    bottom: Floats
    process: Floats


def _plan() -> Plan:
    return load_plan("spine_side")


def level_v(level: str) -> float:
    """Height of the middle of a level, cm below the crown."""
    return float(_plan().lines["levels"][LEVELS.index(level), 0])


def tilt(state: SpineState) -> float:
    """Degrees by which everything above L1 leans forward."""
    numbers = _plan().numbers
    return state.crush * (numbers["tilt_degrees"] - state.lift * (numbers["tilt_degrees"] - numbers["lift_degrees"]))


def hinge() -> Floats:
    """Point (2,) about which the levels above L1 lean: upper back corner of L1."""
    numbers = _plan().numbers
    return np.array([numbers["hinge_u"], numbers["hinge_v"] + level_v(TREATED)])


def leaned(points: Floats, state: SpineState) -> Floats:
    """Points (N, 2) of the levels above L1 after leaning forward."""
    a = np.radians(-tilt(state))
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return np.asarray((points - hinge()) @ turn.T + hinge())


def vertebra(level: str, state: SpineState | None = None) -> Vertebra:
    """A level in a state (default: everything healthy)."""
    state, plan = state or SpineState(), _plan()
    healthy = plan.lines["end_plate_healthy"]
    size = 0.94 if level.startswith("T") else 1.02 if level in ("L2", "L3", "L4") else 1.0
    bottom = np.column_stack([4.4 - (4.4 - healthy[:, 0]) * size, -healthy[:, 1] * size])
    top = np.column_stack([bottom[:, 0], -bottom[:, 1]])
    if level == TREATED:
        crushed, lifted = plan.lines["end_plate_crushed"], plan.lines["end_plate_lifted"]
        top = healthy + state.crush * ((1 - state.lift) * crushed + state.lift * lifted - healthy)
    waist = 0.22 - 0.24 * state.crush * (level == TREATED)
    front = [((top[0] + bottom[0]) / 2 + [waist, 0.0])]
    back = np.array([(4.22, -0.3 if level != TREATED else -0.3 + 0.1 * state.crush), (4.2, 0.4)])
    body = catmull_rom(np.vstack([top, back, bottom[::-1], front]), closed=True)
    process = catmull_rom(plan.lines["thoracic_process" if level.startswith("T") else "lumbar_process"], closed=True)
    shift = np.array([0.0, level_v(level)])
    parts = [part + shift for part in (body, top, bottom, process)]
    if level.startswith("T"):
        parts = [leaned(part, state) for part in parts]
    return Vertebra(level, *parts)


def pedicle(level: str, state: SpineState | None = None) -> Floats:
    """Pedicle with its joint processes (N, 2) of a level, beside the canal; those of both sides fall on one another."""
    outline = catmull_rom(_plan().lines["pedicle"], closed=True) + np.array([0.0, level_v(level)])
    return leaned(outline, state or SpineState()) if level.startswith("T") else outline


def spine(state: SpineState | None = None) -> tuple[Vertebra, ...]:
    """All levels from above."""
    return tuple(vertebra(level, state) for level in LEVELS)


def disc(upper: Vertebra, lower: Vertebra) -> Floats:
    """Disc between two levels: follows both end plates, bulging a little in front and behind."""
    low, high = upper.bottom.copy(), lower.top.copy()
    for plate in (low, high):
        plate[0, 0] -= 0.02
        plate[-1, 0] += 0.04
    back = (low[-1] + high[-1]) / 2 + [0.07, 0.0]
    front = (low[0] + high[0]) / 2 - [0.08, 0.0]
    return catmull_rom(np.vstack([low, [back], high[::-1], [front]]), closed=True)


def nucleus(upper: Vertebra, lower: Vertebra) -> Floats:
    """Soft core of a disc."""
    low, high = upper.bottom[1:4], lower.top[1:4]
    middle = np.vstack([low, high]).mean(0) + np.array([0.12, 0.0])
    height = max(0.13, 0.30 * float(np.linalg.norm(high.mean(0) - low.mean(0))))
    along = (low[-1] + high[-1] - low[0] - high[0]) / 2
    a, angle = np.linspace(0, 2 * np.pi, 40, endpoint=False), np.arctan2(along[1], along[0])
    x, y = 0.78 * np.cos(a), height * np.sin(a)
    return np.asarray(
        np.column_stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)]) + middle
    )


def canal(state: SpineState | None = None) -> tuple[Floats, Floats]:
    """Front and back edge (N, 2) of the canal from above; they follow the back walls of the bodies."""
    numbers = _plan().numbers
    wall = np.vstack([row for v in spine(state) for row in (v.top[-1:], v.bottom[-1:])])
    smooth = catmull_rom(wall, samples=16)
    across = np.gradient(smooth, axis=0)
    normal = np.column_stack([across[:, 1], -across[:, 0]]) / np.linalg.norm(across, axis=1)[:, None]
    reach = np.ones(9) / 9
    normal = np.column_stack([np.convolve(np.pad(c, 4, mode="edge"), reach, "valid") for c in normal.T])
    return smooth + normal * numbers["canal_front"], smooth + normal * numbers["canal_back"]


def _room(state: SpineState, u: Floats) -> tuple[Floats, Floats]:
    """Highest and lowest v allowed inside L1 at u."""
    body = vertebra(TREATED, state)
    top = np.interp(u, body.top[:, 0], body.top[:, 1]) + WALL_GAP_CM
    bottom = np.interp(u, body.bottom[:, 0], body.bottom[:, 1]) - WALL_GAP_CM
    return top, bottom


def front_wall(state: SpineState) -> float:
    """Farthest back point of the front wall of L1: nothing may come near it."""
    body = vertebra(TREATED, state)
    return float(max(body.top[0, 0], body.bottom[0, 0]))


def _ring(kind: str, share: float, state: SpineState, half_height: float) -> Floats:
    """Oval ring (72, 2) of a share of the room that a balloon or cement has in L1."""
    middle, half_length, _ = BALLOON if kind == "balloon" else CEMENT
    grow = np.sqrt(share)
    first = max(middle - half_length, front_wall(state) + FRONT_GAP_CM[kind])
    last = middle + half_length
    if kind == "cement":
        back = vertebra(TREATED, state).bottom[-1, 0]
        last = min(last, back - REAR_SHARE * (back - front_wall(state)) - 0.06)
    center, half = (first + last) / 2, (last - first) / 2 * grow
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    u = center + half * np.cos(a)
    top, bottom = _room(state, u)
    reach = np.minimum(half_height * grow, (bottom - top) / 2)
    return np.column_stack([u, (top + bottom) / 2 + reach * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.8])


def balloon_outline(state: SpineState) -> Floats:
    """The balloon (N, 2), wholly inside the bone; empty where it is not filled."""
    return _ring("balloon", state.balloon, state, BALLOON[2]) if state.balloon > 0.02 else np.zeros((0, 2))


def cement_room(state: SpineState) -> Floats:
    """Where cement may lie (N, 2): wholly inside the bone, away from its walls, none in its rear quarter."""
    return _ring("cement", 1.0, state, CEMENT[2])
