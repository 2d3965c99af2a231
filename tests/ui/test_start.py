"""The program as it is started: first picture, command line, settings, a real X server."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from irexplainer.library.load import load_library
from irexplainer.session.session import Session
from irexplainer.ui.app import application
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.services import Services
from irexplainer.ui.settle import settle
from irexplainer.ui.window import MainWindow

FIRST_PICTURE = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from irexplainer.ui.app import application
app = application()
from irexplainer.library.load import load_library
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.message import PoliteSession
from irexplainer.ui.services import Services
from irexplainer.ui.window import MainWindow
library = load_library()
services = Services(library)
window = MainWindow(PoliteSession(library, services.board), services, FrameClock())
window.resize(1920, 1080)
window.show()
app.processEvents()
heavy = [name for name in ("numpy", "pyqtgraph", "irexplainer.atlas.load") if name in sys.modules]
print(heavy)
sys.stdout.flush()
os._exit(len(heavy))
"""


def test_the_first_picture_needs_neither_numpy_nor_the_atlas():
    made = subprocess.run([sys.executable, "-c", FIRST_PICTURE], capture_output=True, text=True, timeout=60)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--procedure", "tase"], "Did you mean 'tace'"),
        (["--at", "treatment"], "--procedure"),
        (["--structure", "left kidny"], "Did you mean 'left_kidney'?"),
        (["--procedure", "tace", "--at", "nowhere"], "there is no such moment"),
    ],
)
def test_wrong_arguments_are_explained(arguments, words, tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "irexplainer", *arguments, "--profile", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert made.returncode == 20
    assert words in made.stderr


def xdotool(*arguments):
    return subprocess.run(["xdotool", *arguments], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.x11
def test_on_a_real_x_server_i_open_click_and_type(tmp_path):
    """Opens the window as a person does, finds a procedure, plays it, closes the window; settings are kept."""
    assert "DISPLAY" in os.environ, "run under xvfb-run, as script/test does"
    assert shutil.which("xdotool"), "install xdotool, as script/setup does"
    command = [sys.executable, "-m", "irexplainer", "--size", "1366x768", "--profile", str(tmp_path)]
    program = subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}, stderr=subprocess.PIPE, text=True)
    try:
        window = xdotool("search", "--sync", "--onlyvisible", "--name", "Interventional Radiology").split()[0]
        xdotool("windowfocus", "--sync", window)
        time.sleep(1.0)
        xdotool("key", "--window", window, "ctrl+f")
        xdotool("type", "--window", window, "--delay", "30", "chemo liver")
        time.sleep(0.5)
        xdotool("key", "--window", window, "Return")
        time.sleep(4.0)
        xdotool("mousemove", "--window", window, "683", "300")
        xdotool("click", "1")
        for key in ("3", "space"):
            xdotool("key", "--window", window, key)
        time.sleep(1.5)
        for key in ("space", "ctrl+plus"):
            xdotool("key", "--window", window, key)
        time.sleep(1.5)
        subprocess.run(["xdotool", "key", "--window", window, "ctrl+q"], capture_output=True)  # gone before key up
        assert program.wait(20) == 0, program.stderr.read()
    finally:
        program.kill()
    saved = json.loads((tmp_path / "settings.json").read_text())
    assert saved["left_off"]["procedure"] == "tace"
    assert saved["left_off"]["playhead"] > 1.0
    assert saved["text_scale"] == 1.25


def test_what_one_window_shares_outlives_it(qtbot):
    """A second window over the same services sharpens its picture after the first one was closed."""
    application()
    services = Services(load_library())
    for _ in range(2):
        window = MainWindow(Session(services.library, services.board), services, FrameClock())
        qtbot.addWidget(window)
        window.resize(800, 600)
        window.session.open_procedure("tace", "scan")
        window.show()
        assert settle(window)
        assert window.close()
    services.close()
