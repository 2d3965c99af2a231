from hypothesis import given
from hypothesis import strategies as st

from irexplainer.timeline.easing import EASINGS, Hesitation

share = st.floats(0.0, 1.0)


@given(share, share)
def test_every_easing_keeps_its_ends_and_never_goes_back(a, b):
    low, high = min(a, b), max(a, b)
    for ease in (*EASINGS.values(), Hesitation([0.3, 0.62])):
        assert abs(ease(0.0)) < 1e-12
        assert abs(ease(1.0) - 1.0) < 1e-12
        assert ease(low) <= ease(high) + 1e-9
        assert -1e-9 <= ease(a) <= 1 + 1e-9


def test_a_tool_slows_down_at_a_branch():
    plain, slow = Hesitation([]), Hesitation([0.5])

    def seconds_between(ease, a, b):
        steps = [i / 4000 for i in range(4001)]
        return sum(1 for u in steps if a <= ease(u) <= b)

    assert seconds_between(slow, 0.47, 0.53) > 1.6 * seconds_between(plain, 0.47, 0.53)
