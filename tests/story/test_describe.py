"""What ``irexplainer describe`` prints."""

import json

import pytest

from irexplainer.story.describe import HEIGHT, WIDTH, describe
from irexplainer.story.frame import Modality, Phase, Position

STEP_KEYS = {
    "id", "phase", "start_s", "length_s", "caption", "plate", "position", "modality", "access", "route", "tools",
    "effects", "nodes",
}  # fmt: skip


@pytest.fixture
def data(board, library):
    procedure = library.procedures[board.procedure_id]
    return describe(board, procedure, library.vocabulary("en"), "en")


def test_exactly_the_promised_shape(data, board):
    assert set(data) == {"id", "title", "archetype", "choices", "steps"}
    assert json.loads(json.dumps(data)) == data
    for step, own in zip(data["steps"], board.steps, strict=True):
        assert set(step) == STEP_KEYS
        assert step["id"] == own.id
        assert step["phase"] in {p.value for p in Phase}
        assert step["position"] in {p.value for p in Position}
        assert step["modality"] in {m.value for m in Modality}
        assert step["caption"]
        for tool in step["tools"]:
            assert set(tool) == {"name", "diameter_mm"}
            assert tool["diameter_mm"] > 0
        for name, value in step["effects"].items():
            assert 0.0 <= value <= (10.0 if name.endswith("_cm") else 1.0), name


def test_nodes_are_named_and_on_the_stage(data):
    for step in data["steps"]:
        ids = [node["id"] for node in step["nodes"]]
        assert len(ids) == len(set(ids)) > 3
        for node in step["nodes"]:
            assert node["name"].strip(), node
            assert "_" not in node["name"], node
            x, y, width, height = node["bounds"]
            assert width > 0
            assert height > 0
            assert x >= -0.1
            assert y >= -0.1
            assert x + width <= WIDTH + 0.1
            assert y + height <= HEIGHT + 0.1


SAID = {
    ("tace", "block"): {"tumor_treated": 0.85, "skin_nick": 1.0, "embolization": 0.95},
    ("cryoablation", "freeze_two"): {"tumor_treated": 0.0, "hydrodissection": 1.0, "ice": 1.0},
    ("nephrostomy-tube-placement", "ultrasound"): {"urine_dammed_up": 1.0, "ultrasound_fan": 1.0, "planned_route": 1.0},
    ("uterine-fibroid-embolization", "check"): {
        "fibroid_1_treated": 0.5,
        "fibroid_4_treated": 0.5,
        "left_uterine_artery_flow": 0.39,
        "right_uterine_artery_flow": 0.69,
        "left_fibroid_feeder_2_embolization": 0.95,
        "right_fibroid_feeder_1_embolization": 0.95,
        "contrast": 1.0,
    },
}


@pytest.mark.parametrize(("id", "step"), SAID)
def test_effects_say_what_happens_to_what(compiled, library, id, step):
    board, procedure = compiled(id), library.procedures[id]
    one = describe(board, procedure, {}, "en", next(s.still for s in board.steps if s.id == step))
    whole = describe(board, procedure, {}, "en")
    effects = one["steps"][0]["effects"]
    assert effects == next(s["effects"] for s in whole["steps"] if s["id"] == step)
    for name, value in SAID[id, step].items():
        assert effects[name] == pytest.approx(value, abs=0.01), name


def test_every_call_out_has_words(board, library):
    procedure = library.procedures[board.procedure_id]
    known = {**library.vocabulary("en"), **procedure.text("en").labels}
    for step in board.steps:
        for label in board.state_at(step.still).labels:
            assert label.name_key in known, (board.procedure_id, step.id, label.name_key)


def test_every_step_points_at_something(board):
    for step in board.steps:
        assert board.state_at(step.still).labels, step.id


def test_one_moment_gives_one_step(compiled, library):
    board = compiled("tace")
    procedure = library.procedures["tace"]
    data = describe(board, procedure, library.vocabulary("en"), "en", 60.0)
    assert [s["id"] for s in data["steps"]] == [board.state_at(60.0).step]


def test_tools_and_target_are_nodes(compiled, library):
    board, procedure = compiled("tace"), library.procedures["tace"]
    steps = {s["id"]: s for s in describe(board, procedure, library.vocabulary("en"), "en")["steps"]}
    ids = {node["id"] for node in steps["feeder"]["nodes"]}
    assert {"tool:microcatheter", "liver_tumor", "liver", "effect:dye", "caption"} <= ids
    roles = {node["role"] for node in steps["feeder"]["nodes"]}
    assert {"structure", "vessel", "tool", "target", "effect", "label", "caption"} <= roles
