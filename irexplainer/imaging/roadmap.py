"""The roadmap: vessels of an earlier dye picture, frozen, laid over live X-ray while tools are moved through them.

As the machine does it: the run with most of the dye in is kept and mixed into the live picture, under the tools. The
map is drawn from the place, the route and the body of that run, so it never changes while the tools move; it follows
the table and the zoom, as newer machines do. It is color over the photons, so the values of the picture stay true.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.angiography import Angiography, Run, field_of, injection_point
from irexplainer.imaging.clot_gap import leave_out
from irexplainer.imaging.fluoroscopy import shutters
from irexplainer.imaging.focus import focus_of
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Indices
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import EffectPose, Frame, Modality
from irexplainer.story.storyboard import Step, Storyboard

COLOR = (92, 206, 214)
STRENGTH = 0.46
"""How much of the color covers the live picture in the middle of a wide vessel."""
LOOK_SECONDS = 0.5
"""A run, and the movement of a tool, lasts longer than this."""
STEERED = ("wire", "catheter", "microcatheter", "aspiration_catheter", "lysis_catheter")
MOVED_CM = 1.0
BROUGHT = ("balloon_in", "stent_in")
"""Numbers of a narrow place that say how far a device has been brought into it."""
COMMON = 0.5
"""Share of the smaller of two fields of view that both must show."""
BOARDS = 2

Colors = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Made:
    """A run that can serve as a map. frame: moment it was made; end, until: seconds of the story between which it is
    there: it is lost when all tools are out, for then the patient leaves the table."""

    end: float
    frame: Frame
    until: float = math.inf


@dataclass
class Roadmaps:
    """Finds and draws the map of a moment; keeps those used last."""

    angiography: Angiography
    _boards: list[tuple[Storyboard, tuple[Made, ...], frozenset[str]]] = field(default_factory=list)
    _maps: dict[tuple[FrontWindow, float], tuple[Run | None, Colors | None]] = field(default_factory=dict)

    def overlay(self, board: Storyboard, frame: Frame, window: FrontWindow) -> Colors | None:
        """Colors (height, width, 4) of the map that belongs to a live picture, or None; kept, not to be changed."""
        dye = frame.effect("contrast")
        if not frame.route or not frame.tools or (dye is not None and dye.value > 0):
            return None
        made, working = self._story(board)
        if frame.step not in working:
            return None
        last = next((m for m in reversed(made) if m.end <= frame.seconds < m.until), None)
        if last is None or not _overlap(
            window, field_of(last.frame, self.angiography.atlas, window.width, window.height)
        ):
            return None
        run, colors = self._map(board, last, window)
        step = next(s for s in board.steps if s.id == frame.step)
        aim = board.state_at(step.end - 0.1).route or frame.route
        return colors if run is not None and aim[-1] in run.reached else None

    def _story(self, board: Storyboard) -> tuple[tuple[Made, ...], frozenset[str]]:
        for known, made, working in self._boards:
            if known is board:
                return made, working
        about_to_prepare()
        found = board, tuple(runs_made(board)), frozenset(s.id for s in board.steps if is_steering(board, s))
        self._boards = [*self._boards[-(BOARDS - 1) :], found]
        self._maps.clear()
        return found[1:]

    def _map(self, board: Storyboard, made: Made, window: FrontWindow) -> tuple[Run | None, Colors | None]:
        key = window, made.end
        if key not in self._maps:
            about_to_prepare()
            if len(self._maps) > 12:
                self._maps.pop(next(iter(self._maps)))
            tip = injection_point(board, made.frame, made.frame.effect("contrast"))
            focus = focus_of(made.frame, self.angiography.atlas)
            run = None if tip is None else self.angiography.run(window, tip, made.frame.route, focus)
            self._maps[key] = run, None if run is None else self._colors(run, made.frame, window)
        return self._maps[key]

    def _colors(self, run: Run, frame: Frame, window: FrontWindow) -> Colors | None:
        """The map of a run as color with straight alpha; None where nothing of it lies in the window."""
        alpha = np.zeros((window.height, window.width), np.float32)
        for part in (run.vessels.sparse, run.blocked.sparse):
            np.maximum.at(alpha.reshape(-1), part.index, np.sqrt(np.clip(part.strength, 0, 1)))
        leave_out(alpha, np.zeros_like(alpha), frame, window, self.angiography.atlas)
        for rim in shutters(alpha):
            rim[:] = 0
        if not (alpha > 0.02).any():
            return None
        colors = np.empty((*alpha.shape, 4), np.uint8)
        colors[..., :3] = COLOR
        colors[..., 3] = np.rint(alpha * np.float32(255 * STRENGTH))
        return colors


def runs_made(board: Storyboard) -> list[Made]:
    """Dye pictures of a story in their order, each with the moment in the middle of its injection."""
    found: list[Made] = []
    open_since: float | None = None
    for seconds in np.arange(0.0, board.length, LOOK_SECONDS):
        frame = board.state_at(float(seconds))
        if not frame.tools:
            found = [replace(m, until=min(m.until, float(seconds))) for m in found]
        dye = frame.effect("contrast")
        injected = frame.modality is Modality.ANGIOGRAPHY and frame.held_from is None and dye is not None
        if injected and dye is not None and dye.value > 0:
            open_since = float(seconds) if open_since is None else open_since
        elif open_since is not None:
            middle = board.state_at((open_since + float(seconds)) / 2)
            found.append(Made(float(seconds), middle))
            open_since = None
    return found


def is_steering(board: Storyboard, step: Step) -> bool:
    """True for a step in which a wire or a tube goes on through vessels, or a balloon or stent is brought in."""
    frames = [board.state_at(float(s)) for s in np.arange(step.start + 0.05, step.end, LOOK_SECONDS)]
    tips: dict[str, tuple[str, float]] = {}
    for frame in frames:
        for pose in frame.tools:
            if pose.kind in STEERED and pose.opacity > 0.5:
                path, tip = tips.setdefault(pose.id, (pose.path, pose.tip))
                if path != pose.path or pose.tip > tip + MOVED_CM:
                    return True
                tips[pose.id] = path, min(tip, pose.tip)
    return _brought(frames)


def _brought(frames: list[Frame]) -> bool:
    shares = [_numbers(frame.effect("narrowing")) for frame in frames]
    return any(shares[-1].get(n, 0.0) > shares[0].get(n, 0.0) + 0.5 for n in BROUGHT) if shares else False


def _numbers(effect: EffectPose | None) -> Mapping[str, float]:
    return {} if effect is None else effect.params


def _overlap(a: FrontWindow, b: FrontWindow) -> bool:
    """True where two fields of view share at least ``COMMON`` of the smaller one."""
    shared, smaller = 1.0, 1.0
    for low, other, size in ((a.x0, b.x0, "width"), (a.y0, b.y0, "height")):
        own, its = getattr(a, size) / a.scale, getattr(b, size) / b.scale
        shared *= max(0.0, min(low + own, other + its) - max(low, other))
        smaller *= min(own, its)
    return shared >= COMMON * smaller


def under_tools(colors: Colors, shadows: list[tuple[Indices, npt.NDArray[np.float32]]]) -> Colors:
    """A copy in which the tools (pixels with strength 0..1) lie over the map."""
    left = colors.copy()
    alpha = left.reshape(-1, 4)[:, 3]
    for index, strength in shadows:
        alpha[index] = alpha[index] * (1 - np.minimum(strength, 1))
    return left
