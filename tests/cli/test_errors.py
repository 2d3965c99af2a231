"""Whatever a person does wrong: the documented exit code and one line that names the place and what to do."""

import json
from pathlib import Path

import pytest

from irexplainer.cli import main

TACE = "procedures/tace"


def one_line(text: str) -> str:
    assert text.startswith("irexplainer"), text
    assert text.count("\n") == 1, text
    return text


@pytest.mark.parametrize(
    ("arguments", "place", "remedy"),
    [
        (["nothing"], "nothing", "irexplainer list"),
        (["tac"], "tac", "Did you mean 'tace'?"),
        ([""], "''", "irexplainer list"),
        (["home"], "home", "irexplainer list"),
        (["tace", "--at", "nowhere"], "--at nowhere", "treatment"),
        (["tace", "--at", ""], "--at", "treatment"),
        (["tace", "--at", "nan"], "--at nan", "treatment"),
        (["tace", "--at", "inf"], "--at inf", "treatment"),
        (["tace", "--at=-inf"], "--at -inf", "treatment"),
        (["tace", "--choice", "side=left"], "--choice side=left", "access"),
        (["tace", "--choice", "access=nose"], "--choice access=nose", "groin, wrist"),
        (["tace", "--lang", "xx"], "--lang xx", "en-XA"),
        (["tace", "--lang", "../../assets/atlas/organs"], "--lang", "en-XA"),
        (["tace", "--lang", ""], "--lang", "en-XA"),
    ],
)
def test_a_bad_argument_is_named_and_mended(arguments, place, remedy, capsys):
    assert main(["describe", *arguments]) == 20
    error = one_line(capsys.readouterr().err)
    assert place in error
    assert remedy in error


@pytest.mark.parametrize(("seconds", "end"), [("-3", "start"), ("-0.001", "start"), ("0", ""), ("1e9", "end")])
def test_seconds_outside_the_story_mean_its_ends_and_that_is_said(seconds, end, capsys):
    assert main(["describe", "tace", "--json", f"--at={seconds}"]) == 0
    said = capsys.readouterr()
    steps = json.loads(said.out)["steps"]
    assert [step["id"] for step in steps] == ["close" if end == "end" else "scan"]
    if end:
        assert f"--at {seconds}: tace runs from 0 to " in one_line(said.err)
        assert f"its {end} is shown" in said.err
    else:
        assert not said.err


def test_a_picture_past_the_end_says_so_once(tmp_path, capsys):
    target = tmp_path / "end.png"
    assert main(["render", "tace", "--at", "9999", "--size", "320x240", "--view", "stage", "-o", str(target)]) == 0
    assert "its end is shown" in one_line(capsys.readouterr().err)
    assert target.is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "tace", "-o", "picture.jpg"], "PNG"),
        (["render", "tace", "-o", ""], "PNG"),
        (["render", "tace", "-o", "{folder}"], "this is a folder"),
        (["sheet", "tace", "-o", "{folder}/missing/sheet.png"], "no folder"),
        (["sheet", "home", "-o", "{folder}/sheet.png"], "no procedure"),
        (["render", "tace", "--lang", "xx", "-o", "{folder}/x.png"], "no texts in this language"),
    ],
)
def test_an_unwritable_picture_is_refused_before_it_is_made(arguments, said, tmp_path, capsys, monkeypatch):
    from irexplainer.ui import pictures

    monkeypatch.setattr(pictures, "application", lambda: pytest.fail("work began"))
    assert main([text.replace("{folder}", str(tmp_path)) for text in arguments]) == 20
    assert said in one_line(capsys.readouterr().err)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [[], ["--procedure", "tace"], ["--preview", "tace"]])
def test_a_window_without_a_display_says_so(run, arguments):
    done = run(*arguments)
    assert done.returncode == 20, done
    assert "no display" in one_line(done.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--procedure", "nothing"], "no procedure"),
        (["--preview", "nothing"], "no procedure"),
        (["--at", "treatment"], "--procedure"),
        (["--lang", "xx"], "no texts in this language"),
    ],
)
def test_bad_arguments_of_the_window_open_none(run, arguments, said):
    done = run(*arguments)
    assert done.returncode == 20, done
    assert said in one_line(done.stderr)


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


BROKEN = {
    "not TOML": ("describe", f"{TACE}/procedure.toml", lambda f: _write(f, "group = \n"), "procedure.toml:1"),
    "a key nobody reads": (
        "list",
        f"{TACE}/procedure.toml",
        lambda f: _write(f, "colour = 1\n" + f.read_text("utf-8")),
        "procedure.toml:1: colour",
    ),
    "bytes": ("list", f"{TACE}/procedure.toml", lambda f: f.write_bytes(bytes(range(256))), "procedure.toml:2"),
    "no front matter": ("list", f"{TACE}/en.md", lambda f: _write(f, "hello"), "tace/en.md:1"),
    "no story": ("describe", f"{TACE}/story.toml", lambda f: f.unlink(), "tace/story.toml"),
    "no archetype": ("describe", "archetypes/block_vessel.toml", lambda f: f.unlink(), "block_vessel.toml"),
    "no tools": ("describe", "tools.toml", lambda f: _write(f, ""), "tools.toml"),
    "no words of the atlas": ("describe", "vocabulary/en.toml", lambda f: f.unlink(), "vocabulary/en.toml"),
    "no groups": ("list", "groups.toml", lambda f: f.unlink(), "groups.toml"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_content_leaves_with_30_and_names_the_file(run, content: Path, case):
    command, name, damage, place = BROKEN[case]
    damage(content / name)
    done = run(command, *(["tace"] if command == "describe" else []))
    assert done.returncode == 30, done
    assert place in one_line(done.stderr)
    assert done.stderr.strip().endswith((".", "?")), "the remedy is missing"


def test_check_finds_more_than_one_fault_and_names_file_place_and_remedy(run, content: Path):
    _write(content / "archetypes/block_vessel.toml", "x = [")
    _write(content / "glossary/en.toml", "a = ")
    (content / "procedures/tace/en.md").unlink()
    done = run("check", "--json")
    assert done.returncode == 30
    found = json.loads(done.stdout)
    assert {"content/archetypes/block_vessel.toml", "content/glossary/en.toml"} <= {item["file"] for item in found}
    assert "content/procedures/tace/en.md" in {item["file"] for item in found}
    for item in found:
        assert set(item) == {"file", "place", "problem", "remedy", "severity"}
        assert all(item.values()), item
        assert item["place"].startswith(item["file"])


def test_check_names_assets_that_are_missing_or_broken(run, assets: Path):
    (assets / "fonts").unlink()
    (assets / "icons").unlink()
    (assets / "icons").mkdir()
    _write(assets / "icons/house.svg", "<svg/>")
    (assets / "baked").unlink()
    done = run("check", "--json")
    assert done.returncode == 30
    problems = {item["file"]: item["problem"] for item in json.loads(done.stdout)}
    assert problems["assets/fonts/Inter-Regular.ttf"] == "the font is missing."
    assert "color of the theme" in problems["assets/icons/house.svg"]
    assert problems["assets/baked/home_dark.png"] == "the picture is missing."
    assert problems["assets/baked/liver.png"] == "the picture is missing."
    assert problems["assets/baked/tiles/liver.light.png"] == "the picture is missing."


def test_an_error_nobody_foresaw_leaves_with_70(monkeypatch, capsys):
    from irexplainer.cli import list_command

    monkeypatch.setattr(list_command, "run", lambda options: 1 // 0)
    assert main(["list"]) == 70
    error = capsys.readouterr().err
    assert "ZeroDivisionError" in error
    assert error.endswith("irexplainer: something went wrong inside the program.\n")
