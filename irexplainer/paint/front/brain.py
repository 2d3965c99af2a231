"""The brain as a window: pale, with winding folds instead of the few grooves of the small figure."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.geom.contour import outlines
from irexplainer.paint.front.twigs import Floats, inside, twigs
from irexplainer.paint.parts import Part, _Same, parts_of
from irexplainer.paint.ramps import Ramp
from irexplainer.paint.relief import Crease, Finish

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

KEY = "brain.window"
RAMP: Ramp = ("#B9787A", "#EBC4BA", "#FCEBE3")
PX_PER_CM = 26.0
FOLD_CM, FOLD_DEPTH = 0.15, 0.17
WAVE_CM = 1.5
"""Distance from fold to fold and back."""
RIM_CM, CLEFT_CM = 0.22, 0.25


def brain_window(atlas: "Atlas") -> Part:
    """Relief of the opened brain."""
    return _window(_Same(atlas))


@lru_cache(maxsize=2)
def _window(same: _Same) -> Part:
    brain = parts_of(same.atlas)["brain"]
    folds: list[Crease] = [(line[:, :2], FOLD_CM, FOLD_DEPTH) for line in twigs("brain_folds")]
    cleft = np.array([(0.0, 1.6), (0.03, 4.0), (-0.03, 7.0), (0.0, 10.6)])
    sylvian = np.array([(5.9, 8.6), (5.0, 9.5), (3.8, 10.0), (2.6, 10.2)])
    big: list[Crease] = [(cleft, 0.34, 0.6), (sylvian, 0.24, 0.34), (sylvian * [-1.0, 1.0], 0.24, 0.34)]
    finish = Finish(RAMP, 0.16, 0.3, 0.008, edge=("#9C5A5C", 0.5, 1.5))
    return Part(KEY, brain.outlines, PX_PER_CM, finish, 0.62, 0.05, (*folds, *big), layer=6, box=brain.box)


def grow_folds(outline: Floats, seed: int = 5) -> list[Floats]:
    """Winding lines (N, 3) x, y, 0 over both halves: where band-limited noise is zero. What the bake stores."""
    low, high = outline.min(0) - 1, outline.max(0) + 1
    x, y = np.arange(low[0], high[0], 0.09), np.arange(low[1], high[1], 0.09)
    rs = np.random.RandomState(seed)
    spectrum = np.fft.fft2(rs.randn(len(y), len(x)))
    fy, fx = np.fft.fftfreq(len(y), 0.09), np.fft.fftfreq(len(x), 0.09)
    wave = np.hypot(fx[None, :], 1.15 * fy[:, None])
    field = np.real(np.fft.ifft2(spectrum * np.exp(-(((wave - 1 / WAVE_CM) / 0.16) ** 2))))
    field[[0, -1], :] = field[:, [0, -1]] = abs(field).max()
    return [run for ring in outlines(field, x, y) for run in _runs(ring, outline)]


def _runs(ring: Floats, outline: Floats) -> list[Floats]:
    """Stretches of a ring well inside the brain and off its cleft, thinned, no longer than a fold is."""
    ok = inside(outline, RIM_CM)(ring) & (np.abs(ring[:, 0]) > CLEFT_CM)
    found, run = [], list[Floats]()
    for point, good in zip([*ring, ring[0] + 1e3], [*ok, False], strict=True):
        if good and len(run) < 34:
            run.append(point)
            continue
        if len(run) > 8:
            line = np.array(run)[::2]
            found.append(np.column_stack([line, np.zeros(len(line))]))
        run = []
    return found
