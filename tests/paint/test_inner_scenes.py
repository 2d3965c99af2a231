"""Inside of the liver, stomach, celiac plexus and kidney with a stone: depth, ends, states."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.collecting_system import hilum_of
from irexplainer.geom.mesh import wires
from irexplainer.geom.polygon import contains
from irexplainer.geom.viewport import Camera, Viewport
from irexplainer.paint.front import celiac_plexus
from irexplainer.paint.front.kidney_stone import kidney_stones, wide_calyx
from irexplainer.paint.front.liver_inside import duct_stone, gallstones
from irexplainer.paint.front.liver_trees import OPEN_ENDS, TRACT, tree_groups, tree_lines
from irexplainer.paint.look import Look
from irexplainer.paint.static import paint_front
from irexplainer.story.frame import View
from irexplainer.story.shown import may_show, shown_structures, shown_vessels
from irexplainer.story.stage_layout import StageLayout

SIZE = (380, 320)
LIVER = Camera(-2.2, 54.4, 24.3, 20.4)


def picture(atlas, profile, camera=LIVER, theme="light"):
    viewport = Viewport.fit(*SIZE, StageLayout.for_size(*SIZE, bare=True).free, camera)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_front(p, atlas, profile, Look.of(theme), viewport)
    p.end()
    return image, viewport


def changed(atlas, before, after, camera=LIVER):
    """Plate box x0, y0, x1, y1 of what differs between two profiles; None: nothing."""
    a, viewport = picture(atlas, before, camera)
    b, _ = picture(atlas, after, camera)
    rows = [np.frombuffer(i.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[..., :3].astype(int) for i in (a, b)]
    y, x = np.nonzero(np.abs(rows[0] - rows[1]).max(2) > 12)
    return (*viewport.to_plate(x.min(), y.min()), *viewport.to_plate(x.max(), y.max())) if len(x) else None


def place(groups, id):
    return next(n for n, (_, ids) in enumerate(groups) if id in ids)


def test_liver_trees_lie_in_the_order_of_their_depth(atlas):
    groups = tree_groups(atlas, tract=True)
    order = [place(groups, i) for i in ("right_hepatic_vein", TRACT, "right_portal_vein", "common_hepatic_duct")]
    assert order == sorted(set(order))
    assert place(groups, "hepatic_portal_vein") < place(groups, "proper_hepatic_artery")


def test_the_way_of_the_shunt_comes_only_on_request(atlas):
    assert all(TRACT not in ids for _, ids in tree_groups(atlas, tract=False))
    assert picture(atlas, "liver_inside")[0] == picture(atlas, "liver_inside tips=0")[0]
    x0, y0, x1, y1 = changed(atlas, "liver_inside", "liver_inside tips=1")
    assert -7.2 < x0 < x1 < -3.8
    assert 47.8 < y0 < y1 < 54.0


def test_every_branch_ends_thin_and_inside_the_liver(atlas):
    outline = atlas.structures["liver"].outline
    for id, line in tree_lines(atlas).items():
        if id not in OPEN_ENDS and id != "gastroduodenal_artery":
            assert line[-1, 3] < 0.05, id
            assert contains(line[-1:, :2], outline)[0], id


def test_tract_runs_forwards_from_hepatic_vein_to_portal_branch(atlas):
    z = tree_lines(atlas)[TRACT][:, 2]
    assert z[-1] - z[0] > 1.0
    tube = tree_lines(atlas)[TRACT][:, [0, 1, 3]]
    for wire in wires(tube):
        gaps = np.hypot(tube[:, None, 0] - wire[None, :, 0], tube[:, None, 1] - wire[None, :, 1]).min(0)
        assert gaps.max() <= tube[:, 2].max() + 0.02


def test_stones_lie_in_gallbladder_and_duct(atlas):
    outline = atlas.structures["gallbladder"].outline
    for stone in gallstones():
        assert contains(stone.outlines[0], outline).all(), stone.key
    duct = atlas.vessels["bile_duct"].points
    center = duct_stone().outlines[0].mean(0)
    assert np.hypot(duct[:, 0] - center[0], duct[:, 1] - center[1]).min() < 0.15


def test_state_of_stones_changes_only_the_gallbladder(atlas):
    x0, y0, x1, y1 = changed(atlas, "liver_inside", "liver_inside stones=1")
    assert -8.2 < x0 < x1 < -3.9
    assert 54.2 < y0 < y1 < 60.9


@pytest.mark.parametrize("side", ["left", "right"])
def test_kidney_stone_fills_the_wide_lower_calyx(atlas, side):
    hilum = hilum_of(atlas, side)
    target = atlas.targets[f"{side}_kidney_stone"]
    kidney = atlas.structures[f"{side}_kidney"].outline
    stones = kidney_stones(hilum)
    assert contains(np.array([target.center[:2]]), stones[0].outlines[0])[0]
    assert all(contains(stone.outlines[0], kidney).all() for stone in stones)
    assert 2 * wide_calyx(hilum)[:, 2].max() >= 1.2


def test_kidney_stones_can_be_taken_out(atlas):
    camera = Camera(7.0, 60.0, 20, 16.5)
    x0, y0, x1, y1 = changed(atlas, "left_kidney_stone", "left_kidney_stone stones=0", camera)
    assert 5.0 < x0 < x1 < 7.8
    assert 59.8 < y0 < y1 < 63.0


def test_plexus_lies_around_its_target_and_is_the_same_every_time(atlas):
    x, y, _ = atlas.targets["celiac_plexus"].center
    threads = celiac_plexus.front_threads()
    assert all(np.hypot(q[:, 0] - x, q[:, 1] - y).min() < 2.0 for q in threads)
    before = [q.copy() for q in celiac_plexus.net()]
    celiac_plexus.net.cache_clear()
    assert all(np.array_equal(a, b) for a, b in zip(before, celiac_plexus.net(), strict=True))


def test_what_is_shown_has_a_name_in_the_tree(atlas):
    assert {"pancreas", "duodenum", "gallbladder"} <= {s.id for s in shown_structures(atlas, "liver_inside stones=1")}
    assert {"right_hepatic_vein", "bile_duct"} <= {v.id for v in shown_vessels(atlas, "liver_inside tips=1")}
    assert "left_inferior_epigastric_artery" in {v.id for v in shown_vessels(atlas, "stomach")}
    assert "left_suprarenal_gland" in {s.id for s in shown_structures(atlas, "celiac_plexus")}
    assert "right_kidney" in {s.id for s in shown_structures(atlas, "right_kidney_stone stones=0.5")}
    assert not may_show(View("front", "liver_inside stones=1", LIVER), "liver_tumor")
