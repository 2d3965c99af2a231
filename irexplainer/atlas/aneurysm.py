"""The widened belly aorta and the stent graft that is put into it: lines and widths, as drawn and as seen on X-ray.

Body cm (x, y) from the front.
"""

from functools import lru_cache

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.types import Floats
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.tube import normals, part

TOP = 57.5
SAC = (64.9, 2.05, 2.7, 1.74)
"""Middle y, half height, steepness, and how far it bulges, cm: 5.3 cm across."""
LEAN = 0.28
"""How far the sac leans to the patient's left, cm."""
GRAFT_TOP, GRAFT_FORK, GATE_END = 60.5, 64.9, 66.3
"""Upper edge just below the lower kidney artery; where the two legs part; end of the short gate."""
FOLDED = 0.20
RING_CM = 0.62
"""Distance of two zigzag rings."""


@lru_cache(maxsize=1)
def lines() -> dict[str, Floats]:
    """Centerlines (N, 3) x, y, radius: the atlas' vessels, the aorta with its sac."""
    vessels = load_atlas().vessels
    ids = ("abdominal_aorta", *(f"{s}_{n}" for s in ("left", "right") for n in ("renal_artery", "common_iliac_artery")))
    found = {id: np.asarray(vessels[id].points, float)[:, [0, 1, 3]] for id in ids}
    aorta = found["abdominal_aorta"]
    y = np.linspace(aorta[0, 1], aorta[-1, 1], 160)
    plain = np.column_stack([np.interp(y, aorta[:, 1], c) for c in aorta.T])
    plain[:, 2] += bulge(y) * SAC[3]
    plain[:, 0] += bulge(y) * LEAN
    found["abdominal_aorta"] = plain
    return found


def bulge(y: Floats) -> Floats:
    """Shape of the sac along the aorta, 0..1."""
    return np.asarray(np.exp(-(np.abs((y - SAC[0]) / SAC[1]) ** SAC[2])))


def channel_line(wall_clot: float) -> Floats:
    """Aorta (N, 3) as wide as the blood still flows: the old clot lines the sac."""
    line = lines()["abdominal_aorta"].copy()
    b = bulge(line[:, 1])
    line[:, 2] -= b * wall_clot * (SAC[3] - 0.42 - 0.10 * np.sin(line[:, 1] * 3.1))
    line[:, 0] -= b * wall_clot * 0.34
    return line[line[:, 1] > TOP + 0.95]


LEG_R, GATE_R, BODY_R = 0.40, 0.48, 0.95


@lru_cache(maxsize=1)
def graft_lines() -> dict[str, Floats]:
    """body with the patient's right leg, the short gate on the left, and the leg that docks into it; (N, 3)."""
    aorta, fork = channel_line(1.0), np.array([0.33, GRAFT_FORK])
    top = float(np.interp(GRAFT_TOP, aorta[:, 1], aorta[:, 0]))
    middle = float(np.interp(62.8, aorta[:, 1], aorta[:, 0]))
    body = catmull_rom(
        [(top, GRAFT_TOP, BODY_R), (middle, 62.8, BODY_R * 0.92), (fork[0], fork[1] - 0.3, 0.84)], samples=30
    )
    right, left = (lines()[f"{side}_common_iliac_artery"] for side in ("right", "left"))
    to_right = [(fork[0] - 0.40, fork[1] - 0.55, LEG_R), (-0.10, 66.4, LEG_R), (-0.02, 67.7, LEG_R)]
    to_left = [(fork[0] + 0.42, fork[1] - 0.55, GATE_R), (0.86, 65.6, GATE_R), (0.94, GATE_END, GATE_R)]
    leg = catmull_rom([*to_right, *_down(right)], samples=16)
    dock = [(0.82, 65.2, LEG_R), (0.93, 66.3, LEG_R), (0.72, 67.7, LEG_R), *_down(left)]
    return {"body": body, "leg": leg, "gate": catmull_rom(to_left, samples=14), "dock": catmull_rom(dock, samples=16)}


def _down(iliac: Floats) -> list[tuple[float, float, float]]:
    """Three points down a hip artery, as wide as its lumen allows."""
    stops = [part(iliac, 0.0, s)[-1] for s in (0.9, 1.7, 2.4)]
    return [(float(x), float(y), min(float(r) - 0.04, 0.44)) for x, y, r in stops]


def unfolded(line_: Floats, done: float, reach: float = 1.1) -> Floats:
    """The stretch of a graft line that is open; its last ``reach`` still widens. done: 0..1 from the first point."""
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line_[:, :2], axis=0).T))])
    front = done * (s[-1] + reach)
    out: Floats = line_[s < front].copy()
    if len(out) < 2:
        return np.empty((0, 3))
    share = np.clip((front - s[s < front]) / reach, 0, 1)
    out[:, 2] = FOLDED + (out[:, 2] - FOLDED) * share * share * (3 - 2 * share)
    return out


def graft_pieces(body: float, docked: float) -> tuple[list[Floats], list[Floats]]:
    """Open stretches (N, 3) of the first piece (trunk, right leg, gate) and of the second leg; shares 0..1."""
    g = graft_lines()
    rest = min(1.0, max(0.0, body - 0.45) / 0.55)
    trunk = unfolded(g["body"], min(1.0, body / 0.55))
    first = [trunk, unfolded(g["leg"], rest), unfolded(g["gate"], min(1.0, rest * 2.2), 0.6)]
    dock = unfolded(g["dock"], docked) if docked > 0.01 else np.empty((0, 3))
    return first, [dock]


def graft_rings(tube: Floats, trunk: bool) -> list[Floats]:
    """Zigzag wires (9, 2) that hold a stretch of the graft open; those of the trunk begin at its upper edge."""
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(tube[:, :2], axis=0).T))])
    normal = normals(tube)
    rings = []
    for at in np.arange(0.22 if trunk else 0.72, s[-1] - 0.1, RING_CM):
        x, y, r = (float(np.interp(at, s, c)) for c in tube.T)
        n = np.array([np.interp(at, s, c) for c in normal.T])
        along = np.array([n[1], -n[0]])
        across = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 9))
        step = np.where(np.arange(9) % 2 == 0, 1.0, -1.0) * (0.10 + 0.10 * r)
        bow = 0.14 * r * np.cos(np.linspace(-np.pi / 2, np.pi / 2, 9))
        rings.append(np.array([x, y]) + across[:, None] * r * 0.97 * n + (step + bow)[:, None] * along)
    return rings
