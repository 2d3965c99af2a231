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
        assert all(0.0 <= value <= 1.0 for value in step["effects"].values())


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
            assert x + width <= WIDTH + 7
            assert y + height <= HEIGHT + 7


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
