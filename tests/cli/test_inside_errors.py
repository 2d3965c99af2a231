"""Errors nobody foresaw while a picture is made: exit code 70, no picture, no crash of Qt."""

import pytest

LAYER = "irexplainer/paint/static.py"


@pytest.fixture
def broken(content):
    """The copied program with a painter that fails in the middle of a picture."""
    file = content.parent / LAYER
    text = file.read_text("utf-8")
    file.write_text(f"{text}\n\ndef paint_front(*_, **__):\n    raise RuntimeError('no_such')\n", "utf-8")
    yield
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("view", ["window", "stage", "sheet"])
def test_a_painter_that_fails_leaves_with_70_and_no_picture(run, broken, tmp_path, view):
    file = tmp_path / "picture.png"
    command = ["sheet", "tace"] if view == "sheet" else ["render", "tace", "--view", view, "--at", "feeder"]
    done = run(*command, "-o", str(file))
    assert done.returncode == 70, (done.returncode, done.stderr[-600:])
    assert "no_such" in done.stderr
    assert done.stderr.splitlines()[-1] == "irexplainer: something went wrong inside the program."
    assert not file.exists()
