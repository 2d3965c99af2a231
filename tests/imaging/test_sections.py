import fakes
import numpy as np

from irexplainer.atlas.slices import press_belly
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.ct import Ct, Region
from irexplainer.imaging.scenes import Cut, ellipse, slice_scene, vessel_across, vessel_along
from irexplainer.imaging.ultrasound import Ultrasound
from irexplainer.story.frame import EffectPose, Position

SIZE = 256
TUMOR = fakes.Target("left_kidney_tumor", "left_kidney", (9.0, 61.0, -4.2), 1.3, (), "tumor")


def ct():
    regions = [
        Region("skin", "skin", ellipse(0, 0, 13.3, 9.4)),
        Region("fat", "fat", ellipse(0, 0, 13.0, 9.1)),
        Region("liver", "liver", ellipse(-8.0, 2.0, 3.0, 3.0)),
        Region("left_kidney", "kidney", ellipse(7.2, -2.8, 2.4, 2.6)),
        Region("colon", "colon", ellipse(4.0, 5.0, 2.0, 1.6)),
        Region("vertebra", "bone", ellipse(0, -3.0, 2.2, 1.7)),
    ]
    return Ct(regions, 61.0, SIZE, SIZE, (TUMOR,))


def probe_board():
    return fakes.Board("cryo", {"p": Polyline(np.array([(10.5, 61, -11.0), (9.0, 61, -4.2), (8.6, 61, -3.2)], float))})


def frame(board, position=Position.PRONE, ice=0.0):
    tip = board.paths["p"].length
    effects = (EffectPose("i", "ice", "left_kidney_tumor", None, 1.0, ice),) if ice else ()
    return fakes.frame(position=position, tools=(fakes.tool("cryoprobe", "p", tip, 1.7),), effects=effects)


def mean(screen, point, reach=3):
    x, y = (int(v) for v in screen.project(point))
    return float(screen.pixels[y - reach : y + reach + 1, x - reach : x + reach + 1].mean())


def test_sign_pairs_and_letters():
    maker, board = ct(), probe_board()
    for position, left, spine_on_top in ((Position.SUPINE, "R", False), (Position.PRONE, "L", True)):
        screen = maker.render(board, frame(board, position))
        letters = {m.text_key: m.x for m in screen.marks if m.kind == "orientation"}
        assert min(letters, key=letters.get) == left
        liver, kidney = screen.project((-8.0, 61.0, 2.0)), screen.project((7.0, 61.0, -3.0))
        assert (liver[0] < kidney[0]) == (left == "R")
        assert (screen.project((0.0, 61.0, -8.0))[1] < screen.project((0.0, 61.0, 8.0))[1]) == spine_on_top


def test_lying_on_a_side_the_liver_goes_up_or_down_and_letters_stand_above_and_below():
    maker, board = ct(), probe_board()
    for position, top, back_left in ((Position.LEFT_SIDE, "R", True), (Position.RIGHT_SIDE, "L", False)):
        screen = maker.render(board, frame(board, position))
        letters = {m.text_key: m.y for m in screen.marks if m.kind == "orientation"}
        assert min(letters, key=letters.get) == top
        liver, kidney = screen.project((-8.0, 61.0, 2.0)), screen.project((7.0, 61.0, -3.0))
        assert (liver[1] < kidney[1]) == (top == "R")
        spine, belly = screen.project((0.0, 61.0, -8.0)), screen.project((0.0, 61.0, 8.0))
        assert (spine[0] < belly[0]) == back_left
        assert screen.note_key == f"lying_on_the_{position.value}"


def test_a_picture_on_a_side_is_turned_and_never_mirrored():
    maker = ct()
    for position in Position:
        a, b, c = (maker.view(position).px(np.array([x]), np.array([z]))[0] for x, z in ((0, 0), (1, 0), (0, 1)))
        assert np.linalg.det([b - a, c - a]) < 0, position


def test_greys_of_tissues():
    screen = ct().render(probe_board(), fakes.frame())
    bone, liver, fat = mean(screen, (0, 61, -3.0)), mean(screen, (-8, 61, 2.0)), mean(screen, (-2, 61, 5.0))
    kidney = mean(screen, (6.4, 61, -2.8))
    assert bone > liver > kidney > fat > 0.1


def test_ice_is_dark_and_grows():
    maker, board = ct(), probe_board()
    native, small, large = (maker.render(board, frame(board, ice=r)) for r in (0.0, 0.8, 1.8))
    at = (7.7, 61.0, -3.6)
    assert mean(small, at) > mean(large, at) + 0.08
    assert abs(mean(large, at) - 0.335) < 0.06
    assert np.abs(native.pixels - large.pixels).max() > 0.1


def test_needle_is_bright_up_to_its_tip():
    board = probe_board()
    screen = ct().render(board, frame(board))
    x, y = (int(v) for v in screen.project(tuple(board.paths["p"].at(5.0)[:3])))
    assert screen.pixels[y - 1 : y + 2, x - 1 : x + 2].max() > 0.9


def test_gas_is_on_top_in_both_ways_of_lying():
    maker, board = ct(), probe_board()
    for position, sign in ((Position.SUPINE, 1), (Position.PRONE, -1)):
        screen = maker.render(board, frame(board, position))
        z = 5.0 if sign > 0 else float(press_belly(np.array([4.0, 5.0]))[1])
        assert mean(screen, (4.0, 61, z + sign * 0.5), 1) < 0.15
        assert mean(screen, (4.0, 61, z - sign * 0.55), 1) > 0.3


def test_gas_rises_towards_the_upper_side():
    maker, board = ct(), probe_board()
    for position, sign in ((Position.LEFT_SIDE, -1), (Position.RIGHT_SIDE, 1)):
        screen = maker.render(board, frame(board, position))
        assert mean(screen, (4.0 + sign * 0.75, 61, 5.0), 1) < 0.15
        assert mean(screen, (4.0 - sign * 0.75, 61, 5.0), 1) > 0.3


def flat(points):
    return np.asarray(points, float)[:, :2]


def test_artery_is_black_needle_bright_and_bone_throws_a_shadow():
    artery = np.array([(u, 2.3, 0.4) for u in np.linspace(-5, 6, 60)])
    scene = vessel_along(SIZE, SIZE, flat, artery, (-2.2, 3.4), "artery_lengthwise")
    maker = Ultrasound(scene, SIZE, SIZE)
    needle = Polyline(np.array([(2.6, 0.0, 0), (0.0, 2.3, 0)], float))
    screen = maker.render(fakes.Board("tace", {"n": needle}), fakes.frame(tools=(fakes.tool("needle", "n", 2.0, 1.2),)))
    assert mean(screen, (-1.0, 2.3, 0)) < 0.15 < mean(screen, (-1.0, 1.2, 0))
    x, y = (int(v) for v in screen.project(tuple(needle.at(1.0))))
    assert screen.pixels[y - 1 : y + 2, x - 1 : x + 2].max() > 0.65
    assert screen.pixels[-6:, 60:110].mean() < 0.1


def test_two_vessels_are_round_and_the_vein_is_medial():
    main = Cut("artery", "artery", 0.0, 2.3, 0.4, 0.4)
    vein = Cut("vein", "vein", 1.32, 2.44, 0.54, 0.4)
    scene = vessel_across(SIZE, SIZE, main, (vein, main), (), 4.8, flat, False, ("R", "L"), "artery_round")
    screen = Ultrasound(scene, SIZE, SIZE).render(fakes.Board("tace", {}), fakes.frame())
    assert mean(screen, (0.0, 2.3, 0), 2) < 0.1
    assert mean(screen, (1.3, 2.45, 0), 2) < 0.1
    assert mean(screen, (-1.3, 2.45, 0), 2) > 0.15


def test_fan_is_black_outside_and_in_fluid():
    regions = [
        (ellipse(0, 0, 13.3, 9.4), "fat", "body"),
        (ellipse(7, -3, 2.4, 2.6), "kidney", "left_kidney"),
        (ellipse(6.8, -3, 0.6, 0.6), "fluid", "calyx"),
    ]
    skin = np.array([6.8, -8.1])
    scene = slice_scene(SIZE, SIZE, regions, skin, np.array([6.8, -3.0]), 10.0, "kidney")
    screen = Ultrasound(scene, SIZE, SIZE).render(fakes.Board("n", {}), fakes.frame())
    assert mean(screen, (6.8, 61, -3.0), 2) < 0.12 < mean(screen, (8.4, 61, -3.0), 2)
    assert screen.pixels[20, 10] == 0
    assert screen.project((8.0, 61, -3.0))[0] < screen.project((6.0, 61, -3.0))[0]
