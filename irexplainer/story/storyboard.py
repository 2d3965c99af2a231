"""A compiled procedure: steps on one time line, tool paths in body cm, and the moment at any time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from irexplainer.geom.polyline import Polyline
from irexplainer.models.series import Series
from irexplainer.story.frame import Frame, Phase


@dataclass(frozen=True, slots=True)
class Step:
    """What the viewer counts. start, length, still in seconds; still is absolute: the pose for print and thumbnails."""

    id: str
    phase: Phase
    start: float
    length: float
    still: float

    @property
    def end(self) -> float:
        """Seconds at which the next step begins."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A procedure ready to be shown.

    choices: choice id -> option, complete. paths: key -> line (N, 3) or (N, 4 with lumen radius) in body cm, first
    point outside the skin. moment: pure function of seconds behind ``state_at``. keys: id of a tool or effect -> key
    of its words (label of the procedure or vocabulary). series: what can be plotted; seconds are seconds of the story.
    """

    procedure_id: str
    archetype: str
    language: str
    choices: Mapping[str, str]
    steps: tuple[Step, ...]
    paths: Mapping[str, Polyline]
    moment: Callable[[float], Frame] = field(repr=False)
    keys: Mapping[str, str] = field(default_factory=dict)
    series: tuple[Series, ...] = ()

    @property
    def length(self) -> float:
        """Whole length in seconds."""
        return self.steps[-1].end

    def state_at(self, seconds: float) -> Frame:
        """The moment at any real time (clamped; NaN counts as 0): same arguments, equal frame."""
        if seconds != seconds:
            seconds = 0.0
        return self.moment(min(max(seconds, 0.0), self.length))

    def step_index(self, seconds: float) -> int:
        """Index of the step a time belongs to; the last step owns the end."""
        for index, step in enumerate(self.steps):
            if seconds < step.end:
                return index
        return len(self.steps) - 1

    def phase_span(self, phase: Phase) -> tuple[float, float]:
        """(start, end) in seconds of a phase."""
        own = [step for step in self.steps if step.phase is phase]
        return own[0].start, own[-1].end
