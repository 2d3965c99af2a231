"""A copy of the program whose content a test may break, and one way to run a command in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``irexplainer`` of a folder, as a person runs it: a process of its own, no display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {key: value for key, value in os.environ.items() if key not in hidden}
    env |= {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    command = [sys.executable, "-m", "irexplainer", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="session")
def copied_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Package and assets, copied or linked once."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(ROOT / "irexplainer", folder / "irexplainer", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def assets(copied_program: Path) -> Path:
    """A fresh folder of assets for ``copied_program``: whole folders are linked, so remove links, never files."""
    folder = copied_program / "assets"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for room in (ROOT / "assets").iterdir():
        (folder / room.name).symlink_to(room, target_is_directory=True)
    return folder


@pytest.fixture
def content(copied_program: Path, assets: Path) -> Path:
    """A fresh copy of the content of ``copied_program``, to be broken."""
    folder = copied_program / "content"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(ROOT / "content", folder))


@pytest.fixture
def run(content: Path) -> Run:
    """Run a command on the copied content."""
    return lambda *arguments, **environment: run_in(content.parent, *arguments, **environment)
