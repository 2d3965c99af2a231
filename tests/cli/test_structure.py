"""``render --structure``: a picture of any part of the body, and clear answers to wrong names."""

import os

import pytest
from PySide6.QtGui import QImage

from irexplainer.cli import main

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SIZE = ("--size", "320x240")


def render(tmp_path, *arguments):
    target = tmp_path / "part.png"
    return main(["render", *arguments, *SIZE, "-o", str(target)]), target


@pytest.mark.parametrize("name", ["left_kidney", "Left kidney artery", "Circle of Willis", "axial_chest"])
def test_a_part_is_rendered_by_id_plain_name_or_term(tmp_path, name):
    code, target = render(tmp_path, "--structure", name, "--view", "stage")
    assert code == 0
    assert (QImage(str(target)).width(), QImage(str(target)).height()) == (320, 240)


def test_the_window_shows_the_part_with_its_page_beside_it(tmp_path):
    """What ``irexplainer --structure`` shows: top bar, stage and page, so another picture than the stage alone."""
    found = {}
    for view in ("window", "stage"):
        target = tmp_path / f"{view}.png"
        wanted = ["render", "--structure", "left_kidney", "--view", view, "--size", "1100x700", "-o", str(target)]
        assert main(wanted) == 0
        found[view] = QImage(str(target))
    assert {(i.width(), i.height()) for i in found.values()} == {(1100, 700)}
    assert lettered(found["window"]) > 3 * lettered(found["stage"])


def lettered(picture):
    """Share of the right quarter, where the page is, that is as dark as its letters."""
    found = [picture.pixelColor(x, y).lightness() for x in range(830, 1095, 2) for y in range(70, 600, 2)]
    return sum(value < 90 for value in found) / len(found)


def test_the_same_part_gives_the_same_bytes(tmp_path):
    found = []
    for _ in range(2):
        _, target = render(tmp_path, "--structure", "heart", "--view", "stage", "--theme", "dark")
        found.append(target.read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "neither is given"),
        (("tace", "--structure", "liver"), "both are given"),
        (("--structure", "left kidny"), "Did you mean 'left_kidney'?"),
        (("--structure", "liver", "--view", "monitor"), "no doctor's screen"),
        (("--structure", "liver", "--choice", "side=left"), "no choices"),
        (("--structure", "liver", "--lang", "xx"), "no texts in this language"),
    ],
)
def test_wrong_requests_are_answered_in_one_line(tmp_path, capsys, arguments, words):
    code, target = render(tmp_path, *arguments)
    said = capsys.readouterr().err
    assert code == 20
    assert words in said
    assert said.count("\n") == 1
    assert not target.exists()
