"""A storyboard in words and numbers: what ``irexplainer describe`` prints, one entry per step at its still."""

from collections.abc import Mapping
from typing import Any

from irexplainer.atlas.load import load_atlas
from irexplainer.library.types import Procedure, Word
from irexplainer.story.frame import Frame
from irexplainer.story.nodes import nodes_of
from irexplainer.story.storyboard import Step, Storyboard

WIDTH, HEIGHT = 1136.0, 1008.0
"""Stage for which the bounds of the nodes are given, px: that of a 1920 x 1080 window."""


def describe(
    board: Storyboard, procedure: Procedure, vocabulary: Mapping[str, Word], language: str, seconds: float | None = None
) -> dict[str, Any]:
    """Plain data, ready for JSON.

    seconds: describe only the step of this moment, as it is at this moment; None: every step at its still.
    Lengths are mm for tools and px of a 1136 x 1008 stage for bounds [x, y, width, height].
    """
    text = procedure.text(language)
    if seconds is None:
        moments = [(step, step.still) for step in board.steps]
    else:
        moments = [(board.steps[board.step_index(seconds)], seconds)]
    words: dict[str, Word | str] = {**vocabulary, **text.labels}
    return {
        "id": procedure.id,
        "title": text.title,
        "archetype": board.archetype,
        "choices": dict(board.choices),
        "steps": [_step(board, step, board.state_at(at), procedure, words, language) for step, at in moments],
    }


def _step(
    board: Storyboard, step: Step, frame: Frame, procedure: Procedure, words: Mapping[str, Word | str], language: str
) -> dict[str, Any]:
    text = procedure.text(language).steps.get(step.id)
    nodes = nodes_of(board, frame, load_atlas(), WIDTH, HEIGHT, words)
    return {
        "id": step.id,
        "phase": step.phase.value,
        "start_s": round(step.start, 3),
        "length_s": round(step.length, 3),
        "caption": text.caption if text is not None else "",
        "plate": frame.view.plate,
        "position": frame.position.value,
        "modality": frame.modality.value,
        "access": frame.access,
        "route": list(frame.route),
        "tools": [
            {"name": tool.kind.replace("_", " "), "diameter_mm": round(tool.diameter_mm, 3)} for tool in frame.tools
        ],
        "effects": {effect.id: round(effect.value, 4) for effect in frame.effects},
        "nodes": [
            {
                "id": node.id,
                "role": node.role,
                "name": node.name,
                "bounds": [
                    round(value, 1) for value in (node.bounds.x, node.bounds.y, node.bounds.width, node.bounds.height)
                ],
            }
            for node in nodes
        ],
    }
