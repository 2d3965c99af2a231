"""Frames of the stage: at rest with something moving, while the camera flies, and while a layer is sharpened."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from irexplainer.library.load import Library
from irexplainer.session.session import Session
from irexplainer.ui.bench.timing import Frames, median, percentile, quiet
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.layers import LayerKey
from irexplainer.ui.services import Services
from irexplainer.ui.settle import wait_until
from irexplainer.ui.stage import StageView

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Step, Storyboard

ORGAN_VIEW = (("tace", ("steer", "treat")), ("cryoablation", ("first_probe",)))
"""Steps at organ view: a tube that advances, beads that flow, a needle that goes in."""
FLIGHTS = ("tace", "cryoablation")
TICK = 1 / 60


class StageBench:
    """A stage of its own, driven by hand."""

    def __init__(self, library: Library, width: int, height: int) -> None:
        self.services = Services(library)
        self.session = Session(library, self.services.board)
        self.now = 0.0
        self.clock = FrameClock(lambda: self.now)  # its timer finds no time to hand on: this drives
        self.stage = StageView(self.session, self.services, self.clock)
        self.stage.resize(width, height)
        self.stage.show()
        self.services.atlas()

    def close(self) -> None:
        """Give everything back."""
        self.clock.set_hidden(True)
        self.stage.close()
        self.services.close()

    def steady(self) -> dict[str, float]:
        """Frames with the camera at rest."""
        frames = Frames()
        for id, steps in ORGAN_VIEW:
            self.session.open_procedure(id)
            assert self.session.board is not None
            for step in self.session.board.steps:
                if step.id in steps:
                    self._play(step, frames)
        return frames.summary()

    def travel(self) -> dict[str, float]:
        """Frames of camera flights whose layers have been made ahead, as they are while a step before is shown."""
        frames = Frames()
        for id in FLIGHTS:
            self.session.open_procedure(id)
            board = self.session.board
            assert board is not None
            for step in board.steps:
                seconds = _flight_start(board, step)
                if seconds is not None:
                    self._fly(seconds, frames)
        return frames.summary()

    def sharp(self) -> tuple[float, float]:
        """(ms until a resting view is sharp, p99 ms of the stage's frames meanwhile)."""
        times: list[float] = []
        frames = Frames()
        self.session.open_procedure("tace", "steer")
        still = self.session.state.playhead
        for factor in (1.23, 1.11, 1.17, 0.8, 1.31):
            self.session.seek(still)  # the story must not leave the step, and with it the view, meanwhile
            self._idle()
            self.session.play()
            self.stage.zoom_by(factor)
            moment = self.stage._current()
            key = LayerKey(moment.scene, moment.view)
            started = time.perf_counter()
            with quiet():
                while self.services.layers.get(key) is None and time.perf_counter() - started < 20:
                    frames.take(self._frame)
                    time.sleep(0.004)
            times.append((time.perf_counter() - started) * 1e3)
            self.session.pause()
        return median(times), percentile(frames.wall)

    def _play(self, step: "Step", frames: Frames) -> None:
        self.session.seek(step.start + 0.35 * step.length)
        self._idle()
        self.session.play()
        for _ in range(12):
            self._frame()
        self._idle()
        with quiet():
            for _ in range(90):
                frames.take(self._frame)
                time.sleep(0.003)  # the worker's turn, as between two frames of a screen
        self.session.pause()

    def _fly(self, seconds: float, frames: Frames) -> None:
        self.session.seek(max(seconds - 0.05, 0.0))
        self._idle()
        self.session.seek(seconds)
        self._idle()
        self.session.play()
        with quiet():
            while self.session.state.playing and self.stage._current().flight is not None:
                frames.take(self._frame)
        self.session.pause()

    def _frame(self) -> None:
        self.now += TICK
        self.clock.tick()
        QCoreApplication.processEvents()

    def _idle(self) -> None:
        """Wait for the worker, and let fades end while paused."""

        def done() -> bool:
            if not self.session.state.playing:
                self._frame()
            return self.services.worker.idle and (self.session.state.playing or self.stage.settled)

        QCoreApplication.processEvents()
        wait_until(done, 30)


def _flight_start(board: "Storyboard", step: "Step") -> float | None:
    from irexplainer.ui.stage_moment import is_flight

    for tick in range(int(step.length / TICK)):
        seconds = step.start + tick * TICK
        if is_flight(board.state_at(seconds)):
            return seconds
    return None
