"""Dye runs home in the veins: after the arteries, toward the heart, and not from what beads have closed."""

from itertools import pairwise

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.tree import ArteryTree
from irexplainer.imaging.veins import late_veins


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.mark.parametrize(
    ("artery", "names", "treated"),
    [
        ("splenic_artery", ["splenic_vein", "hepatic_portal_vein", "right_portal_vein"], False),
        ("left_uterine_artery", ["left_uterine_vein", "left_internal_iliac_vein"], True),
        ("right_renal_artery", ["right_renal_vein"], False),
    ],
)
def test_veins_follow_each_other_toward_the_heart(atlas, artery, names, treated):
    stems = [s for s in ArteryTree(atlas.vessels).downstream(artery, 0.0) if s.vessel == artery]
    found = list(late_veins(stems, atlas.vessels))
    assert [part.vessel for _, part in found] == names
    assert {t for t, _ in found} == {treated}
    last = float(stems[0].seconds[-1])
    for _, part in found:
        assert part.seconds[0] == pytest.approx(last)
        assert (np.diff(part.seconds) >= 0).all()
        last = float(part.seconds[-1])
    for (_, one), (_, two) in pairwise(found):
        assert np.linalg.norm(one.points[-1, :3] - two.points[0, :3]) < 1.0


def test_blood_carries_dye_to_the_children_as_late_as_the_parent_is_passed(atlas):
    parts = {p.vessel: p for p in ArteryTree(atlas.vessels).downstream("celiac_trunk", 0.0)}
    for child, parent in (("common_hepatic_artery", "celiac_trunk"), ("right_hepatic_artery", "proper_hepatic_artery")):
        assert parts[parent].seconds[0] < parts[child].seconds[0] <= parts[parent].seconds[-1] + 1e-6
    assert all((np.diff(p.seconds) > 0).all() for p in parts.values())
