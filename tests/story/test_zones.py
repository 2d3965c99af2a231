"""What heat and pulses do in a story: the tumor is covered, the vein is spared, both screens agree with the stage."""

import math
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.slices import load_slice
from irexplainer.geom.polygon import contains
from irexplainer.imaging.render import Renderer
from irexplainer.library.load import load_library
from irexplainer.story import zones
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import EffectPose, Frame, Modality
from irexplainer.story.storyboard import Storyboard

METHODS = ("microwave", "radiofrequency")


@lru_cache
def heat_board(method: str) -> Storyboard:
    library = load_library()
    return compile_storyboard(library.procedures["microwave-ablation"], load_atlas(), {"method": method})


@lru_cache
def pulse_board() -> Storyboard:
    return compile_storyboard(load_library().procedures["irreversible-electroporation"], load_atlas())


def at_still(board: Storyboard, step: str) -> Frame:
    return board.state_at(next(s.still for s in board.steps if s.id == step))


def zone(frame: Frame, kind: str) -> EffectPose:
    return next(e for e in frame.effects if e.kind == kind and e.params.get("seconds", 0.0) > 0)


def rim_of_tumor(target: str, grow: float = 0.0) -> np.ndarray:
    spot = load_atlas().targets[target]
    angle = np.linspace(0, 2 * np.pi, 60)
    reach = spot.radius + grow
    return np.column_stack([spot.center[0] + reach * np.cos(angle), spot.center[2] + reach * np.sin(angle)])


@pytest.mark.parametrize("method", METHODS)
def test_heat_covers_the_tumor_and_spares_the_vein(method: str) -> None:
    dead = zones.dead_rim(zone(at_still(heat_board(method), "grow"), "heat"))
    assert contains(rim_of_tumor("small_liver_tumor", 0.2), dead).all(), "a rim on every side"
    assert not contains(rim_of_tumor("small_liver_tumor", 1.0), dead).all(), "not boundless"
    vein = load_slice("axial_liver").region("right_hepatic_vein").outline
    assert not contains(vein, dead).any(), "flowing blood is not cooked"


@pytest.mark.parametrize("method", METHODS)
def test_the_side_of_the_vein_has_the_thinner_rim(method: str) -> None:
    effect = zone(at_still(heat_board(method), "grow"), "heat")
    dead = zones.dead_rim(effect) - [effect.at[0], effect.at[2]]
    toward = np.array([effect.params["away_x_cm"], effect.params["away_z_cm"]])
    toward = toward / np.hypot(*toward)
    assert (dead @ toward).max() < (dead @ -toward).max() - 0.1


def test_microwaves_come_from_one_needle_and_radio_waves_from_three() -> None:
    used = [[t for t in at_still(heat_board(m), "grow").tools if t.kind == "electrode"] for m in METHODS]
    assert [len(tools) for tools in used] == [1, 3]
    assert used[0][0].diameter_mm > used[1][0].diameter_mm


@pytest.mark.parametrize("method", METHODS)
def test_heat_grows_with_time_and_glows_only_while_it_is_on(method: str) -> None:
    board = heat_board(method)
    widths = [s.radius_cm for s in (zone(at_still(board, id), "heat") for id in ("heat", "grow", "way_out", "check"))]
    assert widths[0] < widths[1] <= widths[2] == widths[3]
    assert zone(at_still(board, "grow"), "heat").params["hot"] == pytest.approx(1.0)
    assert zone(at_still(board, "check"), "heat").params["hot"] == 0.0
    assert not any(e.kind == "heat" for e in at_still(board, "tip").effects)


def test_pulses_cover_the_tumor_between_needles_that_stay_outside_it() -> None:
    board, spot = pulse_board(), load_atlas().targets["central_liver_tumor"]
    frame = at_still(board, "all_pairs")
    needles = [t for t in frame.tools if t.kind == "electrode"]
    assert len(needles) == 4
    for pose in needles:
        line = board.paths[pose.path].many(np.linspace(0, pose.tip, 300))[:, :3]
        assert np.linalg.norm(line - np.asarray(spot.center), axis=1).min() > spot.radius, "beside, not through"
    covered = zones.pulse_rim(zone(at_still(board, "check"), "pulses"))
    assert contains(rim_of_tumor("central_liver_tumor", 0.2), covered).all()
    assert not contains(load_slice("axial_liver").region("gallbladder").outline, covered).any()


def test_every_pair_of_needles_fires_once_in_turn() -> None:
    board = pulse_board()
    first, last = (next(s for s in board.steps if s.id == id) for id in ("pulses", "all_pairs"))
    fired, shares = [], []
    for seconds in np.linspace(first.start + 0.05, last.end, 400):
        effect = next((e for e in board.state_at(float(seconds)).effects if e.params.get("seconds", 0.0) > 0), None)
        if effect is None:
            continue
        pair = zones.firing(effect)
        shares.append(zones.reached_share(effect))
        if pair is not None and (not fired or fired[-1] != pair):
            fired.append(pair)
    assert len(fired) == len({frozenset(pair) for pair in fired}) == 6
    assert all(b >= a - 1e-9 for a, b in pairwise(shares))
    assert shares[-1] == pytest.approx(1.0)


@pytest.mark.parametrize(("make", "kind"), [(partial(heat_board, "microwave"), "heat"), (pulse_board, "pulses")])
def test_the_scan_with_dye_shows_a_dark_zone_where_the_stage_has_it(make: Callable[[], Storyboard], kind: str) -> None:
    board = make()
    frame = at_still(board, "check")
    screen = Renderer(load_atlas(), 420, 340).render(board, frame)
    assert frame.modality is Modality.CT
    effect = zone(frame, kind)
    rim = zones.dead_rim(effect) if kind == "heat" else zones.pulse_rim(effect)
    middle = np.array([effect.at[0], effect.at[2]])

    def mean(points: np.ndarray) -> float:
        px = [screen.project((float(x), effect.at[1], float(z))) for x, z in points]
        return float(np.median([screen.field[int(y), int(x)] for x, y in px]))

    liver = mean(np.array([(-10.4, -4.0), (-10.2, -3.9), (-9.4, 4.6), (-9.6, 4.9), (-10.6, -4.2)]))
    assert mean(middle + (rim - middle) * 0.8) < liver - 15


def test_gas_makes_a_bright_cloud_on_ultrasound() -> None:
    board = heat_board("microwave")
    renderer = Renderer(load_atlas(), 420, 340)
    before, after = (renderer.render(board, at_still(board, id)) for id in ("needle", "grow"))
    x, y = after.project(load_atlas().targets["small_liver_tumor"].center)
    part = np.s_[int(y) - 12 : int(y) + 12, int(x) - 12 : int(x) + 12]
    assert after.modality is Modality.ULTRASOUND
    assert after.pixels[part].mean() > before.pixels[part].mean() + 0.2


@pytest.mark.parametrize("make", [*(partial(heat_board, m) for m in METHODS), pulse_board])
def test_the_call_out_of_a_zone_points_into_it(make: Callable[[], Storyboard]) -> None:
    board = make()
    for step in board.steps:
        frame = board.state_at(step.still)
        for effect in (e for e in frame.effects if e.kind in zones.KINDS and e.params.get("seconds", 0.0) > 0):
            x, _, z = zones.label_point(effect)
            rim = zones.dead_rim(effect) if effect.kind == "heat" else zones.pulse_rim(effect)
            assert contains(np.array([[x, z]]), rim).all(), step.id
            assert math.dist((x, z), (effect.at[0], effect.at[2])) > 0.3
