"""What must be measured in a process of its own: ``python -m irexplainer.ui.bench.child WHAT WxH``.

bare: first paint of an empty widget. home: first paint of the program's window. memory: PSS after zooming through
all procedures.
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

    show = app._show

    def shown(window: MainWindow, options: object, application: object) -> None:
        def painted() -> None:
            _report(time.monotonic())
            os._exit(0)

        window.stage.painted.connect(painted)
        show(window, options, application)  # type: ignore[arg-type]  # passed through

    app._show = shown  # type: ignore[assignment]  # the one place to hear of the first paint
    with tempfile.TemporaryDirectory() as folder:
        names = ("procedure", "at", "mode", "lang", "theme", "text_scale", "fullscreen", "preview")
        app.run(Namespace(**dict.fromkeys(names), size=(width, height), profile=folder))


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


def main() -> None:
    """Measure what the arguments say."""
    width, height = (int(part) for part in sys.argv[2].split("x"))
    {"bare": bare, "home": home, "memory": memory}[sys.argv[1]](width, height)


if __name__ == "__main__":
    main()
