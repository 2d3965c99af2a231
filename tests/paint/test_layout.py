from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from irexplainer.story.stage_layout import CAPTION_SHARE, StageLayout


@settings(max_examples=150, deadline=None)
@given(st.integers(500, 2600), st.integers(440, 2200), st.floats(1.0, 3.0), st.booleans(), st.booleans())
def test_furniture_is_inside_and_apart(width, height, scale, home, bare):
    layout = StageLayout.for_size(width, height, home, scale, bare)
    pieces = [layout.caption, layout.transport, layout.overview]
    for piece in [*pieces, layout.free, layout.tools]:
        assert piece.x >= 0
        assert piece.y >= 0
        assert piece.right <= width
        assert piece.bottom <= height + 12
    for a, b in combinations([p for p in pieces if p.width * p.height > 0], 2):
        assert not a.intersects(b) or (layout.overview in (a, b) and height < 620)
    if not home:
        assert layout.free.bottom <= layout.caption.y
        assert layout.caption.height <= max(height * CAPTION_SHARE, 90)


def test_reference_size():
    layout = StageLayout.for_size(1136, 1008)
    assert (layout.transport.height, layout.caption.height) == (108, 60)
    assert layout.overview.width == 104
    assert not layout.compact
    assert StageLayout.for_size(934, 712).compact
