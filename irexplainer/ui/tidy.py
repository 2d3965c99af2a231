"""Cyclic garbage is collected in the painting thread only.

Python collects in whichever thread allocates, so also in the worker. A widget that is part of a cycle would then be
destroyed outside its own thread, and Qt ends the program. Automatic collection is therefore off from the first
background job on; a timer of the painting thread collects instead, by Python's own thresholds.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

INTERVAL_MS = 500

_timer: QTimer | None = None


def collect_here() -> None:
    """From now on garbage is collected in the calling thread, which must be that of the application. Once is enough.

    Without an application nothing changes: then there are no widgets either.
    """
    global _timer
    app = QCoreApplication.instance()
    if _timer is not None or app is None:
        return
    gc.disable()
    _timer = QTimer(app)
    _timer.setInterval(INTERVAL_MS)
    _timer.timeout.connect(collect_due)
    _timer.start()


def collect_due() -> None:
    """Collect the oldest generation whose threshold is passed, as Python would."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
