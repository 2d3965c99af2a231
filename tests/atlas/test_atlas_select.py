"""Sex and details: nothing is shown where it does not belong."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter

from irexplainer.atlas.regions import region_vessels
from irexplainer.atlas.select import details, everyday, for_sex, vessels_of_detail
from irexplainer.atlas.types import Atlas
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.figure import shown
from irexplainer.paint.front.liver import SEGMENTS
from irexplainer.paint.look import Look
from irexplainer.story.shown import DETAILS, PICKS, shown_vessels

VIEW = Viewport.fit(100, 100, Rect(0, 0, 100, 100), Camera(0, 85, 60, 170))
FEMALE = ("uterus", "uterine", "ovar", "fibroid", "pelvic_varices")
MALE = ("prostat", "testicular", "pampiniform", "varicocele")


def names(atlas: Atlas) -> list[str]:
    return [*atlas.structures, *atlas.vessels, *atlas.targets]


def has(atlas: Atlas, words: tuple[str, ...]) -> bool:
    return any(word in id for id in names(atlas) for word in words)


def test_what_sounds_of_one_sex_is_marked(atlas: Atlas) -> None:
    for table in (atlas.structures, atlas.vessels, atlas.targets):
        for id, item in table.items():
            expected = "female" if any(w in id for w in FEMALE) else "male" if any(w in id for w in MALE) else ""
            assert item.sex == expected, id


@pytest.mark.parametrize("sex", ["female", "male", ""])
def test_the_other_sex_is_left_out(atlas: Atlas, sex: str) -> None:
    part = for_sex(atlas, sex)
    assert has(part, FEMALE) == (sex == "female")
    assert has(part, MALE) == (sex == "male")
    assert for_sex(atlas, sex) is part, "one object, so that caches hold"
    assert part.structures["liver"] is atlas.structures["liver"]


@pytest.mark.parametrize("part", ["female", "male", "", "everyday"])
def test_parts_refer_only_to_what_they_have(atlas: Atlas, part: str) -> None:
    found = everyday(atlas) if part == "everyday" else for_sex(atlas, part)
    for v in found.vessels.values():
        assert v.parent is None or v.parent in found.vessels, v.id
    for t in found.targets.values():
        assert t.host in found.structures
        assert all(f in found.vessels for f in t.feeders)
    for track in found.tracks.values():
        assert not track.target or track.target in found.targets
    for link in found.links:
        assert link.a in found.vessels
        assert link.b in found.vessels


def test_an_unknown_sex_is_an_error(atlas: Atlas) -> None:
    with pytest.raises(ValueError, match="other"):
        for_sex(atlas, "other")


def test_details_come_only_on_request(atlas: Atlas) -> None:
    assert len(details(atlas)) > 20
    hidden = set(vessels_of_detail(atlas, *details(atlas)))
    assert {"left_small_saphenous_vein", "right_ventricle", "tips_tract", "ileocolic_artery"} <= hidden
    assert not hidden & set(everyday(atlas).vessels)
    for profile in (p for p in PICKS if region_vessels(atlas, p) is None and p not in DETAILS):  # those ask for theirs
        assert not hidden & {v.id for v in shown_vessels(atlas, profile)}, profile
    easel = Easel(QPainter(), atlas, Look.of("light"), VIEW)
    assert not hidden & set(shown(easel))
    assert "abdominal_aorta" in shown(easel)


def test_no_everyday_vessel_hangs_on_a_detail(atlas: Atlas) -> None:
    for v in atlas.vessels.values():
        if v.parent is not None and not v.detail:
            assert not atlas.vessels[v.parent].detail, v.id


def test_liver_window_and_atlas_have_the_same_segmental_arteries(atlas: Atlas) -> None:
    """The scene draws them flat; their waypoints are those of the tree (first points lie on the parent)."""
    order = ("8", "8_b", "5", "7", "6", "4_a", "4_b", "2", "3", "3_b", "1")
    for name, drawn in zip(order, SEGMENTS, strict=True):
        points = atlas.vessels[f"hepatic_artery_segment_{name}"].points
        for x, y, _ in drawn:
            assert np.hypot(points[:, 0] - x, points[:, 1] - y).min() < 0.25, name
