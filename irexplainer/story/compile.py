"""From a procedure, the atlas and the choices to a storyboard: the only place of a story that may fail."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from msgspec import structs

from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.library.load import load_library
from irexplainer.library.types import Procedure
from irexplainer.story import zones
from irexplainer.story.anchors import fixed_point, skin_angle
from irexplainer.story.archetypes import Script, script_of
from irexplainer.story.blood import couple
from irexplainer.story.frame import Modality, Phase, Point3, Position
from irexplainer.story.moment import TOOL_ORDER, Show, route_over_time
from irexplainer.story.parts import BeatLabels, Effect, Tool
from irexplainer.story.schema import BeatSpec, EffectSpec, LabelSpec
from irexplainer.story.series import series_of
from irexplainer.story.slots import resolve_choices
from irexplainer.story.stagehand import Stagehand
from irexplainer.story.storyboard import Step, Storyboard
from irexplainer.story.verbs import VERBS
from irexplainer.story.ways import Way, build_way
from irexplainer.timeline.track import Steps, Track

LETTERS_PER_SECOND = 13.0
"""A gentle reading speed; subtitles for adults run at 15 to 17 letters a second."""
SETTLE_SECONDS = 1.0
LONGEST_STEP = 30.0
JUST_BEFORE = 0.03
"""A still at the end of an action is taken this much earlier, before the next one begins."""
ON_SKIN = ("numbing", "nick", "closure")

MOMENTS_KEPT = 8
"""Stage, doctor's screen and text all ask for the moment under the playhead."""

Targets = tuple[tuple[str, Point3 | None], ...]


def compile_storyboard(
    procedure: Procedure, atlas: Atlas, choices: Mapping[str, str] | None = None, language: str = "en"
) -> Storyboard:
    """Storyboard of a procedure with choices (missing ones take their default) and captions in a language.

    Raises ConfigError for an unknown choice, ContentError naming file, key and remedy for broken content.
    """
    chosen = resolve_choices(procedure, choices)
    script = script_of(procedure, chosen, atlas)
    stage = prepare(script, atlas)
    steps: list[Step] = []
    labels: list[BeatLabels] = []
    for beat in script.spec.beats:
        start = steps[-1].end if steps else 0.0
        reading = reading_seconds(caption_of(procedure, beat.id, language, chosen))
        hold_picture(stage, beat, steps)
        steps.append(play(stage, beat, start, reading))
        labels.append(beat_labels(stage, beat))
    for effect in stage.effects.values():
        effect.seal()
    couple(stage.effects, atlas)
    order = {kind: index for index, kind in enumerate(TOOL_ORDER)}
    tools = tuple(sorted(stage.tools.values(), key=lambda tool: order.get(tool.spec.kind, -1)))
    show = Show(
        tuple(steps), tuple(stage.shots), tools, tuple(stage.effects.values()), stage.modality, stage.held,
        stage.leader, route_over_time(tools, stage.leader, steps[-1].end), tuple(labels), stage.access,
        phase_spans(steps),
    )  # fmt: skip
    return Storyboard(
        procedure.id, procedure.archetype, language, chosen, show.steps,
        {way.key: way.line for way in stage.ways.values()}, lru_cache(MOMENTS_KEPT)(show.moment), word_keys(script),
        series_of(stage.effects, stage.tools, atlas),
    )  # fmt: skip


def word_keys(script: Script) -> dict[str, str]:
    """Id of a tool or effect -> key of its words."""
    keys = {id: spec.word or spec.kind for id, spec in script.spec.tools.items()}
    for id, spec in script.spec.effects.items():
        for index in range(len(spec.targets or [""])):
            keys[id if not index else f"{id}_{index + 1}"] = spec.word or spec.kind
    return keys


def caption_of(procedure: Procedure, step: str, language: str, choices: Mapping[str, str]) -> str:
    """Caption of a step for the choices made; English where the language has none; empty without any text."""
    if not procedure.texts:
        return ""
    text = procedure.text(language)
    found = text.step(step, choices) or procedure.text("en").step(step, choices)
    if found is None:
        where = f"content/procedures/{procedure.id}/{text.language}.md: steps.{step}"
        raise ContentError(where, "the words of this step are missing.", "Add title, caption and text.")
    return found.caption


def reading_seconds(caption: str) -> float:
    """Seconds a caption stays so that it can be read at leisure."""
    return 0.0 if not caption else SETTLE_SECONDS + len(caption) / LETTERS_PER_SECOND


def phase_spans(steps: list[Step]) -> dict[Phase, tuple[float, float]]:
    """(start, end) of each phase."""
    spans: dict[Phase, tuple[float, float]] = {}
    for step in steps:
        spans[step.phase] = (spans.get(step.phase, (step.start, 0.0))[0], step.end)
    return spans


def prepare(script: Script, atlas: Atlas) -> Stagehand:
    """Ways, tools and effects of a script, nothing moved yet."""
    spec, where = script.spec, script.where
    if spec.access not in atlas.accesses:
        known = ", ".join(atlas.accesses)
        raise ContentError(f"{where}: access", f"'{spec.access}' is no access.", f"Use one of: {known}.")
    ways = {key: build_way(key, path, atlas, f"{where}: paths.{key}") for key, path in spec.paths.items()}
    tools = {id: _tool(script, id, ways) for id in spec.tools}
    effects = {}
    for id, item in spec.effects.items():
        targets = _planned(item, ways) if item.kind == "plan" else _targets(script, id, atlas)
        effects[id] = Effect(id, _fitted(script, atlas, item, targets, ways), targets, Track(item.start))
    return Stagehand(script, atlas, spec.access, ways, tools, effects, Position(spec.position))


def _tool(script: Script, id: str, ways: dict[str, Way]) -> Tool:
    spec = script.spec.tools[id]
    if spec.path not in ways:
        where = f"{script.where}: tools.{id}.path"
        raise ContentError(where, f"'{spec.path}' is no path.", f"Use one of: {', '.join(ways)}.")
    return Tool(id, spec, _diameter(script, id), ways, Steps(spec.path), Track(ways[spec.path].marks["outside"][0]))


def _diameter(script: Script, id: str) -> float:
    """Outer diameter in mm: from content/tools.toml, or as the archetype says."""
    spec = script.spec.tools[id]
    sizes = load_library().tools
    if spec.diameter_mm > 0:
        return spec.diameter_mm
    if spec.size not in sizes:
        where = f"{script.where}: tools.{id}.size"
        raise ContentError(where, f"'{spec.size}' is not in content/tools.toml.", f"Use one of: {', '.join(sizes)}.")
    return sizes[spec.size].diameter_mm


def _planned(item: EffectSpec, ways: dict[str, Way]) -> Targets:
    """Keys of the paths a plan is drawn along."""
    keys = [ways[name].key for name in item.targets or [item.target] if name in ways]
    return tuple((key, None) for key in dict.fromkeys(keys))


def _fitted(script: Script, atlas: Atlas, item: EffectSpec, targets: Targets, ways: dict[str, Way]) -> EffectSpec:
    """What lies on the skin of a slice gets its angle, a plan the place where it begins, a zone its needles."""
    if item.kind == "plan":
        begins = [ways[name].skin for name in item.targets or [item.target] if name in ways]
        return structs.replace(item, params={**item.params, "from_cm": begins[0] if begins else 0.0})
    at = targets[0][1] if targets else None
    if item.kind in zones.KINDS and at is not None:
        needles = [ways[tool.path] for _, tool in sorted(script.spec.tools.items()) if tool.kind == "electrode"]
        ends = [np.array([way.line.at(s)[:3] for s in (way.skin, way.line.length)], float) for way in needles]
        return structs.replace(item, params={**item.params, **zones.needle_params(item, at, ends)})
    on_slice = not atlas.accesses[script.spec.access].plate or item.at.startswith("track:")
    if item.kind not in ON_SKIN or at is None or not on_slice or "skin_angle" in item.params:
        return item
    return structs.replace(item, params={**item.params, "skin_angle": skin_angle(at, _working(script))})


def _working(script: Script) -> str:
    """How the patient lies while something is done to the skin: as they were last turned before the treatment."""
    turns = [action.position for beat in script.spec.beats for action in beat.actions if action.do == "turn"]
    return turns[-1] if turns else script.spec.position


def _targets(script: Script, id: str, atlas: Atlas) -> Targets:
    """(atlas id, point) of everything an effect happens to; effects for which a list is left empty have none."""
    spec, place = script.spec.effects[id], f"{script.where}: effects.{id}"
    fixed = fixed_point(spec.at, atlas, f"{place}.at", script.spec.access) if spec.at else None
    found: list[tuple[str, Point3 | None]] = []
    for name in spec.targets if spec.targets is not None else [spec.target]:
        target = atlas.targets.get(name)
        found.append((name, fixed if fixed is not None or target is None else target.center))
    return tuple(found)


def hold_picture(stage: Stagehand, beat: BeatSpec, steps: list[Step]) -> None:
    """Keep the still of the step before on the doctor's screen where a beat says so, else make the screen live."""
    if not beat.held:
        stage.held.set(steps[-1].end if steps else 0.0, None)
        return
    place = f"{stage.script.beat_place(beat.id)}.held"
    if not steps:
        raise ContentError(place, "there is no step before this one.", "Take 'held' away.")
    shown = stage.held.last or steps[-1].still
    if stage.modality.at(shown) is not Modality(beat.modality):
        problem = f"the picture held is '{stage.modality.at(shown).value}', not '{beat.modality}'."
        raise ContentError(place, problem, "Name the modality of the picture that stays.")
    stage.held.set(steps[-1].end, shown)


def play(stage: Stagehand, beat: BeatSpec, start: float, reading: float) -> Step:
    """Run the actions of a beat one after the other and say how long the step is."""
    place = stage.script.beat_place(beat.id)
    stage.modality.set(start, Modality(beat.modality))
    now, before, still = start, start, None
    for index, action in enumerate(beat.actions):
        spot = f"{place}.actions[{index}]"
        if action.do not in VERBS:
            raise ContentError(f"{spot}.do", f"'{action.do}' is no verb.", f"Use one of: {', '.join(VERBS)}.")
        begin = before if action.together else now
        try:
            seconds = VERBS[action.do](stage, action, begin, spot)
        except ValueError as error:
            raise ContentError(spot, f"{error}.", "Take 'together' away or let it follow later.") from None
        if action.still >= 0:
            still = begin + max(seconds * min(action.still, 1.0) - JUST_BEFORE, 0.0)
        before, now = begin, max(now, begin + seconds)
    length = max(now - start + beat.hold, reading)
    if length > LONGEST_STEP:
        problem = f"this step takes {length:.0f} s."
        raise ContentError(place, problem, f"Split it or make it shorter than {LONGEST_STEP:.0f} s.")
    at = min(now + beat.hold / 2 if still is None else still, start + length - 0.05)
    return Step(beat.id, Phase(beat.phase), start, round(length, 3), at)


def beat_labels(stage: Stagehand, beat: BeatSpec) -> BeatLabels:
    """Call-outs of a beat with their fixed points."""
    place = stage.script.beat_place(beat.id, "labels")
    points = tuple(_label_point(stage, label, f"{place}.labels.{label.key}") for label in beat.labels)
    roles = tuple(label.role or _role(stage, label) for label in beat.labels)
    bright = tuple(stage.bright)
    stage.bright.clear()
    return BeatLabels(tuple(beat.labels), points, roles, bright)


def _label_point(stage: Stagehand, label: LabelSpec, place: str) -> Point3 | None:
    anchor = label.at or label.key
    kind, _, id = anchor.partition(":")
    id = id.partition("-")[0]
    if kind == "tool":
        stage.tool(id, place)
        return None
    if kind == "effect":
        stage.effect(id, place)
        return None
    return fixed_point(anchor, stage.atlas, place, stage.access)


def _role(stage: Stagehand, label: LabelSpec) -> str:
    anchor = label.at or label.key
    if anchor.startswith("tool:"):
        return "tool"
    if anchor in stage.atlas.targets or anchor.startswith("effect:"):
        return "target"
    return "access" if anchor == "skin" or anchor in stage.atlas.accesses else "structure"
