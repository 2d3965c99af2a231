"""What must be measured in a process of its own: ``python -m irexplainer.ui.bench.child WHAT WxH``.

bare: first paint of an empty widget. home: first paint of the program's window. memory: PSS after zooming through
all procedures. loop: MB gained in ten minutes of looping playback, every frame painted, time of its own.
"""

import os
import sys
import tempfile
import time


def _report(value: float) -> None:
    print(value, flush=True)


def bare(width: int, height: int) -> None:
    """Moment (monotonic seconds) at which a bare widget is painted."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            _report(time.monotonic())
            os._exit(0)

    app = QApplication([])
    widget = Bare()
    widget.resize(width, height)
    widget.show()
    app.exec()


def home(width: int, height: int) -> None:
    """Moment at which the window's home picture is painted, started as the command line starts it."""
    from argparse import Namespace

    from irexplainer.ui import app
    from irexplainer.ui.window import MainWindow

    class Unsaid(Namespace):
        """What the command line gives when nothing else is said: None for every other option."""

        def __getattr__(self, _name: str) -> None:
            return None

    show = app._show

    def shown(window: MainWindow, options: object, application: object) -> None:
        def painted() -> None:
            _report(time.monotonic())
            os._exit(0)

        window.stage.painted.connect(painted)
        show(window, options, application)  # type: ignore[arg-type]  # passed through

    app._show = shown  # type: ignore[assignment]  # the one place to hear of the first paint
    with tempfile.TemporaryDirectory() as folder:
        app.run(Unsaid(size=(width, height), profile=folder))


def memory(width: int, height: int) -> None:
    """PSS in MB after playing and zooming through every procedure."""
    from irexplainer.library.load import load_library
    from irexplainer.ui.app import application
    from irexplainer.ui.bench.timing import pss_mb
    from irexplainer.ui.bench.window_bench import WindowBench

    keep = application()
    bench = WindowBench(load_library(), width, height)
    most = pss_mb()
    for id in bench.session.library.procedures:
        bench.session.open_procedure(id)
        bench.settle()
        bench.session.play()
        while bench.session.state.playing:
            bench.session.tick(0.6)
            bench._frame()
        for factor in (1.35, 1.35, 0.6, 0.8):
            bench.window.stage.zoom_by(factor)
            bench.settle()
        most = max(most, pss_mb())
    _report(most)
    bench.close()
    del keep


LOOP_SECONDS, LOOPED = 600.0, "tace"


def loop(width: int, height: int) -> None:
    """MB that PSS grows by in ten minutes of playback over and over, counted from the end of the first round.

    Frames are made as fast as they come, 60 for a second of the story, so this takes less or more than ten minutes.
    """
    import gc

    from irexplainer.library.load import load_library
    from irexplainer.ui.app import application
    from irexplainer.ui.bench.timing import pss_mb
    from irexplainer.ui.bench.window_bench import TICK, WindowBench

    keep = application()
    bench = WindowBench(load_library(), width, height)
    bench.session.open_procedure(LOOPED)
    bench.settle()

    def play(seconds: float) -> None:
        for _ in range(int(seconds / TICK)):
            if not bench.session.state.playing:
                bench.session.seek(0.0)
                bench.session.play()
            bench._frame()
            time.sleep(0)

    def resting() -> float:
        bench.session.pause()
        bench.session.seek(0.0)
        bench.settle()
        gc.collect()
        return pss_mb()

    board = bench.session.board
    assert board is not None
    play(board.length + 1)
    before = resting()
    play(LOOP_SECONDS)
    _report(round(resting() - before, 2))
    bench.close()
    del keep


def main() -> None:
    """Measure what the arguments say."""
    width, height = (int(part) for part in sys.argv[2].split("x"))
    {"bare": bare, "home": home, "memory": memory, "loop": loop}[sys.argv[1]](width, height)


if __name__ == "__main__":
    main()
