"""The stage and the doctor's screen show the same urine pathways at the same filling."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.imaging.render import Renderer
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import EFFECTS, scene_of

SIZE = 300


def _dyed(board, atlas, seconds):
    """Masks (stage, screen) of dye in one window."""
    frame = board.state_at(seconds)
    screen = Renderer(atlas, SIZE, SIZE).render(board, frame)
    window, k = screen.projection.__self__, screen.px_per_cm
    viewport = Viewport(SIZE, SIZE, Rect(0, 0, SIZE, SIZE), k, -window.x0 * k, -window.y0 * k)
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    effect = frame.effect("contrast")
    EFFECTS["contrast"].paint(scene_of(p, board, frame, atlas, Look.of("light"), viewport, True), effect)
    p.end()
    stage = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[..., 3] > 120
    plain = Renderer(atlas, SIZE, SIZE).render(board, _without(frame))
    return stage, (plain.pixels - screen.pixels) > 0.10


def _without(frame):
    from dataclasses import replace

    return replace(frame, effects=tuple(e for e in frame.effects if e.kind != "contrast"))


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_stage_and_screen_show_one_tree(boards, atlas, share):
    nephrostomies = [b for b in boards if b.procedure_id.startswith("nephrostomy")]
    assert len(nephrostomies) == 2
    for board in nephrostomies:
        step = next(s for s in board.steps if s.id == "dye")
        times = np.linspace(step.start, step.end, 200)
        filled = [board.state_at(float(t)).effect("contrast") for t in times]
        seconds = next(
            float(t) for t, e in zip(times, filled, strict=True) if e is not None and e.value >= share - 1e-6
        )
        stage, screen = _dyed(board, atlas, seconds)
        assert stage.sum() > 300
        both = (stage & screen).sum() / (stage | screen).sum()
        assert both > 0.72, f"{board.choices}: the pictures share only {both:.0%}"
