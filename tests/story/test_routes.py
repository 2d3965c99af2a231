"""Ways in anatomical order, and both sides alike."""

import numpy as np
import pytest

from irexplainer.story.frame import Phase

LEG = "right_common_femoral_artery right_external_iliac_artery right_common_iliac_artery"
ARM = "left_radial_artery left_brachial_artery left_axillary_artery left_subclavian_artery aortic_arch thoracic_aorta"
LIVER = "celiac_trunk common_hepatic_artery proper_hepatic_artery right_hepatic_artery"
LIVER += " right_posterior_hepatic_artery liver_tumor_feeder"
WOMB = "{s}_internal_iliac_artery {s}_uterine_artery"
TEXTBOOK = {
    ("tace", "groin", "treat"): f"{LEG} abdominal_aorta {LIVER}",
    ("tace", "wrist", "treat"): f"{ARM} abdominal_aorta {LIVER}",
    ("uterine-fibroid-embolization", "groin", "treat_first"): f"{LEG} abdominal_aorta left_common_iliac_artery "
    + WOMB.format(s="left"),
    ("uterine-fibroid-embolization", "groin", "treat_second"): f"{LEG} " + WOMB.format(s="right"),
    ("uterine-fibroid-embolization", "wrist", "treat_first"): f"{ARM} abdominal_aorta left_common_iliac_artery "
    + WOMB.format(s="left"),
    ("uterine-fibroid-embolization", "wrist", "treat_second"): f"{ARM} abdominal_aorta right_common_iliac_artery "
    + WOMB.format(s="right"),
}
NEEDLE = ("skin", "subcutaneous_fat", "posterior_pararenal_fat", "renal_fascia", "perirenal_fat")


@pytest.mark.parametrize(("id", "access", "step"), TEXTBOOK)
def test_route_is_the_textbook_one(compiled, id, access, step):
    board = compiled(id, access=access)
    still = next(s.still for s in board.steps if s.id == step)
    assert " ".join(board.state_at(still).route) == TEXTBOOK[id, access, step]


def test_a_route_grows_name_by_name(compiled):
    for access in ("groin", "wrist"):
        board = compiled("tace", access=access)
        whole = TEXTBOOK["tace", access, "treat"].split()
        start, end = board.phase_span(Phase.INCISION)[0], board.phase_span(Phase.PLACEMENT)[1]
        seen = 0
        for t in np.arange(start, end, 0.1):
            route = list(board.state_at(float(t)).route)
            assert route == whole[: len(route)]
            assert len(route) >= seen
            seen = len(route)
        assert seen == len(whole)


@pytest.mark.parametrize("side", ["left", "right"])
def test_needles_pass_the_layers_of_the_back_in_order(compiled, side):
    for id, step, last in (
        ("cryoablation", "first_probe", "kidney_tumor"),
        ("nephrostomy-tube-placement", "needle", "minor_calyx"),
    ):
        board = compiled(id, side=side)
        still = next(s.still for s in board.steps if s.id == step)
        route = board.state_at(still).route
        assert [n for n in route if n in NEEDLE] == list(NEEDLE)
        assert route[-1] == last


def test_the_needle_enters_the_calyx_end_on_and_through_tissue(compiled):
    route = compiled("nephrostomy-tube-placement").state_at(60.0).route
    assert "renal_cortex" in route
    assert route.index("renal_cortex") < route.index("minor_calyx")


def test_sides_mirror_the_body_and_nothing_else(compiled):
    for id in ("cryoablation", "nephrostomy-tube-placement"):
        left, right = compiled(id, side="left"), compiled(id, side="right")
        for a, b in zip(left.steps, right.steps, strict=True):
            f, g = left.state_at(a.still), right.state_at(b.still)
            assert (f.view.plate, f.modality, f.position) == (g.view.plate, g.modality, g.position)
            assert f.view.profile.replace("left", "right") == g.view.profile.replace("left", "right")
            if f.tip is not None:
                assert f.tip[0] > 0 > g.tip[0]
            camera, other = f.view.camera, g.view.camera
            assert camera.width == pytest.approx(other.width, rel=0.12)
            if "kidney" in f.view.profile and camera.width < 25:
                assert camera.x * other.x < 0


def test_the_way_in_is_the_chosen_one(compiled):
    assert compiled("tace").state_at(0.0).access == "right_groin"
    assert compiled("tace", access="wrist").state_at(0.0).access == "left_wrist"
    assert compiled("cryoablation", side="right").state_at(0.0).access == "right_back"
