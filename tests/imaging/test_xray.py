import fakes
import numpy as np
import pytest

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.angiography import Angiography
from irexplainer.imaging.fluoroscopy import Fluoroscopy
from irexplainer.imaging.tree import ArteryTree
from irexplainer.story.frame import EffectPose, Position, View

SIZE = 256


@pytest.fixture(scope="module")
def body():
    return fakes.atlas()


@pytest.fixture(scope="module")
def board(body):
    aorta = body.vessels["abdominal_aorta"].points[::-1]
    aorta = aorta[: int(np.argmin(abs(aorta[:, 1] - 56.2)))]
    names = ["celiac_trunk", "common_hepatic_artery", "proper_hepatic_artery", "right_hepatic_artery"]
    return fakes.Board("tace", {"way": Polyline(np.vstack([aorta, *[body.vessels[n].points for n in names]]))})


@pytest.fixture(scope="module")
def dsa(body):
    return Angiography(body, SIZE, SIZE)


def near(screen, point, reach=2):
    x, y = (int(v) for v in screen.project(point))
    return float(screen.pixels[y - reach : y + reach + 1, x - reach : x + reach + 1].min())


def test_only_vessels_beyond_the_tip_fill(body, board, dsa):
    tip = tuple(body.vessels["right_hepatic_artery"].points[0, :3])
    screen = dsa.render(board, fakes.frame(tip=tip, route=("right_hepatic_artery",), effects=(fakes.contrast(2.0),)))
    empty = dsa.render(board, fakes.frame())
    middle = {n: tuple(v.points[len(v.points) // 2, :3]) for n, v in body.vessels.items()}
    for name in ("right_hepatic_artery", "right_anterior_hepatic_artery", "liver_tumor_feeder"):
        assert near(screen, middle[name]) < 0.62, name
    for name in ("celiac_trunk", "splenic_artery", "abdominal_aorta", "left_hepatic_artery"):
        assert near(screen, middle[name]) > near(empty, middle[name]) - 0.1, name


def test_dye_arrives_later_farther_out(body):
    tree = ArteryTree(body.vessels)
    parts = {p.vessel: p.seconds for p in tree.downstream("celiac_trunk", 0.0)}
    assert parts["celiac_trunk"][0] == 0
    assert parts["proper_hepatic_artery"][0] < parts["right_hepatic_artery"][0] < parts["liver_tumor_feeder"][-1]


def test_dye_is_dark_and_washes_out(body, board, dsa):
    tip = tuple(body.vessels["celiac_trunk"].points[-1, :3])
    at = tuple(body.vessels["proper_hepatic_artery"].points[10, :3])
    grey = [near(dsa.render(board, fakes.frame(tip=tip, effects=(fakes.contrast(s),))), at) for s in (0.05, 2.0, 9.0)]
    assert grey[1] < grey[0] - 0.2
    assert grey[2] > grey[1] + 0.2


def test_closed_branches_stay_empty(body, board, dsa):
    tip = tuple(body.vessels["celiac_trunk"].points[-1, :3])
    at = body.targets["liver_tumor"].center
    closed = EffectPose("e", "embolic", "liver_tumor", None, 1.0)
    before = dsa.render(board, fakes.frame(tip=tip, effects=(fakes.contrast(3.5),)))
    after = dsa.render(board, fakes.frame(tip=tip, effects=(fakes.contrast(3.5), closed)))
    x, y = (int(v) for v in before.project(at))
    box = (slice(y - 8, y + 8), slice(x - 8, x + 8))
    assert before.pixels[box].mean() < after.pixels[box].mean() - 0.15


def test_the_patients_right_is_on_the_left(board, dsa):
    screen = dsa.render(board, fakes.frame())
    letters = {m.text_key: m.x for m in screen.marks if m.kind == "orientation"}
    assert letters["R"] < letters["L"]
    assert screen.project((-5.0, 52.0, 0.0))[0] < screen.project((5.0, 52.0, 0.0))[0]


def test_bone_and_tools_are_dark_on_live_xray(body, board):
    live = Fluoroscopy(body, SIZE, SIZE)
    screen = live.render(board, fakes.frame(tools=(fakes.tool("wire", "way", 9.0, 0.9),)))
    bone = screen.project((-1.4, 58.4, 0.0))
    soft = screen.project((4.0, 58.4, 0.0))
    patch = [screen.pixels[int(y) - 5 : int(y) + 5, int(x) - 5 : int(x) + 5].mean() for x, y in (bone, soft)]
    assert patch[0] < patch[1] - 0.05
    assert near(screen, tuple(board.paths["way"].at(6.0)[:3])) < 0.3


def test_dye_fills_the_urine_pathways(body, board):
    live = Fluoroscopy(body, SIZE, SIZE)
    view = View("axial_kidney", "default", fakes.frame().view.camera)
    frame = fakes.frame(
        view=view, position=Position.PRONE, effects=(EffectPose("c", "contrast", "left_kidney", None, 1.0),)
    )
    screen = live.render(board, frame)
    plain = live.render(
        board,
        fakes.frame(view=view, position=Position.PRONE, effects=(EffectPose("u", "urine", "left_kidney", None, 1.0),)),
    )
    x, y = (int(v) for v in screen.project(body.targets["left_lower_posterior_calyx"].center))
    assert screen.pixels[y - 3 : y + 3, x - 3 : x + 3].mean() < plain.pixels[y - 3 : y + 3, x - 3 : x + 3].mean() - 0.1
    letters = {m.text_key: m.x for m in screen.marks if m.kind == "orientation"}
    assert letters["R"] < letters["L"]


def test_pictures_are_the_same_every_time(body, board):
    frame = fakes.frame(tip=(0.45, 55.25, 0.0), effects=(fakes.contrast(1.0),))
    first = Angiography(body, SIZE, SIZE).render(board, frame).pixels
    assert np.array_equal(first, Angiography(body, SIZE, SIZE).render(board, frame).pixels)


def test_live_noise_changes_fifteen_times_a_second(body, board):
    live = Fluoroscopy(body, SIZE, SIZE)
    a, b, c = (live.render(board, fakes.frame(seconds=s)).pixels for s in (10.0, 10.03, 10.08))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)
