"""What lies under a point, what can be treated there, names found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irexplainer.atlas.body_map import at_point, box_of, find, place_of, targets_of, treatable, words_of
from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.types import Atlas
from irexplainer.geom.polygon import contains
from irexplainer.library.load import load_library

IDS = [i for t in ("structures", "vessels", "targets", "accesses") for i in getattr(load_atlas(), t)]
spots = st.tuples(st.floats(-35, 35), st.floats(-2, 172))


@given(spots)
@settings(max_examples=60, deadline=None)
def test_what_is_found_is_there_and_nothing_is_missed(spot: tuple[float, float]) -> None:
    atlas = load_atlas()
    found = at_point(atlas, *spot)
    assert [f.z for f in found] == sorted((f.z for f in found), reverse=True) or _close(found)
    assert len({f.id for f in found}) == len(found)
    inside = {s.id for s in atlas.structures.values() if s.kind != "body" and contains(np.array([spot]), s.outline)[0]}
    assert {f.id for f in found if f.kind == "structure"} == inside
    for v in atlas.vessels.values():
        flat = np.hypot(v.points[:, 0] - spot[0], v.points[:, 1] - spot[1])
        if (flat < v.points[:, 3] * 0.9).any():
            assert v.id in {f.id for f in found}, v.id


def _close(found: tuple[object, ...]) -> bool:
    """Equal depths may stand in the order of their kinds."""
    z = [round(f.z, 2) for f in found]  # type: ignore[attr-defined]  # Found
    return z == sorted(z, reverse=True)


@given(spots, st.floats(0, 3), st.floats(0, 3))
@settings(max_examples=40, deadline=None)
def test_a_wider_reach_finds_no_less(spot: tuple[float, float], a: float, b: float) -> None:
    atlas = load_atlas()
    near, far = sorted((a, b))
    assert {f.id for f in at_point(atlas, *spot, near)} <= {f.id for f in at_point(atlas, *spot, far)}
    assert set(treatable(atlas, *spot, near)) <= set(treatable(atlas, *spot, far))


def test_front_to_back_at_the_kidney_vein(atlas: Atlas) -> None:
    order = [f.id for f in at_point(atlas, 0.6, 59.4)]
    wanted = ["stomach", "superior_mesenteric_artery", "left_renal_vein", "abdominal_aorta", "lumbar_vertebra_1"]
    assert [id for id in order if id in wanted] == wanted


def test_front_to_back_through_the_chest(atlas: Atlas) -> None:
    order = [f.id for f in at_point(atlas, 2.4, 44)]
    assert order.index("heart") < order.index("thoracic_aorta")


@pytest.mark.parametrize(
    ("x", "y", "target"),
    [
        (-8.7, 57, "liver_tumor"),
        (8.3, 102.5, "left_femoral_stenosis"),
        (0.6, 65, "abdominal_aortic_aneurysm"),
        (-4.5, 39.3, "right_lung_clot"),
        (4.92, 9.32, "brain_aneurysm"),
        (6.2, 61.5, "left_kidney_stone"),
    ],
)
def test_what_can_be_treated_here(atlas: Atlas, x: float, y: float, target: str) -> None:
    assert target in treatable(atlas, x, y)
    assert target in {f.id for f in at_point(atlas, x, y) if f.kind == "target"}


def test_every_target_can_be_found_from_what_it_belongs_to(atlas: Atlas) -> None:
    for t in atlas.targets.values():
        assert t.id in treatable(atlas, t.center[0], t.center[1])
        assert targets_of(atlas, t.id) == (t.id,)
        for owner in (t.host, t.vessel, *t.feeders):
            assert not owner or owner == "body" or t.id in targets_of(atlas, owner), t.id
    assert targets_of(atlas, "body") == ()


def test_outside_the_body_is_nothing(atlas: Atlas) -> None:
    assert at_point(atlas, 60, 20) == ()
    assert treatable(atlas, 60, 20) == ()


@given(
    st.sampled_from([*load_atlas().structures, *load_atlas().vessels, *load_atlas().targets, *load_atlas().accesses])
)
@settings(max_examples=150, deadline=None)
def test_everything_has_a_place_and_is_found_by_its_names(id: str) -> None:
    atlas, words = load_atlas(), load_library().vocabulary("en")
    place, box = place_of(atlas, id), box_of(atlas, id)
    assert place is not None
    assert box is not None
    x, y, width, height = box
    assert x - 1e-6 <= place[0] <= x + width + 1e-6 or id == "body"
    assert y - 1e-6 <= place[1] <= y + height + 1e-6 or id == "body"
    for text in (words[id].term, words[id].plain, id.replace("_", " ")):
        assert id in find(atlas, words, text), (id, text)


def test_search_ranks_whole_words_and_short_names_first(atlas: Atlas) -> None:
    words = load_library().vocabulary("en")
    assert find(atlas, words, "Liver")[0] == "liver"
    assert set(find(atlas, words, "kidney")[:2]) == {"left_kidney", "right_kidney"}
    assert set(find(atlas, words, "lung clot")) == {"left_lung_clot", "right_lung_clot"}
    assert find(atlas, words, "portal vein")[0].endswith("portal_vein")
    assert find(atlas, words, "") == ()
    assert find(atlas, words, "submarine") == ()
    assert words_of("Véna, CAVA!") == ("vena", "cava")


def test_unknown_ids_have_no_place(atlas: Atlas) -> None:
    assert place_of(atlas, "moon") is None
    assert box_of(atlas, "moon") is None
    assert targets_of(atlas, "moon") == ()
