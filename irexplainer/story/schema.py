"""What an archetype is made of, decoded strictly from TOML: slots, framings, paths, tools, effects, beats, actions."""

from typing import Any

from msgspec import Struct

SLOT_KINDS = (
    "access",
    "target",
    "targets",
    "vessel",
    "vessels",
    "track",
    "tracks",
    "structure",
    "plate",
    "profile",
    "number",
    "text",
    "points",
)


class SlotSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a procedure fills in. kind: one of SLOT_KINDS; default: value when it is left out."""

    kind: str
    about: str = ""
    default: Any = None


class FramingSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A camera computed from the atlas.

    around: names whose outlines or points must be visible. margin: cm on every side; margin_share: share of the
    box on every side. least: smallest width and height in cm. shift: (x, y) in shares of the box.
    """

    plate: str
    profile: str
    around: list[str]
    margin: float = 0.0
    margin_share: float = 0.0
    least: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)


class PathSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A way for tools.

    kind: vessel (``access`` into the vessels up to ``to``), tunnel (the same, from ``at`` under the skin to the
      access), puncture (straight through the skin to the entry of ``access``), track (straight along ``track``, then
      through ``then``), hold (outside, ends on the skin at ``at``).
    outside: cm of the way before the skin. beyond: cm past the entry or the end of the track. end: share of the last
    vessel. direction: body direction (x, y, z) a held device comes from. then: names or ``x,y,z`` waypoints.
    shift: body cm by which the whole way is moved (a second small needle beside the first).
    """

    kind: str
    access: str = ""
    to: str = ""
    track: str = ""
    at: str = ""
    outside: float = 6.0
    beyond: float = 0.0
    end: float = 1.0
    direction: tuple[float, float, float] = (0.0, 0.0, 1.0)
    toward: str = ""
    then: list[str] = []
    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)


class ToolSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A device. size: id in content/tools.toml, which gives the diameter; diameter_mm: where it gives none.

    length_cm: stiff or short devices that move as a whole; 0: reaches from outside the skin to its tip.

    outside_cm: how far a long device is shown outside the skin. lead: False for what never leads (probe, dilator).
    """

    kind: str
    path: str
    size: str = ""
    diameter_mm: float = 0.0
    length_cm: float = 0.0
    outside_cm: float = 1.2
    lead: bool = True
    word: str = ""


class EffectSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happens. model (embolization, drainage, ice, beta ...) decides value and size; start: at first.

    targets: several targets at once, each an effect of its own. at: anchor.
    word: label or vocabulary key for its semantic node. params: further fixed numbers.
    """

    kind: str
    target: str = ""
    targets: list[str] | None = None
    at: str = ""
    start: float = 0.0
    radius_cm: float = 0.0
    model: str = ""
    word: str = ""
    params: dict[str, float] = {}


class LabelSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A call-out. key: vocabulary id or key of the procedure's labels. at: anchor, by default the key itself."""

    key: str
    at: str = ""
    role: str = ""
    study: bool = False


class ActionSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that moves. ``do`` is a verb of ``story.verbs``; the other fields are what the verb takes.

    together: starts with the action before instead of after it. still: share of this action that stands for the
    step in print.
    """

    do: str
    tool: str = ""
    tools: list[str] = []
    effect: str = ""
    effects: list[str] = []
    to: str = ""
    path: str = ""
    position: str = ""
    modality: str = ""
    mode: str = ""
    key: str = ""
    easing: str = ""
    value: float = 1.0
    minutes: float = 0.0
    lead_cm: float = 0.0
    seconds: float = -1.0
    together: bool = False
    still: float = -1.0


class BeatSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One step. modality: of the doctor's screen from its start. hold: seconds of rest at the end.

    held: the picture of the step before, as in its still, stays on the doctor's screen; modality says of which kind.
    """

    id: str
    phase: str
    modality: str
    actions: list[ActionSpec]
    labels: list[LabelSpec] = []
    hold: float = 0.8
    held: bool = False


class ArchetypeSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A choreography with slots."""

    id: str
    about: str
    slots: dict[str, SlotSpec]
    framings: dict[str, FramingSpec]
    paths: dict[str, PathSpec]
    tools: dict[str, ToolSpec]
    effects: dict[str, EffectSpec]
    beats: list[BeatSpec]
    access: str
    position: str = "supine"
