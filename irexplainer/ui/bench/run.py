"""Runs all measurements and collects them under the names that ``bench --json`` promises."""

import itertools
import os
import platform
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import qVersion
from PySide6.QtGui import QImage, QPainter

from irexplainer.library.load import load_library
from irexplainer.ui.app import application
from irexplainer.ui.bench.naive import NAIVE, SIDE
from irexplainer.ui.bench.references import blit_and_scale, full_redraw
from irexplainer.ui.bench.stage_bench import StageBench
from irexplainer.ui.bench.timing import median, milliseconds
from irexplainer.ui.bench.window_bench import WindowBench

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.frame import Frame
    from irexplainer.story.storyboard import Storyboard

STARTS = 5
CLICKED = "cryoablation"


def run_bench(size: tuple[int, int] = (1920, 1080), loop: bool = False) -> dict[str, Any]:
    """Measure everything; takes one to two minutes.

    size: of stage and window, px. loop: ten minutes of playback as well.
    """
    width, height = size
    data: dict[str, Any] = {"size": f"{width}x{height}", "platform": _platform()}
    starts = {what: _start(what, width, height) for what in ("bare", "home")}
    keep = application()
    data["blit_ms"], data["smooth_scale_ms"] = blit_and_scale(width, height)
    library = load_library()
    stage = StageBench(library, width, height)
    atlas = stage.services.atlas()
    board = stage.services.board("tace", library.procedures["tace"].default_choices(), "en")
    still = next(step.still for step in board.steps if step.id == "steer")
    data["full_redraw_ms"] = full_redraw(board, still, atlas, width, height)
    data["steady"], data["travel"] = stage.steady(), stage.travel()
    sharp = stage.sharp()
    stage.close()
    window = WindowBench(library, width, height)
    opened = window.opening(CLICKED)
    data["window"] = window.playing()
    rest = window.resting()
    window.close()
    data["sharp_ms"], data["sharp_stage_p99_ms"] = sharp
    data["first_frame_ms"], data["bare_widget_ms"] = starts["home"], starts["bare"]
    data["open_procedure_ms"], data["open_worst_frame_ms"] = opened
    data["monitor"] = monitor(stage.services.library, atlas)
    data["idle_cpu_percent"], data["idle_paints"] = rest
    data["pss_mb"] = _child("memory", width, height)
    data["loop_growth_mb"] = _child("loop", width, height) if loop else None
    del keep
    return data


def _platform() -> str:
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, Qt {qVersion()}, offscreen"


def _child(what: str, width: int, height: int) -> float:
    """Number a process of its own prints; -1 where it fails."""
    command = [sys.executable, "-m", "irexplainer.ui.bench.child", what, f"{width}x{height}"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=3600, env=environment, check=False)
    try:
        return float(done.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        print(done.stderr, file=sys.stderr)
        return -1.0


def _start(what: str, width: int, height: int) -> float:
    """Median ms from starting the interpreter to the first paint."""
    spent = []
    for _ in range(STARTS):
        started = time.monotonic()
        spent.append((_child(what, width, height) - started) * 1e3)
    return median(spent)


def monitor(library: Any, atlas: "Atlas") -> dict[str, dict[str, float]]:
    """Per modality: ms to make and show a 512 x 512 picture of a moving moment, and the plain formulation's ms."""
    moments = _moments(library, atlas)
    return {name: _compare(name, atlas, board, frames) for name, (board, frames) in moments.items()}


def _compare(name: str, atlas: "Atlas", board: "Storyboard", frames: "list[Frame]") -> dict[str, float]:
    from irexplainer.imaging.render import Renderer
    from irexplainer.paint.monitor_picture import screen_picture

    canvas = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    renderer, random = Renderer(atlas, SIDE, SIDE), np.random.default_rng(5)
    turns = itertools.count()

    def show() -> None:
        screen = renderer.render(board, frames[next(turns) % len(frames)])
        painter.drawImage(0, 0, screen_picture(screen))

    def plain() -> None:
        pixels = NAIVE[name](random, next(turns) * 0.1)
        painter.drawImage(0, 0, QImage(pixels.data, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8))

    ours, naive = milliseconds(show, 40, warm=len(frames)), milliseconds(plain, 8)
    painter.end()
    return {"median_ms": median(ours), "naive_ms": median(naive)}


def _moments(library: Any, atlas: "Atlas") -> "dict[str, tuple[Storyboard, list[Frame]]]":
    """A storyboard and some neighboring moments for every modality there is."""
    from irexplainer.story.compile import compile_storyboard

    found: dict[str, tuple[Storyboard, list[Frame]]] = {}
    for procedure in library.procedures.values():
        board = compile_storyboard(procedure, atlas, None, "en")
        for step in board.steps:
            name = board.state_at(step.still).modality.value
            if name in NAIVE and name not in found:
                frames = [board.state_at(step.start + step.length * (0.5 + i / 200)) for i in range(20)]
                found[name] = board, [frame for frame in frames if frame.modality.value == name]
    return found
