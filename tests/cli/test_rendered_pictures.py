"""render and sheet: exact options, errors in words, the same command gives the same bytes."""

import pytest

from irexplainer.cli import main


@pytest.mark.parametrize("view", ["window", "stage", "monitor"])
def test_the_same_command_gives_the_same_bytes(tmp_path, view):
    files = [tmp_path / f"{view}{i}.png" for i in (1, 2)]
    for file in files:
        assert main(["render", "tace", "--at", "feeder", "--view", view, "--size", "900x640", "-o", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_home_can_be_rendered_in_every_theme(tmp_path):
    for theme in ("light", "dark", "high_contrast"):
        file = tmp_path / f"{theme}.png"
        assert main(["render", "home", "--view", "stage", "--theme", theme, "--size", "640x600", "-o", str(file)]) == 0
        assert file.stat().st_size > 10_000


def test_a_choice_changes_the_picture(tmp_path):
    made = []
    for side in ("left", "right"):
        file = tmp_path / f"{side}.png"
        arguments = ["render", "cryoablation", "--at", "scan", "--view", "stage", "--size", "640x480"]
        assert main([*arguments, "--choice", f"side={side}", "-o", str(file)]) == 0
        made.append(file.read_bytes())
    assert made[0] != made[1]


def test_a_sheet_without_words(tmp_path):
    file = tmp_path / "sheet.png"
    assert main(["sheet", "nephrostomy-tube-placement", "--no-captions", "-o", str(file)]) == 0
    assert file.stat().st_size > 100_000


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "nothing", "-o", "x.png"],
        ["render", "tace", "--at", "nowhere", "-o", "x.png"],
        ["render", "home", "--view", "monitor", "-o", "x.png"],
        ["render", "tace", "--choice", "side=left", "--view", "stage", "-o", "x.png"],
        ["render", "home", "--view", "stage", "-o", "x.jpg"],
        ["render", "home", "--view", "stage", "-o", "/nowhere/at/all/x.png"],
        ["sheet", "nothing", "-o", "x.png"],
    ],
)
def test_what_cannot_be_done_is_said_in_words(arguments, capsys):
    assert main(arguments) == 20
    assert capsys.readouterr().err.startswith("irexplainer: ")
