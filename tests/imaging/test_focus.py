"""Dye fills what the story is about: arteries of the patient's own sex, and the fine ones that are treated."""

import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.imaging.tree import ANYBODY, ArteryTree, Focus


@pytest.fixture(scope="module")
def tree():
    return ArteryTree(load_atlas().vessels)


def reached(tree, focus):
    return {part.vessel for part in tree.downstream("left_internal_iliac_artery", 0.0, focus)}


@pytest.mark.parametrize(
    ("sex", "own", "other"), [("male", "prostatic", "uterine"), ("female", "uterine", "prostatic")]
)
def test_dye_in_the_pelvis_keeps_to_one_sex(tree, sex, own, other):
    found = reached(tree, Focus(sex))
    assert any(own in name for name in found)
    assert not any(other in name for name in found)


def test_fine_arteries_fill_only_where_a_story_treats_them(tree):
    assert "left_prostate_feeder" not in reached(tree, ANYBODY)
    opened = reached(tree, Focus("male", frozenset({"left_prostate_feeder"})))
    assert "left_prostate_feeder" in opened
    assert "pelvic_bleed_feeder" not in opened
