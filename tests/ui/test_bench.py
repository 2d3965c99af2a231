"""The benchmark command: it runs, and it has a line for every figure. What it measures is no matter here."""

import subprocess
import sys

import pytest

from irexplainer.ui.bench.naive import NAIVE
from irexplainer.ui.bench.table import format_table, rows

TIMES = {"cpu_ms": 3.0, "median_ms": 3.0, "p99_ms": 5.0}
DATA = {
    "size": "1920x1080", "platform": "offscreen", "blit_ms": 0.5, "smooth_scale_ms": 2.0, "full_redraw_ms": 150.0,
    "bare_widget_ms": 300.0, "steady": TIMES, "travel": TIMES, "window": TIMES, "sharp_ms": 200.0,
    "sharp_stage_p99_ms": 5.0, "first_frame_ms": 400.0, "open_procedure_ms": 100.0, "open_worst_frame_ms": 30.0,
    "monitor": {name: {"median_ms": 1.0, "naive_ms": 100.0} for name in NAIVE},
    "idle_cpu_percent": 0.1, "idle_paints": 0, "pss_mb": 230.0,
}  # fmt: skip


def test_every_modality_is_compared_with_its_plain_formulation():
    names = [name for name, *_rest in rows(DATA)]
    assert all(f"{name} against plain numpy" in names for name in NAIVE)
    assert all(reached for *_rest, reached in rows(DATA))


def test_a_figure_that_is_missed_says_so_in_a_word():
    slow = {**DATA, "travel": {**TIMES, "p99_ms": 30.0}}
    missed = [line for line in format_table(slow).splitlines() if line.endswith("MISSED")]
    assert [line.split("  ")[0] for line in missed] == ["camera travel p99"]


@pytest.mark.parametrize("what", ["bare", "home"])
def test_a_first_paint_is_heard_of(what):
    """As the command line starts the program: an option that the window asks for must be among those given."""
    command = [sys.executable, "-m", "irexplainer.ui.bench.child", what, "640x480"]
    made = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert made.returncode == 0, made.stderr
    assert float(made.stdout) > 0
