"""What is on the doctor's screen: a live picture, the last one held, or none while nobody needs one."""

from irexplainer.story.frame import Modality


def test_only_turning_over_needs_no_picture(board):
    for step in board.steps:
        none = board.state_at(step.still).modality is Modality.NONE
        assert none == (step.id == "lie_down"), step.id


def test_a_held_picture_is_that_of_an_earlier_step(board):
    for step in board.steps:
        for share in (0.0, 0.5, 0.99):
            frame = board.state_at(step.start + share * (step.end - step.start))
            if frame.held_from is None:
                continue
            source = board.state_at(frame.held_from)
            assert frame.held_from < step.start
            assert source.held_from is None
            assert source.modality is frame.modality
            assert frame.modality is not Modality.NONE


def test_skin_is_treated_with_a_picture_at_hand(compiled):
    held = {
        (id, step.id): board.state_at(step.still).held_from is not None
        for id, board in (
            ("tace", compiled("tace")),
            ("cryo", compiled("cryoablation")),
            ("tube", compiled("nephrostomy-tube-placement")),
        )
        for step in board.steps
    }
    assert {key for key, yes in held.items() if yes} == {
        ("tace", "close"), ("cryo", "numb"), ("cryo", "nick"), ("tube", "nick"),
    }  # fmt: skip


def test_ultrasound_is_live_only_while_the_probe_is_near(board):
    """At the still of a step with live ultrasound of a needle the probe lies on the skin."""
    for step in board.steps:
        frame = board.state_at(step.still)
        needle = any(t.kind == "needle" and t.opacity > 0.5 for t in frame.tools)
        if frame.modality is Modality.ULTRASOUND and frame.held_from is None and needle:
            probes = [t for t in frame.tools if t.kind == "ultrasound_probe" and t.opacity > 0.5]
            assert probes, step.id
