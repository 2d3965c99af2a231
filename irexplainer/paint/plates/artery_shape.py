"""Shape of the artery cut open lengthwise, in its own millimeters: lumen 6 wide, window 38 long, x along the blood.

Every outline is a function of the state. The wall's own reliefs are made at rest; ``widening`` says how far each
column is spread afterwards (``warp.spread``).
"""

import math

import numpy as np
from PySide6.QtGui import QPainterPath

from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates.faces import band_path, edge_path
from irexplainer.paint.plates.vessel_states import ArteryState

LUMEN = 3.0
LINING, MUSCLE, OUTER = 0.16, 0.48, 0.36
RIM = LUMEN + LINING + MUSCLE + OUTER
HALF = 17.2
"""Half length of the window."""
BULGE = 3.4
"""How far its ends are bowed."""
REACH = 90.0
DEPOSIT = (1.95, 1.51)
PRESSED = (0.60, 0.48)
"""Thickness of the deposit above and below: narrowed, and pressed aside."""
WIDER = 0.52
TAPER = 1.75
X = np.linspace(-19.0, 19.0, 305)


def bump(x: Floats) -> Floats:
    """Shape of the deposit along the wall, 0..about 1, with two small waves."""
    return np.asarray(np.exp(-(np.abs(x / 7.6) ** 3.4)) * (1 + 0.10 * np.sin(x * 1.7 + 0.6) + 0.06 * np.sin(x * 3.1)))


def deposit(state: ArteryState) -> tuple[float, float]:
    """Thickness above and below at the narrowest place."""
    share = state.flattened * state.flattened * (3 - 2 * state.flattened)
    above, below = (full + (flat - full) * share for full, flat in zip(DEPOSIT, PRESSED, strict=True))
    return above * state.narrowing, below * state.narrowing


def widening(state: ArteryState, x: Floats) -> Floats:
    """How far the wall is moved outwards (negative: the artery gets thinner) at every x."""
    share = max(state.flattened * min(1.0, state.narrowing * 4), 0.0)
    out = WIDER * share * np.exp(-(np.abs(x / 9.0) ** 4))
    t = np.clip((x + 6.0) / 20.0, 0, 1)
    return np.asarray(out - TAPER * state.taper * t * t * (3 - 2 * t))


def lumen_edges(state: ArteryState, x: Floats) -> tuple[Floats, Floats]:
    """Upper and lower edge of the blood."""
    above, below = deposit(state)
    wide = LUMEN + widening(state, x)
    return -wide + above * bump(x), wide - below * bump(x)


def window(inset: float = 0.0) -> QPainterPath:
    """Opening in the near wall with bowed ends, at rest; inset: distance inwards from its rim."""
    return polygon_path(window_ring(inset))


def window_ring(inset: float) -> Floats:
    """Points (N, 2) of the opening, at rest."""
    return opening(HALF - inset, RIM - inset, BULGE)


def opening(half: float, tall: float, bulge: float) -> Floats:
    """Points (N, 2) of a long opening ``2 half`` x ``2 tall`` with ends bowed by ``bulge``."""
    y = np.sin(np.linspace(-math.pi / 2, math.pi / 2, 61))
    bow = half - bulge * (1 - np.sqrt(np.maximum(0.0, 1 - 0.985 * y * y)))
    right = np.column_stack([bow, y * tall])
    return np.vstack([right, -right])


def blood_path(state: ArteryState, at_rest: bool = True) -> QPainterPath:
    """The hollow: between the deposits, inside the window. at_rest: before the wall is spread."""
    above, below = deposit(state)
    shift = np.zeros_like(X) if at_rest else widening(state, X)
    upper = np.column_stack([X, -LUMEN - shift + above * bump(X)])
    lower = np.column_stack([X, LUMEN + shift - below * bump(X)])
    room = window(RIM - LUMEN) if at_rest else spread_path(state, window_ring(RIM - LUMEN))
    return room.intersected(band_path(upper, lower))


def spread_path(state: ArteryState, ring: Floats) -> QPainterPath:
    """An outline at rest moved with the wall."""
    return polygon_path(spread_points(state, dense(ring)))


def dense(ring: Floats, step: float = 0.4) -> Floats:
    """Closed ring (N, 2) with points at most ``step`` apart, so that long straight edges can bend."""
    closed = np.vstack([ring, ring[:1]])
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    at = np.unique(np.concatenate([s[:-1], np.arange(0, s[-1], step)]))
    return np.column_stack([np.interp(at, s, column) for column in closed.T])


def spread_points(state: ArteryState, points: Floats) -> Floats:
    """Points at rest moved with the wall: fully from the lumen outwards, in proportion inside it."""
    out = np.array(points, float)
    share = np.clip(out[:, 1] / LUMEN, -1, 1)
    out[:, 1] += share * widening(state, out[:, 0])
    return out


def deposit_paths(state: ArteryState) -> tuple[QPainterPath, QPainterPath]:
    """Upper and lower deposit at rest, between muscle and lining."""
    above, below = deposit(state)
    found = []
    for sign, thick in ((-1.0, above), (1.0, below)):
        base = sign * (LUMEN + LINING)
        inner = sign * (LUMEN + 0.02) - sign * thick * bump(X)
        inside = thick * bump(X) > 0.03
        x = X[inside]
        if len(x) < 3:
            found.append(QPainterPath())
            continue
        found.append(band_path(np.column_stack([x, np.full(len(x), base)]), np.column_stack([x, inner[inside]])))
    return found[0], found[1]


def lining_paths(state: ArteryState) -> tuple[QPainterPath, QPainterPath]:
    """Upper and lower edge of the blood, along which the lining runs, at rest."""
    above, below = deposit(state)
    inside = np.abs(X) < HALF - 0.9
    x = X[inside]
    return (
        edge_path(np.column_stack([x, -LUMEN + above * bump(x)])),
        edge_path(np.column_stack([x, LUMEN - below * bump(x)])),
    )
