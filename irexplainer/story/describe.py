"""A storyboard in words and numbers: what ``irexplainer describe`` prints, one entry per step at its still."""

from collections.abc import Collection, Mapping
from typing import Any

from irexplainer.atlas.load import load_atlas
from irexplainer.library.types import Procedure, Word
from irexplainer.story.frame import Frame
from irexplainer.story.nodes import nodes_of
from irexplainer.story.storyboard import Step, Storyboard

WIDTH, HEIGHT = 1136.0, 1008.0
"""Stage for which the bounds of the nodes are given, px: that of a 1920 x 1080 window."""
EFFECT_WORDS = {
    "tumor": "tumor_treated",
    "fibroid": "fibroid_treated",
    "gland": "gland_treated",
    "bleed": "bleeding_stopped",
    "aneurysm": "bulge_filled",
    "malformation": "tangle_filled",
    "embolic": "embolization",
    "rays": "dose_given",
    "spheres": "beads_in_place",
    "urine": "urine_dammed_up",
    "plan": "planned_route",
    "nick": "skin_nick",
}
"""Kind of effect -> what its value says, where the kind alone does not."""


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
    crowded = _crowded(board)
    words: dict[str, Word | str] = {**vocabulary, **text.labels}
    return {
        "id": procedure.id,
        "title": text.title,
        "archetype": board.archetype,
        "choices": dict(board.choices),
        "steps": [_step(board, step, board.state_at(at), procedure, words, language, crowded) for step, at in moments],
    }


def _crowded(board: Storyboard) -> frozenset[str]:
    """Kinds of effects that happen to more than one thing in the story: their names say to which."""
    ids: dict[str, set[str]] = {}
    for step in board.steps:
        for effect in board.state_at(step.still).effects:
            ids.setdefault(effect.kind, set()).add(effect.id)
    return frozenset(kind for kind, found in ids.items() if len(found) > 1)


def effects_of(frame: Frame, crowded: Collection[str] = ()) -> dict[str, float]:
    """Name -> value 0..1 of what happens: what it is (``EFFECT_WORDS``), and for the kinds of ``crowded`` to what.

    The radius of ice is given too, in cm.
    """
    found: dict[str, float] = {}
    for effect in frame.effects:
        word = EFFECT_WORDS.get(effect.kind, effect.kind)
        named = effect.kind in crowded and effect.target in _atlas_names()
        name = f"{effect.target}_{word.removeprefix(f'{effect.kind}_')}" if named else word
        number = 1
        while name in found:
            number += 1
            name = f"{word}_{number}"
        found[name] = round(effect.value, 4)
        if effect.kind == "ice":
            found[f"{name}_radius_cm"] = round(effect.radius_cm, 3)
    return found


def _atlas_names() -> Collection[str]:
    atlas = load_atlas()
    return {*atlas.targets, *atlas.vessels, *atlas.structures}


def _step(
    board: Storyboard,
    step: Step,
    frame: Frame,
    procedure: Procedure,
    words: Mapping[str, Word | str],
    language: str,
    crowded: Collection[str],
) -> dict[str, Any]:
    text = procedure.text(language).step(step.id, board.choices)
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
        "effects": effects_of(frame, crowded),
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
