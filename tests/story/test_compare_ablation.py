"""Four ways to treat one tumor: only the needles and what they do differ."""

METHODS = ("microwave", "radiofrequency", "freezing", "pulses")
NEEDLES = {"microwave": 1, "radiofrequency": 3, "freezing": 3, "pulses": 4}


def test_same_steps_and_same_slice_for_every_way(compiled):
    boards = [compiled("tumor-ablation", method=method) for method in METHODS]
    assert len({tuple(s.id for s in board.steps) for board in boards}) == 1
    for steps in zip(*(board.steps for board in boards), strict=True):
        views = {board.state_at(s.still).view.plate for board, s in zip(boards, steps, strict=True)}
        assert len(views) == 1


def test_needles_and_effect_are_those_of_the_way(compiled):
    for method, kind in zip(METHODS, ("heat", "heat", "ice", "pulses"), strict=True):
        board = compiled("tumor-ablation", method=method)
        frame = board.state_at(next(s.still for s in board.steps if s.id == "begin"))
        assert len([t for t in frame.tools if t.kind in ("electrode", "cryoprobe")]) == NEEDLES[method]
        effect = frame.effect(kind)
        assert effect is not None
        assert effect.radius_cm > 0.5
        assert not board.state_at(board.length).tools
