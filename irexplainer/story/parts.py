"""What a compiled story is made of: tools, effects and views, each with its tracks over time."""

import math
from dataclasses import dataclass, field

from irexplainer.models import drainage, embolization
from irexplainer.models.embolization import Blocking
from irexplainer.models.ice import CORE_C, KILL_C, IceCycle, Stage
from irexplainer.story import cementing, clots, pools, radiation, shunt, zones
from irexplainer.story.frame import Change, EffectPose, Point3, Position, ToolPose, View
from irexplainer.story.opening import Opening, narrowness, numbers_of
from irexplainer.story.schema import EffectSpec, LabelSpec, ToolSpec
from irexplainer.story.ways import Way
from irexplainer.timeline.track import Steps, Track

VISIBLE = 0.004
LASTING = ("tumor", "fibroid", "gland", "urine", "fluid", "narrowing", "reflux", "bleed", "aneurysm", "malformation")
"""Kinds that are there from the beginning; their value says how far they are treated or drained."""


@dataclass
class Tool:
    """A device over time. ways: all ways by name; path: which one it is on. diameter_mm: outside."""

    id: str
    spec: ToolSpec
    diameter_mm: float
    ways: dict[str, Way]
    path: Steps[str]
    tip: Track
    opacity: Track = field(default_factory=lambda: Track(0.0))
    shape: Track = field(default_factory=lambda: Track(0.0))

    def way(self, seconds: float) -> Way:
        """Way it is on."""
        return self.ways[self.path.at(seconds)]

    def pose(self, seconds: float) -> ToolPose | None:
        """Pose; None while nothing of it is to be seen."""
        opacity = self.opacity.at(seconds)
        if opacity <= VISIBLE:
            return None
        way, tip = self.way(seconds), self.tip.at(seconds)
        tail = tip - self.spec.length_cm if self.spec.length_cm > 0 else min(way.skin - self.spec.outside_cm, tip)
        shape = self.shape.at(seconds)
        tail = min(max(tail, 0.0), tip)
        return ToolPose(self.id, self.spec.kind, self.diameter_mm, way.key, tail, tip, opacity, shape)

    def depth(self, seconds: float) -> float:
        """Arc length of the tip past the skin, cm (negative outside)."""
        return self.tip.at(seconds) - self.way(seconds).skin

    def point(self, seconds: float) -> Point3:
        """Body point of the tip."""
        x, y, z = self.way(seconds).line.at(self.tip.at(seconds))[:3]
        return float(x), float(y), float(z)


@dataclass
class Effect:
    """An effect over time.

    targets: (atlas id, point) of everything it happens to.
    value: what is filled in; clock: seconds (contrast) or minutes of the model; place: where dye leaves a tool.
    blocking: what beads do to the flow through artery; brakes: the beads that slow this flow (``story.blood``).
    states, opening: numbers of a cut-open vessel that this one shows, and the flow past its narrow place
    (``story.opening``).
    """

    id: str
    spec: EffectSpec
    targets: tuple[tuple[str, Point3 | None], ...]
    value: Track
    clock: Track = field(default_factory=lambda: Track(0.0))
    place: Steps[Point3 | None] = field(default_factory=lambda: Steps(None))
    stages: list[Stage] = field(default_factory=list)
    cycle: IceCycle = field(default_factory=lambda: IceCycle(()))
    blocking: Blocking | None = None
    artery: str = ""
    brakes: list["Effect"] = field(default_factory=list)
    states: list["Effect"] = field(default_factory=list)
    opening: Opening | None = None

    def seal(self) -> None:
        """Called once when all moves are known."""
        self.cycle = IceCycle(self.stages)

    def poses(self, seconds: float) -> tuple[EffectPose, ...]:
        """One pose per target; none while it does nothing."""
        spec, clock = self.spec, self.clock.at(seconds)
        value, radius, params = self.value.at(seconds), spec.radius_cm, dict(spec.params)
        if spec.model == "ice":
            radius = self.cycle.radius(clock)
            kills, core = self.cycle.isotherm(clock, KILL_C), self.cycle.isotherm(clock, CORE_C)
            params |= {"minus20_cm": kills, "minus40_cm": core, "minutes": clock}
            value = min(radius / max(self.cycle.largest, 0.1), 1.0)
        elif spec.model in zones.MODELS:
            value, radius, more = zones.state(spec.model, params, clock, self.clock.end_value, value)
            params |= more
        elif spec.model == "embolization":
            value, closed = self._dose(seconds), self._closed(seconds)
            flow = 1.0 - closed
            params |= {"dose": value, "flow": flow, "medicine": params.get("medicine", 0.0) * flow * (value > 0)}
            value = closed
        elif spec.model == "drainage":
            open_ = clock > 0
            params |= {"minutes": clock, "flow": drainage.outflow_ml_per_min(clock) / 10.0 if open_ else 0.0}
            value *= drainage.swelling(clock)
        elif spec.model == pools.MODEL:
            left, numbers = pools.state(spec.params, clock)
            value, params = value * left, params | numbers
        elif spec.model == clots.MODEL:
            share, numbers = clots.state(spec.kind, spec.params, clock)
            value, params = value * share, params | numbers
        elif spec.model == "cement":
            value, numbers = cementing.numbers_at(spec.kind, spec.params, clock)
            params |= numbers
        if spec.kind == "state":
            return ()
        elif spec.model == "beta":
            value, numbers = radiation.numbers_at(spec.params, clock)
            params |= numbers
        if spec.kind == "contrast":
            params |= {"seconds": clock}
        params |= numbers_of(self.states, seconds)
        if spec.kind == "narrowing":
            value *= narrowness(params)
        if self.opening is not None and spec.kind == "blood":
            value *= self.opening.share(params)
        for brake in self.brakes:
            value *= brake.moving(seconds)
        if value <= VISIBLE and spec.kind not in LASTING and not (spec.kind == "contrast" and clock > 0):
            return ()
        value, place = min(max(value, 0.0), 1.0), self.place.at(seconds)
        return tuple(
            EffectPose(
                self.id if not index else f"{self.id}_{index + 1}", spec.kind, id, place or at, value, radius, params
            )
            for index, (id, at) in enumerate(self.targets)
        )

    def facts(self, seconds: float) -> dict[str, float]:
        """Numbers for plots and the study pane."""
        clock, model = self.clock.at(seconds), self.spec.model
        if model == "ice" and clock > 0:
            return self._ice_facts(clock)
        if model in zones.MODELS and clock > 0:
            return zones.facts_of(model, self.spec.params, clock, self.clock.end_value)
        if model == "drainage" and clock > 0:
            left = drainage.volume_ml(clock)
            return {
                "urine_in_kidney_ml": left,
                "urine_in_bag_ml": drainage.bag_ml(clock),
                "urine_flow_ml_per_min": drainage.outflow_ml_per_min(clock),
                "minutes_since_opening": clock,
            }
        if model == pools.MODEL and clock > 0:
            return pools.facts_of(self.spec.params, clock)
        if model == clots.MODEL and self.spec.kind == "clot" and clock > 0:
            return clots.facts_of(self.spec.params, clock)
        if model == "cement" and self.spec.kind == "cement" and clock > 0:
            return cementing.facts_of(self.spec.params, clock)
        if model == shunt.MODEL:
            return shunt.opened(self.spec.params, self.value.at(seconds))
        if self.spec.kind == "narrowing" and self.opening is not None:
            now = numbers_of(self.states, seconds)
            return {"flow_share": self.opening.share(now)}
        if model == "beta" and clock > 0:
            return radiation.facts_of(self.spec.params, clock)
        if model == "embolization" and self.value.at(seconds) > 0:
            closed = self._closed(seconds)
            more = {} if self.blocking is None else {"flow_ml_per_min": self.artery_ml_s(seconds) * 60.0}
            return {f"closed_{self.id}": closed, "flow_share": 1.0 - closed} | more
        return {}

    def _dose(self, seconds: float) -> float:
        """Beads given; no more are given once blood stands."""
        most = math.inf if self.blocking is None else self.blocking.stasis_dose
        return min(self.value.at(seconds), most)

    def _closed(self, seconds: float) -> float:
        """Share of the branches that are closed."""
        dose = self._dose(seconds)
        return embolization.closed_share(dose) if self.blocking is None else self.blocking.closed_share(dose)

    def artery_ml_s(self, seconds: float) -> float:
        """Flow in ml/s through the artery that leads to the beads; 0 where none is known."""
        return 0.0 if self.blocking is None else self.blocking.ml_per_s(f"{self.artery}:0", self._dose(seconds))

    def moving(self, seconds: float) -> float:
        """Speed 0..1 of the blood in that artery: 1 before the first bead, 0 once it stands."""
        if self.blocking is None:
            return 1.0
        return embolization.moving(self.blocking.flow_share(f"{self.artery}:0", self._dose(seconds)))

    def _ice_facts(self, clock: float) -> dict[str, float]:
        index, radius = self.cycle.stage_index(clock), self.cycle.radius(clock)
        start = self.cycle.starts[index]
        return {
            "ice_radius_cm": radius,
            "ice_minus20_cm": self.cycle.isotherm(clock, KILL_C),
            "ice_minus40_cm": self.cycle.isotherm(clock, CORE_C),
            "edge_c": 0.0,
            "kill_c": KILL_C,
            "core_c": CORE_C,
            "cycle_stage": float(index),
            "cycle_stages": float(len(self.cycle.stages)),
            "freezing": float(self.cycle.stages[index].kind == "freeze"),
            "cycle_seconds": (clock - start) * 60.0,
            "cycle_length_seconds": self.cycle.stages[index].minutes * 60.0,
            "cycle_total_minutes": clock,
        }


@dataclass(frozen=True, slots=True)
class Shot:
    """A view from ``start`` on; it is reached at ``end``."""

    start: float
    end: float
    view: View
    previous: View | None
    change: Change
    position: Position
    previous_position: Position | None


@dataclass(frozen=True)
class BeatLabels:
    """Call-outs of one step. points: fixed places; None: follows the tool or effect named in the anchor."""

    specs: tuple[LabelSpec, ...]
    points: tuple[Point3 | None, ...]
    roles: tuple[str, ...]
    bright: tuple[tuple[str, float, float], ...] = ()
