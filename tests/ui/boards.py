"""Boards for the real texts, made without atlas or stories: six seconds per step."""

from irexplainer.geom.viewport import Camera
from irexplainer.story.frame import Change, Frame, Modality, Phase, Position, View
from irexplainer.story.storyboard import Step, Storyboard

IMAGING = ("scan", "plan", "lie_down", "aim", "ultrasound")
INCISION = ("numb", "puncture", "sheath", "nick")
PLACEMENT = (
    "map", "steer", "feeder", "first_side", "enter", "first_probe", "more_probes", "protect", "needle", "dye", "wire",
    "widen",
)  # fmt: skip
PHASES = {
    **dict.fromkeys(IMAGING, Phase.IMAGING),
    **dict.fromkeys(INCISION, Phase.INCISION),
    **dict.fromkeys(PLACEMENT, Phase.PLACEMENT),
}
SECONDS = 6.0
CYCLE = {"freeze_one": (0, 1, 600.0), "thaw": (1, 0, 480.0), "freeze_two": (2, 1, 600.0)}


def boards(library):
    """A maker of boards as a session wants it."""

    def board(id, choices, language="en"):
        names = list(library.procedures[id].texts["en"].steps)
        steps = tuple(
            Step(name, PHASES.get(name, Phase.TREATMENT), i * SECONDS, SECONDS, (i + 0.8) * SECONDS)
            for i, name in enumerate(names)
        )

        def moment(seconds):
            index = min(int(seconds / SECONDS), len(steps) - 1)
            step = steps[index]
            progress = (seconds - step.start) / SECONDS
            own = [s for s in steps if s.phase is step.phase]
            share = (seconds - own[0].start) / (own[-1].end - own[0].start)
            return Frame(
                seconds, step.id, index, progress, step.phase, share, View("front", "liver", Camera(-14, 44, 22, 20)),
                None, Change.NONE, 1.0, Position.SUPINE, Modality.ANGIOGRAPHY, "right_groin", (), (), (), (), None,
                cycle_facts(names, step.id, progress),
            )  # fmt: skip

        return Storyboard(id, "block", language, dict(choices), steps, {}, moment)

    return board


def cycle_facts(names, step, progress):
    """Facts of freezing as the story gives them."""
    if step in CYCLE:
        stage, freezing, length = CYCLE[step]
        seconds = progress * length
    elif "freeze_two" in names and names.index(step) > names.index("freeze_two"):
        stage, freezing, length, seconds = 2, 1, 600.0, 600.0
    else:
        return {}
    return {
        "cycle_stage": float(stage), "cycle_stages": 3.0, "freezing": float(freezing), "cycle_seconds": seconds,
        "cycle_length_seconds": length,
    }  # fmt: skip
