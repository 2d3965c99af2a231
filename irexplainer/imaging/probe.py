"""The hand with the ultrasound probe: whether it touches the skin, how it rocks, when the picture is frozen.

Without contact a probe hears only its own face ring in the air: the picture is black below a few bright lines. It is
set on with one edge first, so that the picture opens from that side while the hand rights itself; looking around it
rocks slowly; beside a needle it is held still. A probe that has been taken off leaves its last picture on the screen.
All of it follows from the story's tools and its seconds: the same moment has the same picture.
"""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.story.frame import Frame, Modality, ToolPose
from irexplainer.story.storyboard import Step, Storyboard

PROBE = "ultrasound_probe"
LIFT_CM = 0.6
"""Distance between full contact and none: gel and soft skin."""
ROCK_SECONDS, LOOKING = 5.0, 0.6
"""Time of rocking there and back, and how far of the whole way it goes while one looks around."""
NEEDLE_CM = 3.0
"""A needle that has come so far is followed with a still hand."""
LOOK_SECONDS = 0.2
KEPT = 24


@dataclass(frozen=True, slots=True)
class Hand:
    """contact: share 0..1 of the face that touches the skin. rock: -1..1 of the most the hand turns, 0 upright."""

    contact: float = 1.0
    rock: float = 0.0


STILL = Hand()


def hand_of(board: BoardLike, frame: Frame) -> Hand:
    """How the probe of a frame is held; still where the frame has none."""
    pose = _probe(board, frame)
    if pose is None:
        return STILL
    gap = board.paths[pose.path].length - pose.tip
    needle = max((_near(t) for t in frame.tools if t.kind != PROBE), default=0.0)
    looking = LOOKING * math.sin(2 * math.pi * frame.seconds / ROCK_SECONDS)
    landing = min(max(gap / LIFT_CM, 0.0), 1.0)
    rock = (landing + (1 - landing) * looking) * (1 - needle)
    return Hand(1.0 - landing, min(max(rock, -1.0), 1.0))


def _near(pose: ToolPose) -> float:
    return pose.opacity * min(max(pose.tip / NEEDLE_CM, 0.0), 1.0)


def _probe(board: BoardLike, frame: Frame) -> ToolPose | None:
    return next((t for t in frame.tools if t.kind == PROBE and t.path in board.paths), None)


@dataclass
class Watch:
    """Knows for each step of a story when its probe lies on the skin."""

    _spans: dict[tuple[int, str], tuple[Storyboard, tuple[float, float] | None]] = field(default_factory=dict)

    def seen(self, board: Storyboard, frame: Frame) -> tuple[Frame, Hand, bool]:
        """Moment the screen shows, the hand then, and whether the picture is frozen.

        In a step that sets a probe on, nothing is to be seen before; once it is off, the last picture stays. A step
        that never shows its probe has a still one.
        """
        hand = hand_of(board, frame)
        pose = _probe(board, frame)
        if pose is not None and hand.contact > 0:
            return frame, hand, False
        span = self._span(board, frame.step)
        if span is None:
            return frame, STILL if pose is None else hand, False
        if frame.seconds <= span[1]:
            return frame, replace(hand, contact=0.0), False
        last = board.state_at(span[1])
        return last, hand_of(board, last), True

    def _span(self, board: Storyboard, step: str) -> tuple[float, float] | None:
        key = id(board), step
        if key not in self._spans or self._spans[key][0] is not board:
            about_to_prepare()
            if len(self._spans) >= KEPT:
                self._spans.pop(next(iter(self._spans)))
            own = next((s for s in board.steps if s.id == step), None)
            self._spans[key] = board, None if own is None else touching(board, own)
        return self._spans[key][1]


def touching(board: Storyboard, step: Step) -> tuple[float, float] | None:
    """First and last second of a step at which its probe lies fully on the skin; None where it never does."""
    found = [s for s in np.arange(step.start + 0.05, step.end, LOOK_SECONDS) if _on(board, float(s))]
    return (float(found[0]), float(found[-1])) if found else None


def _on(board: Storyboard, seconds: float) -> bool:
    frame = board.state_at(seconds)
    live = frame.modality is Modality.ULTRASOUND and frame.held_from is None
    return live and _probe(board, frame) is not None and hand_of(board, frame).contact > 0.99
