"""A small library and boards made without atlas or content files."""

from dataclasses import dataclass, field

from irexplainer.geom.viewport import Camera
from irexplainer.library.types import (
    SECTIONS,
    Choice,
    Figure,
    Group,
    Procedure,
    ProcedureText,
    Review,
    Source,
    StepText,
)
from irexplainer.story.frame import Change, Frame, Modality, Phase, Position, View
from irexplainer.story.storyboard import Step, Storyboard

SECTION_TEXT = "A plain sentence about this.\n\n- First point\n- Second point with **weight**"


@dataclass
class SampleLibrary:
    procedures: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)


STEPS = {
    "tace": (
        "scan",
        "plan",
        "numb",
        "puncture",
        "sheath",
        "map",
        "steer",
        "feeder",
        "treat",
        "block",
        "check",
        "close",
    ),
    "cryoablation": ("lie_down", "scan", "aim", "numb", "nick", "first_probe", "more_probes", "freeze_one", "check"),
}
PHASES = {
    **dict.fromkeys(("scan", "plan", "lie_down", "aim"), Phase.IMAGING),
    **dict.fromkeys(("numb", "puncture", "sheath", "nick"), Phase.INCISION),
    **dict.fromkeys(("map", "steer", "feeder", "first_probe", "more_probes"), Phase.PLACEMENT),
}
ABOUT = {
    "tace": ("liver", "TACE", "Chemoembolization", "Medicine into the tumor",
             Choice("access", ["groin", "wrist"])),
    "cryoablation": ("kidneys", "Cryoablation", "Freezing treatment", "Ice destroys a small kidney tumor",
                     Choice("side", ["left", "right"])),
}  # fmt: skip


def procedure(id):
    group, short, title, subtitle, choice = ABOUT[id]
    steps = {
        step: StepText(
            title=f"The step {step.replace('_', ' ')}",
            caption=f"What happens in the step {step.replace('_', ' ')}.",
            text="A thin tube is steered through the arteries until it reaches the small branch that feeds the tumor.",
            feel="A brief warm flush from the dye." if step != "plan" else "",
            clinician="Selective catheterization with a 2.7 F microcatheter.",
            study="Outer diameter 0.9 mm; inner 0.53 mm.",
        )
        for step in STEPS[id]
    }
    text = ProcedureText(
        language="en",
        title=title,
        subtitle=subtitle,
        one_sentence="Medicine and tiny beads are placed right where the tumor gets its blood.",
        short_name=short,
        sections=dict.fromkeys(SECTIONS, SECTION_TEXT),
        steps=steps,
        numbers={"fever": "have fever or pain for some days", "liver_failure": "have lasting harm to the liver"},
        facts={
            "whole_treatment": "about 60 to 90 min",
            "sedation": "calming medicine",
            "stay": "usually 1 to 2 nights",
        },
    )
    return Procedure(
        id=id,
        group=group,
        archetype="block",
        order=1,
        abbreviation=short,
        choices=[choice],
        slots={},
        figures=[
            Figure("fever", "risk", 47, 100, ["guide"], 1000),
            Figure("liver_failure", "risk", 6, 1000, ["guide"]),
            Figure("response", "benefit", 52, 100, ["guide"]),
        ],
        sources=[Source("guide", "Guideline of a society", "guideline", "https://example.org", 2022)],
        review=Review("awaiting_clinical_review"),
        texts={"en": text},
    )


def library():
    groups = {
        "liver": Group("liver", 1, "liver", ["liver"]),
        "kidneys": Group("kidneys", 2, "kidneys", ["kidneys"]),
        "brain": Group("brain", 3, "brain", ["brain"]),
    }
    return SampleLibrary({id: procedure(id) for id in ABOUT}, groups)


def board(id, choices, language="en"):
    """A board of as many steps as the procedure has; another language stretches it."""
    length = 6.0 if language == "en" else 8.0
    steps = tuple(
        Step(name, PHASES.get(name, Phase.TREATMENT), i * length, length, (i + 0.8) * length)
        for i, name in enumerate(STEPS[id])
    )

    def moment(seconds):
        index = min(int(seconds / length), len(steps) - 1)
        step = steps[index]
        own = [s for s in steps if s.phase is step.phase]
        span = (own[0].start, own[-1].end)
        facts = {"freeze_cycle": 1.0, "freeze_elapsed_s": 400.0, "freeze_total_s": 600.0} if "freeze" in step.id else {}
        return Frame(
            seconds, step.id, index, (seconds - step.start) / length, step.phase,
            (seconds - span[0]) / (span[1] - span[0]), View("front", "liver", Camera(-3, 54, 22, 20)), None,
            Change.NONE, 1.0, Position.SUPINE, Modality.ANGIOGRAPHY, "right_groin", (), (), (), (), None, facts,
        )  # fmt: skip

    return Storyboard(id, "block", language, dict(choices), steps, {}, moment)
