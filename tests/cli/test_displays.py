"""No window can open: one sentence that says why and what to do, and never Qt's own end of the program."""

import pytest


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DISPLAY": ":7411"}, "DISPLAY=:7411"),
        ({"DISPLAY": "nowhere.invalid:0"}, "DISPLAY=nowhere.invalid:0"),
        ({"WAYLAND_DISPLAY": "wayland-7411", "XDG_RUNTIME_DIR": "/tmp"}, "WAYLAND_DISPLAY=wayland-7411"),
        ({"WAYLAND_DISPLAY": "wayland-7411", "DISPLAY": ":7411"}, "DISPLAY=:7411"),
        ({"QT_QPA_PLATFORM": "xcb"}, "DISPLAY="),
        ({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":7411"}, "WAYLAND_DISPLAY="),
    ],
)
def test_a_display_that_does_not_answer_is_named(run, environment, named):
    done = run("--procedure", "tace", **environment)
    assert done.returncode == 20, done
    assert done.stderr.count("\n") == 1, done.stderr
    assert f"irexplainer: {named}: no display answers" in done.stderr
    assert "irexplainer sheet" in done.stderr


def test_pictures_need_no_display_that_answers(run, tmp_path):
    target = tmp_path / "picture.png"
    asked = ("render", "home", "--view", "stage", "--size", "320x240", "-o", str(target))
    done = run(*asked, DISPLAY=":7411", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 0, done
    assert target.is_file()
