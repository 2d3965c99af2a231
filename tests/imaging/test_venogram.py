"""Dye in veins: it runs to the heart, and leaves out what a clot fills."""

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.clot_gap import leave_out
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.tree import ArteryTree
from irexplainer.imaging.window import around
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

ROUTE = ("left_popliteal_vein", "left_femoral_vein")


def test_dye_in_a_vein_runs_to_the_heart_and_never_into_an_artery() -> None:
    atlas = load_atlas()
    tree = ArteryTree(atlas.vessels)
    site = tree.site((8.0, 100.0, 1.0), ROUTE)
    assert site is not None
    assert site[0] == "left_femoral_vein"
    parts = tree.downstream(*site)
    names = [part.vessel for part in parts]
    assert names[:4] == [
        "left_femoral_vein", "left_external_iliac_vein", "left_common_iliac_vein", "inferior_vena_cava",
    ]  # fmt: skip
    times = np.concatenate([part.seconds for part in parts])
    assert np.all(np.diff(times) >= -1e-9)
    assert parts[0].points[0, 1] > parts[-1].points[-1, 1], "dye must run up"


def test_without_a_vein_on_the_way_dye_stays_in_arteries() -> None:
    tree = ArteryTree(load_atlas().vessels)
    site = tree.site((8.0, 100.0, 1.0))
    assert site is not None
    assert site[0] in tree.lines


def test_a_clot_leaves_a_gap_in_the_dye() -> None:
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["dvt-thrombolysis-thrombectomy"], atlas)
    frame = board.state_at(next(s for s in board.steps if s.id == "map").still)
    window = around((5.2, 77.4), 20.0, 200, 200)
    dyed, clean = np.full((200, 200), 0.2, np.float32), np.full((200, 200), 0.8, np.float32)
    leave_out(dyed, clean, frame, window, atlas)
    assert dyed[100, 100] > 0.6
    assert dyed[5, 5] == np.float32(0.2)


def test_a_clot_that_closes_a_brain_artery_keeps_dye_out_until_it_is_gone() -> None:
    atlas = load_atlas()
    board = compile_storyboard(load_library().procedures["stroke-mechanical-thrombectomy"], atlas)
    before, after = (board.state_at(next(s for s in board.steps if s.id == id).still) for id in ("map", "check"))
    reached = []
    for frame in (before, after):
        tree = ArteryTree(atlas.vessels)
        site = tree.site(atlas.vessels["left_internal_carotid_artery"].points[4, :3], frame.route)
        assert site is not None
        parts = tree.downstream(*site, focus_of(frame, atlas))
        ends = [part.points[-1, :3] for part in parts if part.vessel == "left_middle_cerebral_artery"]
        reached.append((ends[0][0], {part.vessel for part in parts}))
    clot = atlas.targets["left_middle_cerebral_clot"].center
    assert reached[0][0] < clot[0] < reached[1][0]
    assert "left_anterior_cerebral_artery" in reached[0][1], "other branches must fill all the time"
