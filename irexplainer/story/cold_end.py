"""Where a cryoprobe is cold: one answer for the stage, the doctor's screen and the plots."""

import numpy as np
from numpy.typing import NDArray

from irexplainer.geom.polyline import Polyline

START_CM, END_CM = 0.6, 1.6
"""Behind the tip; the length is ``COLD_CM`` of ``models.ice``."""


def cold_end(line: Polyline, tip: float) -> NDArray[np.float64]:
    """Ends (2, 3), body cm, of the stretch around which ice grows. tip: arc length of the probe's tip on its line."""
    return np.array([np.asarray(line.at(max(tip - back, 0.0))[:3], float) for back in (START_CM, END_CM)])
