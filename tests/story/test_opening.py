"""Opening a narrow vessel: one set of numbers for stage, close-up and doctor's screen; blood as the network lets it."""

import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import plate_of
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.narrow import device_key
from irexplainer.imaging.tree import ArteryTree, Focus, Narrow
from irexplainer.library.load import load_library
from irexplainer.models.flow_changes import narrowed_fistula_flow, narrowed_flow, with_fistula, working
from irexplainer.story.blood import body_of
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import Frame
from irexplainer.story.opening import LEFT, left_of
from irexplainer.story.storyboard import Storyboard

PAD = "angioplasty-and-stenting-pad"
LESION_CM = 18.8


def board(side: str = "left") -> Storyboard:
    return compile_storyboard(load_library().procedures[PAD], load_atlas(), {"side": side})


def at(story: Storyboard, step: str, share: float | None = None) -> Frame:
    found = next(s for s in story.steps if s.id == step)
    return story.state_at(found.still if share is None else found.start + share * (found.end - found.start))


def test_stage_and_closeup_show_the_same_balloon() -> None:
    frame = at(board(), "balloon")
    inside, narrowing = frame.effect("inside"), frame.effect("narrowing")
    assert inside is not None
    assert narrowing is not None
    assert inside.params["balloon"] > 0.85
    assert inside.params.items() <= narrowing.params.items()
    assert device_key(narrowing) is not None


def test_wire_crosses_before_the_balloon_and_the_balloon_before_the_stent() -> None:
    story = board()
    first: dict[str, float] = {}
    for seconds in np.arange(0.0, story.length, 0.25):
        effect = story.state_at(float(seconds)).effect("narrowing")
        assert effect is not None
        for name in ("wire", "balloon_in", "balloon", "stent_in", "stent"):
            if effect.params[name] > 0.5:
                first.setdefault(name, float(seconds))
    assert list(first) == ["wire", "balloon_in", "balloon", "stent_in", "stent"]


def test_wall_springs_back_without_a_stent() -> None:
    story = board()
    full, after, stented = at(story, "balloon"), at(story, "balloon", 0.99), at(story, "stent", 0.99)
    widths = [left_of(e.params) for frame in (full, after, stented) if (e := frame.effect("narrowing"))]
    assert LEFT < widths[1] < widths[0] < widths[2] == pytest.approx(1.0)


def test_blood_stands_still_while_the_balloon_is_full_and_runs_better_afterward() -> None:
    story = board()
    series = next(s for s in story.series if s.id == "opened_flow")
    assert series.values.min() < 5
    assert series.values[0] < 85
    assert series.values[-1] == pytest.approx(100, abs=0.5)


def test_narrow_place_is_felt_while_walking_not_at_rest() -> None:
    body = body_of(load_atlas())
    left = np.array([LEFT, 1.0])
    rest = narrowed_flow(body, "left_femoral_artery", LESION_CM, 3.5, left)
    walking = narrowed_flow(body, "left_femoral_artery", LESION_CM, 3.5, left, working(body, "left_femoral_artery", 10))
    assert rest[0] / rest[1] > 0.97
    assert walking[0] / walking[1] < 0.85
    assert walking[1] > 4 * rest[1]


def test_dye_has_a_waist_before_and_none_after() -> None:
    story, atlas = board(), load_atlas()
    before, after = (focus_of(at(story, step), atlas) for step in ("map", "check"))
    assert before.narrow == (Narrow("left_femoral_artery", atlas.targets["left_femoral_stenosis"].center, 0.35),)
    assert after.narrow == ()
    tree = ArteryTree(atlas.vessels)
    waist = [
        min(part.points[:, 3].min() for part in tree.downstream("left_femoral_artery", 15.0, focus)[:1])
        for focus in (before, Focus())
    ]
    assert waist[0] < 0.5 * waist[1]


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_way_comes_from_the_other_groin(side: str, other: str) -> None:
    frame = at(board(side), "stent")
    assert frame.access == f"{other}_groin"
    assert frame.route[0] == f"{other}_common_femoral_artery"
    assert frame.route[-2:] == (f"{side}_femoral_artery", f"{side}_popliteal_artery")
    assert frame.view.plate.startswith(f"artery_open@{side}_femoral_artery")


def test_both_groins_have_the_same_layers() -> None:
    atlas = load_atlas()
    points = {}
    for plate, id in (("groin_layers", "right_groin"), ("left_groin_layers", "left_groin")):
        access = atlas.accesses[id]
        points[id] = plate_of(plate).project(np.array([access.skin, access.entry]))
    assert points["left_groin"] == pytest.approx(points["right_groin"], abs=0.02)


FISTULA = "dialysis-access"


@pytest.mark.parametrize("side", ["left", "right"])
def test_tools_in_the_fistula_come_against_the_blood(side: str) -> None:
    """The wire goes down the arm, the dye up; the cut-open vein says so."""
    atlas = load_atlas()
    story = compile_storyboard(load_library().procedures[FISTULA], atlas, {"side": side})
    frame = at(story, "balloon")
    line = story.paths[next(t.path for t in frame.tools if t.id == "wire")]
    entry = atlas.accesses[f"{side}_fistula_downward"].entry
    assert frame.tip is not None
    assert frame.tip[1] > entry[1] + 10
    assert line.points[-1][1] > entry[1]
    assert "against=1" in frame.view.profile
    vein = ArteryTree(atlas.vessels).downstream(f"{side}_arteriovenous_fistula", 19.0)[0]
    assert vein.points[-1, 1] < vein.points[0, 1]


def test_narrow_place_costs_a_fistula_flow_at_rest() -> None:
    story = compile_storyboard(load_library().procedures[FISTULA], load_atlas())
    series = next(s for s in story.series if s.id == "fistula_flow")
    assert series.values[0] < 95
    assert series.values.min() < 5
    assert series.values[-1] > series.values[0]


def test_ripe_fistula_carries_what_is_published_and_a_tight_one_less() -> None:
    """700 to 1,100 ml/min in a forearm fistula (facts/dialysis-access.md, S12)."""
    body = body_of(load_atlas())
    flows = narrowed_fistula_flow(body, "left_radial_artery", 20.0, 3.5, np.array([0.2, LEFT, 0.7, 1.0])) * 60
    assert 700 < flows[-1] < 1100
    assert (np.diff(flows) > 0).all()
    assert flows[-1] == pytest.approx(
        with_fistula(body, "left_radial_artery", 20.0).solve().flow["fistula"] * 60, rel=0.05
    )
