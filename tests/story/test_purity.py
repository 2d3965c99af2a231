"""The same time gives an equal frame, whatever was asked before."""

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irexplainer.story.compile import compile_storyboard

seconds = st.floats(-5, 160)
relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(t=seconds, others=st.lists(seconds, max_size=4))
def test_order_of_asking_does_not_matter(compiled, t, others):
    for id in ("tace", "cryoablation"):
        board = compiled(id)
        first = board.state_at(t)
        for other in others:
            board.state_at(other)
        assert board.state_at(t) == first


@relaxed
@given(t=seconds)
def test_two_compilations_agree(compiled, library, atlas, t):
    again = test_two_compilations_agree.__dict__.setdefault(
        "board", compile_storyboard(library.procedures["nephrostomy-tube-placement"], atlas)
    )
    assert again.state_at(t) == compiled("nephrostomy-tube-placement").state_at(t)


def test_any_real_time_is_answered(board):
    assert board.state_at(math.nan) == board.state_at(0.0) == board.state_at(-math.inf)
    assert board.state_at(math.inf) == board.state_at(board.length)
    assert board.state_at(board.length).step == board.steps[-1].id


def test_a_frame_belongs_to_the_step_of_its_time(board):
    for step in board.steps:
        for t in (step.start, step.still, step.end - 0.01):
            frame = board.state_at(t)
            assert frame.step == step.id
            assert frame.phase is step.phase
            assert 0 <= frame.step_progress <= 1
            assert 0 <= frame.phase_progress <= 1
