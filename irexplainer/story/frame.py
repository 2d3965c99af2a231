"""The meaning of one moment: what is shown, where the tools are, what happens. No colors, no pixels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from irexplainer.geom.viewport import Camera
from irexplainer.geom.zoom_path import ZoomPath

Point3 = tuple[float, float, float]
"""Body point in cm: x to the patient's left, y down from the crown, z to the front."""


class Phase(str, Enum):
    """The four phases every procedure goes through."""

    IMAGING = "imaging"
    INCISION = "incision"
    PLACEMENT = "placement"
    TREATMENT = "treatment"


class Position(str, Enum):
    """How the patient lies or sits."""

    SUPINE = "supine"
    PRONE = "prone"
    LEFT_SIDE = "left_side"
    RIGHT_SIDE = "right_side"
    SITTING = "sitting"


class Modality(str, Enum):
    """What makes the picture on the doctor's screen."""

    ULTRASOUND = "ultrasound"
    FLUOROSCOPY = "fluoroscopy"
    ANGIOGRAPHY = "angiography"
    CT = "ct"
    MRI = "mri"
    NONE = "none"


class Change(str, Enum):
    """How the stage gets from ``previous`` to ``view``."""

    NONE = "none"
    TRAVEL = "travel"  # camera flies on one plate; profiles cross-fade
    SLICE = "slice"  # cutting plane sweeps the figure, slice turns to the viewer
    TURN = "turn"  # the slice makes half a turn with the patient
    FADE = "fade"


@dataclass(frozen=True, slots=True)
class View:
    """What the stage looks at. plate and profile are ids of the atlas; the camera is in plate cm."""

    plate: str
    profile: str
    camera: Camera


@dataclass(frozen=True, slots=True)
class ToolPose:
    """One device at one instant.

    kind: needle, wire, sheath, catheter, microcatheter, cryoprobe, electrode, biopsy_needle, dilator, drain,
      ultrasound_probe, bone_needle, bone_balloon, cement_filler, scope, double_j.
      Lines that stay in a vein: line, cuffed_line (felt cuff under the skin), port_line; port. sheath: shape is the
      share that has split and is peeled away.
    diameter_mm: outer diameter, mm of device.
    path: key into ``Storyboard.paths`` (a Polyline3 in body cm, first point outside the skin).
    tail, tip: arc length along the path in cm between which the device lies.
    opacity: 0..1. shape: 0..1 progress of what the kind can do (pigtail curl, loop locked; biopsy_needle: sleeve drawn
      back, so that the notch with the tissue is open; scope: energy at its tip;
      double_j: curl at the far end until 0.5, then that at the near end).
    """

    id: str
    kind: str
    diameter_mm: float
    path: str
    tail: float
    tip: float
    opacity: float = 1.0
    shape: float = 0.0


@dataclass(frozen=True, slots=True)
class EffectPose:
    """One effect at one instant.

    target: atlas id or path key it belongs to. at: body point in cm (None where the target says it).
    value: 0..1. radius_cm: where the kind has a size. params: further numbers by name (all floats).

    kind and what its numbers mean to stage and screen:
      tumor, fibroid: target; value = share treated (0 alive, 1 gray). gland: the same of one half of the prostate.
      aneurysm: a bulge of an artery; value = share of the coils that are in it.
      malformation: a tangle of vessels; value = share that is filled with what sets in it.
      bleed: a bleeding place; value = share of the bleeding that has stopped.
      contrast: dye from ``at`` (None: the tip) downstream; value = amount; params seconds since it began. In the
        kidney (target left_kidney, right_kidney or the calyx) value = how far the urinary tract is filled.
      embolic: target; value = share of its branches closed; params medicine = amber drops on their way, 0..1.
      spheres: the same for beads that leave the branches open; value = share that has come to rest. infusion: medicine
        that runs through, value = how much. rays: dose of the spheres in target; value = share given; params days.
      coil: metal coil in the vessel ``target``; value = how much of it is out; params far, near = shares of the vessel
        between which it lies, the first loop at ``far``.
      varices: swollen veins ``target``; the state of the profile shows how wide they are.
      reflux: blood that runs backwards in the vein ``target``; value = speed.
      flow: blood along ``target`` (vessel id or path key); value = speed, 0 stands still.
      ice: target; radius_cm = edge (0 C); params minus20_cm, minus40_cm.
      heat: target; value = share of the final width that is dead; radius_cm = half of it; params hot = how hot the
        needle still is, 0..1, and what ``story.zones`` needs to draw it.
      pulses: target; value = share of all pulses that are given; params lit = how bright the field is, 0..1, and what
        ``story.zones`` needs. Without a model: value = brightness between the first two needles.
      urine: target = kidney or calyx; value = how dammed up it is (1 full, 0 drained); params flow = urine
        in the drain, 0..1. urine_flow: value = how much urine runs down a stent (double_j).
      air: the stomach (target) blown up through a tube in the nose; value = how far. anchor: at = skin; a pin that
        holds the wall of the stomach; value = how tight; params depth_cm, loose_cm. holder: at = skin; balloon and disc
        of a feeding tube; value = how far it is filled; radius_cm.
      mesh: a mesh stent; target = path key, at = its middle; value = how far it has sprung open, from its far end on;
        radius_cm = of the open tube; params length_cm, waist = share of the width the middle lacks at first, lined = 1
        for one with a lining. bile_flow: bile along a way; target = path key, at = where it begins; value = how much.
        shunt_flow: blood through a mesh that joins two veins (target); value = speed.
      fluid: target = a pool of fluid (chest, belly, abscess); value = share of it that is left; params flow = in the
        drain, in_bag = share of what will come out, both 0..1; minutes. stones: target; value = share that is left.
      stone: target; value = 1 whole, 0.5 in pieces, 0 all out (``story.stone``).
      numbing, nick, closure: at = skin point; value = how far done; params skin_angle in radians.
      ultrasound_fan: at = skin under the probe, or target = path key of the probe; value = opacity; params depth_cm.
      hydrodissection: at, radius_cm; value = how full; params angle_degrees.
      scan_plane: at = point of the plane; value = opacity.
      inside: what happens in a cut-open vessel (``atlas.closeups``): params = the numbers 0..1 of its state by name,
        see ``paint.plates.vessel_states``; they override those in the profile of the view. So do those of the plates
        with states (``paint.plates.live``): spine, chest, belly wall, heart.
      narrowing: a narrow place (target) of a vessel; value = how narrow it still is; params = the numbers of the
        cut-open vessel, as for ``inside``.
      cement, balloon, hollow: in the crushed vertebra of ``spine_side``; value = share given, filled or made (params
        ml, balloon_ml = the whole; cement_ml, filled_ml = now; lift = how far the balloon has raised the bone).
        ``story.cementing`` has their outlines. radius_cm: of the cement when all is in.
      clot: in the vessel of a target; value = share that is left; params long, thin = of its length and width, and what
        ``story.clots`` needs to place it. Tools lysis_catheter (shape: medicine drips) and aspiration_catheter (shape:
        clot in its mouth) take it away.
      blood: cells in a cut-open vessel; value = speed, 0 stands still.
      injectate: fluid from a needle around ``at``; value = share of it that is in; radius_cm when all is in; params
        dye = 1 for test dye, 0 for medicine; bright = share of dye in it, 0..1, where that is another.
      sample: pot at = body point; value = share of the samples that are in it; params cells = 1 for cells in fluid.
      cut: at = middle of a short cut; value = how far open; radius_cm: half its length. cover: at = a port below closed
        skin; value = how far covered. dressing: at = middle of a clear film; value = how far laid down. port_needle:
        at = a port; value = how far its bent needle is in.
      plan: the way that will be taken: target = path key; value = how much of it is drawn; params from_cm = arc length
        at the skin.
    """

    id: str
    kind: str
    target: str
    at: Point3 | None
    value: float
    radius_cm: float = 0.0
    params: Mapping[str, float] = field(default_factory=dict)


STUDY_PRIORITY = 10
"""From this priority on a call-out is for clinicians and students only."""


@dataclass(frozen=True, slots=True)
class Label:
    """A call-out. name_key: vocabulary or procedure label id. at: body point in cm. priority: 0 is kept longest."""

    id: str
    name_key: str
    at: Point3
    priority: int
    role: str = "structure"  # structure, tool, target, access


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything about one moment of a storyboard.

    seconds: playhead. step: id of the step; step_index counts from 0; step_progress 0..1.
    view: where the stage is or is going: its camera is the goal of a travel, so that pictures can be made ahead.
    previous, change, change_progress: how ``previous`` is being left; 0..1, eased, 1.0 = arrived.
    camera: what is looked at right now (between previous and view while traveling).
    position: how the patient lies; while turning over (Change.TURN) the new one, previous_position the old one.
    route: atlas names the leading tool has passed so far, in order.
    tip: body point of the leading tool's tip, or None.
    held_from: moment whose picture stays on the doctor's screen; None while the screen is live.
    facts: numbers for small plots and the study pane (name -> value; units in the name).
    """

    seconds: float
    step: str
    step_index: int
    step_progress: float
    phase: Phase
    phase_progress: float
    view: View
    previous: View | None
    change: Change
    change_progress: float
    position: Position
    modality: Modality
    access: str
    tools: tuple[ToolPose, ...]
    effects: tuple[EffectPose, ...]
    route: tuple[str, ...]
    labels: tuple[Label, ...]
    tip: Point3 | None
    facts: Mapping[str, float] = field(default_factory=dict)
    previous_position: Position | None = None
    held_from: float | None = None

    @property
    def camera(self) -> Camera:
        """Camera of this instant: on the optimal path while traveling, else that of the view."""
        if self.change is not Change.TRAVEL or self.previous is None:
            return self.view.camera
        return ZoomPath(self.previous.camera, self.view.camera).at(self.change_progress)

    def effect(self, kind: str) -> EffectPose | None:
        """First effect of a kind, or None."""
        return next((e for e in self.effects if e.kind == kind), None)

    def tool(self, id: str) -> ToolPose | None:
        """Tool by id, or None."""
        return next((t for t in self.tools if t.id == id), None)
