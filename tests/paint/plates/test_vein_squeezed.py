"""A vein between artery and spine: pressed in below the artery, opened by balloon and stent."""

import numpy as np

from irexplainer.paint.plates.artery_shape import LUMEN, lumen_edges
from irexplainer.paint.plates.open_devices import balloon_edges
from irexplainer.paint.plates.vein_squeezed import pressed
from irexplainer.paint.plates.vessel_states import ArteryState

X = np.linspace(-16.0, 16.0, 321)


def test_the_squeeze_is_deepest_below_the_artery_and_ends_before_the_window() -> None:
    moved = pressed(ArteryState(narrowing=1.0), X)
    assert abs(float(X[moved.argmin()])) < 0.11
    assert float(LUMEN + moved.min()) < 0.5 * LUMEN
    assert float(np.abs(moved[[0, -1]]).max()) < 0.05


def test_the_stent_gives_the_vein_its_width_back() -> None:
    held = pressed(ArteryState(narrowing=1.0, flattened=1.0, stent_in=1.0, stent=1.0), X)
    assert float(LUMEN + held.min()) > 0.75 * LUMEN


def test_devices_stay_inside_the_wall() -> None:
    for flattened in (0.0, 0.4, 1.0):
        state = ArteryState(narrowing=1.0, flattened=flattened, balloon_in=1.0, balloon=1.0)
        wall = LUMEN + pressed(state, X)
        upper, lower = lumen_edges(state, X)
        assert ((lower - upper) / 2 < wall + 0.35).all()
        top, low = balloon_edges(state, X[np.abs(X) < 12])
        assert ((low - top) / 2 < wall[np.abs(X) < 12] + 0.35).all()
