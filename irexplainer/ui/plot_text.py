"""Curves in words and numbers: which share a picture, how a value is written, what a screen reader says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from irexplainer.ui.cycle_bar import Stage, stages_of
from irexplainer.ui.words import PictureWords

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.library.types import PlotText
    from irexplainer.models.series import Series
    from irexplainer.story.storyboard import Storyboard

ROLES = ("accent", "amber", "violet", "artery")
"""Colors of the curves in order; the second and fourth are dashed, too."""
MINUS = "\u2212"
Clock = Callable[[float], float]
"""Seconds of the story to minutes of the treatment."""


@dataclass(frozen=True, slots=True)
class Curves:
    """Series of one unit that share a picture, with the words of each."""

    series: "tuple[Series, ...]"
    words: "tuple[PlotText, ...]"

    @property
    def unit(self) -> str:
        """Unit of all of them."""
        return self.series[0].unit

    @property
    def span(self) -> tuple[float, float]:
        """First and last second of the story that a curve knows."""
        return min(float(s.seconds[0]) for s in self.series), max(float(s.seconds[-1]) for s in self.series)

    @property
    def thresholds(self) -> tuple[tuple[str, float], ...]:
        """Lines worth a mark, each once."""
        return tuple(dict.fromkeys(line for s in self.series for line in s.thresholds))


def curves_of(board: "Storyboard", library: "Library", language: str) -> tuple[Curves, ...]:
    """What a storyboard can plot, one picture for each unit, in the order of the storyboard."""
    by_unit: dict[str, list[Series]] = {}
    for series in board.series:
        by_unit.setdefault(series.unit, []).append(series)
    texts = library.plots(language)
    return tuple(
        Curves(tuple(group), tuple(_words(texts.get(series.id), series.id) for series in group))
        for group in by_unit.values()
    )


def _words(text: "PlotText | None", id: str) -> "PlotText":
    from irexplainer.library.types import PlotText

    name = id.replace("_", " ").capitalize()
    return text or PlotText(name, "", name)


def in_step(board: "Storyboard", seconds: float, curves: Curves) -> bool:
    """True where the step under the playhead has a part of the curves."""
    step = board.steps[board.step_index(seconds)]
    first, last = curves.span
    return step.end > first and step.start < last


def treatment_clock(board: "Storyboard") -> Clock | None:
    """Minutes of the treatment at a second of the story, where the story says how they pass; else None."""
    known = board.state_at(board.length).facts
    if "treatment_minutes" in known:
        return lambda seconds: board.state_at(seconds).facts.get("treatment_minutes", 0.0)
    stages = stages_of(board) if "cycle_stage" in known else ()
    if not stages:
        return None

    def minutes(seconds: float) -> float:
        facts = board.state_at(seconds).facts
        return minutes_of(stages, facts) if "cycle_stage" in facts else 0.0

    return minutes


def minutes_of(stages: Sequence[Stage], facts: Mapping[str, float]) -> float:
    """Minutes since the first stage began."""
    index = int(facts["cycle_stage"])
    passed = facts["cycle_seconds"] / 60
    return float(sum(stage.minutes for stage in stages[:index]) + min(passed, stages[index].minutes))


def value_text(value: float, unit: str) -> str:
    """A value as it is read: whole degrees and milliliters, else as many decimals as it needs."""
    digits = 0 if abs(value) >= 20 or unit in ("°C", "ml", "%") else 1
    text = f"{value:.{digits}f}"
    text = text.lstrip("-") if float(text) == 0 else text.replace("-", MINUS)
    return f"{text} {unit}".strip()


def time_text(seconds: float, clock: Clock | None) -> str:
    """Moment as it is said: minutes of the treatment, else seconds of the story."""
    tr = QCoreApplication.translate
    if clock is None:
        return tr("PlotView", "{number} s").format(number=round(seconds))
    minutes = clock(seconds)
    return tr("PlotView", "{number} min").format(number=f"{minutes:.0f}" if minutes >= 10 else f"{minutes:.1f}")


def spoken(series: "Series", words: "PlotText", seconds: float, clock: Clock | None) -> str:
    """One curve at one moment: "Temperature at the needle tip: -38 °C at 2 min"."""
    text = QCoreApplication.translate("PlotView", "{name}: {value} at {time}")
    value = value_text(series.at(seconds), series.unit)
    return text.format(name=words.name, value=value, time=time_text(seconds, clock))


def threshold_text(words: PictureWords, key: str, value: float, unit: str) -> tuple[str, str]:
    """(short name, meaning) of a line; a key without words shows its value."""
    title, _, meaning = words(key).partition("|")
    if meaning or title[:1] in f"0123456789{MINUS}-":
        return title.strip(), meaning.strip()
    return value_text(value, unit), title.strip()
