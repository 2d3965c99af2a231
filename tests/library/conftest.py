import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from irexplainer.library.load import Library
from irexplainer.resources import content_dir


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(content_dir())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that a test may break."""
    folder = tmp_path / "content"
    shutil.copytree(content_dir(), folder)
    return folder


@pytest.fixture
def edit(content: Path) -> Callable[[str, str, str], Path]:
    """Replace one piece of a file of the copy; fails when the piece is not there, so that tests cannot rot."""

    def change(name: str, old: str, new: str) -> Path:
        path = content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return content

    return change
