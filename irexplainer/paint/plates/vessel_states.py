"""What can change inside a cut-open vessel: every number runs from 0 to 1. Pictures are functions of these."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

State = TypeVar("State", bound="VesselState")


@dataclass(frozen=True)
class VesselState:
    """Base of all states. cells: how many blood cells are shown."""

    cells: float = 1.0

    @classmethod
    def of(cls: type[State], params: Mapping[str, float]) -> State:
        """State from numbers by name, clamped to 0..1; other names are ignored."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: min(max(float(v), 0.0), 1.0) for name, v in params.items() if name in known})


@dataclass(frozen=True)
class ArteryState(VesselState):
    """Artery cut open lengthwise.

    narrowing: size of the deposit (1: a third of the width is left). flattened: how far it is pressed aside, with the
    wall a little wider. taper: how much thinner the artery gets to the right (branches where beads stop).
    wire: how far the wire has come, left to right. balloon_in: how far the folded balloon has come; balloon: how far
    it is filled. stent_in: how far the folded stent has come; stent: how far it has sprung open.
    clot: size of the clot. retriever_in: how far its fine tube has come through the clot; retriever: how far the
    basket stands open; pulled: how far basket and clot are drawn back into the tube.
    suction_tube: how far the wide tube has come. plug_in, plug: a mesh plug that has come and opens.
    beads: share of the beads that have come to rest. scar: how far the deposit is a scar of the lining instead.
    against: 1 where tools come against the blood, which then runs to the left.
    """

    narrowing: float = 0.0
    flattened: float = 0.0
    taper: float = 0.0
    wire: float = 0.0
    balloon_in: float = 0.0
    balloon: float = 0.0
    stent_in: float = 0.0
    stent: float = 0.0
    clot: float = 0.0
    retriever_in: float = 0.0
    retriever: float = 0.0
    pulled: float = 0.0
    suction_tube: float = 0.0
    plug_in: float = 0.0
    plug: float = 0.0
    beads: float = 0.0
    scar: float = 0.0
    against: float = 0.0


@dataclass(frozen=True)
class VeinState(VesselState):
    """Deep vein with two valves, blood to the right. valve: how far both are open.

    clot: size of the clot before the first valve. pulled: how far it is sucked into the tube. tube: how far the tube
    has come from the left.
    """

    valve: float = 1.0
    clot: float = 0.0
    pulled: float = 0.0
    tube: float = 0.0


@dataclass(frozen=True)
class LegVeinState(VesselState):
    """Superficial leg vein. fiber: how far it has come, from the left to just below the groin.

    fluid: the sleeve of numbing fluid around the vein. closed: share of the vein that heat has shrunk, from the right;
    the fiber's tip is drawn back with it. heat: glow at the tip.
    """

    fiber: float = 0.0
    fluid: float = 0.0
    closed: float = 0.0
    heat: float = 0.0


@dataclass(frozen=True)
class CavaState(VesselState):
    """Lower vena cava with both kidney veins.

    sheath: how far the tube has come down from the neck (it draws back while the filter opens). filter_in: how far
    the folded filter has come inside it; filter: how far it is open. clot: size of the caught clot.
    snare: how far the loop that takes the filter out has come down and closed on the hook.
    """

    sheath: float = 0.0
    filter_in: float = 0.0
    filter: float = 0.0
    clot: float = 0.0
    snare: float = 0.0


@dataclass(frozen=True)
class BrainState(VesselState):
    """Aneurysm at the fork of a brain artery. tube: how far the fine tube has come to the neck of the sac.

    coils: share of the coils that are in (1: 25 to 30 % of the room is wire). clotted: how far the blood between them
    has set, so that nothing flows in the sac.
    """

    tube: float = 0.0
    coils: float = 0.0
    clotted: float = 0.0


@dataclass(frozen=True)
class AortaState(VesselState):
    """Widened belly aorta below the kidney arteries. wall_clot: how thick the old clot at its wall is.

    wire: how far the wire has come up from the right groin. sheath: how far the folded graft has come up; body: how
    far its main part with the right leg is open, from the top; docked: how far the second leg, from the left groin,
    is open inside the short gate. excluded: how far blood in the sac has come to rest.
    """

    wall_clot: float = 1.0
    wire: float = 0.0
    sheath: float = 0.0
    body: float = 0.0
    docked: float = 0.0
    excluded: float = 0.0
