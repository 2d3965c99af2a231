"""``irexplainer bench``: every figure against a reference measured in the same run, software raster, no display.

Nothing here is a unit test: a figure missed is printed as missed.
"""

from irexplainer.ui.bench.run import run_bench
from irexplainer.ui.bench.table import format_table

__all__ = ["format_table", "run_bench"]
